/** Prefixes of paths in other tools: `$.` of JSONPath, the item's fields, braces. */
const OUTSIDE = /^(?:\{\{\s*)?(?:\$(?:json)?(?:\.|(?=\[)))?(?:(?:response\.)?body\.)?/;

/** How to correct a path that found nothing because it starts outside the body; without a period. */
export function pathHint(text: string): string | undefined {
	const path = text.trim();
	const bare = path.replace(OUTSIDE, '').replace(/(?<!\s)\s*\}\}$/, '');
	return bare === path ? undefined : `Start inside the body: ${bare}, not ${path}`;
}
