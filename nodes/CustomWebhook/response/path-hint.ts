import type { ResponseHead } from '../delivery';

/** Prefixes of paths in other tools: `$.` of JSONPath, the item's fields, braces. */
const OUTSIDE = /^(?:\{\{\s*)?(?:\$(?:json)?(?:\.|(?=\[)))?(?:(?:response\.)?body\.)?/;

/** The same in front of a name that is not in the body. */
const IN_RESPONSE = String.raw`^(?:\$(?:json)?\.)?(?:\$?response\.)?`;
const STATUS = new RegExp(String.raw`${IN_RESPONSE}status(?:_?code)?$`, 'i');
const HEADER = new RegExp(String.raw`${IN_RESPONSE}headers?(?:\.|\[["'])([\w-]+)(?:["']\])?$`, 'i');

/** How to read what a path means that is not in the body: the status or a header; without a period. */
export function elsewhereHint(text: string, { headers }: Pick<ResponseHead, 'headers'>): string | undefined {
	const path = text.trim();
	if (STATUS.test(path)) return 'For the status code, set From to Status Code';
	const header = HEADER.exec(path)?.[1]?.toLowerCase();
	if (header === undefined || !Object.hasOwn(headers, header)) return undefined;
	return `For a header, set From to Header and Path to ${header}`;
}

/** How to correct a path that found nothing because it starts outside the body; without a period. */
export function pathHint(text: string): string | undefined {
	const path = text.trim();
	const bare = path.replace(OUTSIDE, '').replace(/(?<!\s)\s*\}\}$/, '');
	return bare === path ? undefined : `Start inside the body: ${bare}, not ${path}`;
}
