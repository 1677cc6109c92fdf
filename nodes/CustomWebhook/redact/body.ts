import { hidePairs, HIDDEN, type Redactor } from '.';

/**
 * The text of a body without the credentials' secrets and without the values of fields with telling names: JSON
 * members, form and multipart fields, XML elements and attributes. A body that has none stays as it is, byte for byte.
 */
export function redactBody(body: string, contentType: string, redactor: Redactor): string {
	return redactor.text(hideFields(body, contentType.toLowerCase(), redactor));
}

function hideFields(body: string, contentType: string, redactor: Redactor): string {
	if (contentType.includes('json')) return hideMembers(body, redactor);
	if (contentType.includes('xml')) return hideElements(body, redactor);
	if (contentType.includes('x-www-form-urlencoded')) return hidePairs(body, redactor.hidesName);
	if (contentType.includes('multipart/form-data')) return hideParts(body, redactor);
	return body;
}

/** Keeps the author's indentation where the JSON has to be written anew. */
function hideMembers(body: string, redactor: Redactor): string {
	try {
		const value: unknown = JSON.parse(body);
		const shown = redactor.shown(value);
		return shown === value
			? body
			: JSON.stringify(shown, null, /^[[{]\s*\n([ \t]+)/.exec(body.trim())?.[1]);
	} catch {
		return body;
	}
}

/** Names with a prefix count by their local part. */
function hideElements(body: string, { hidesName }: Redactor): string {
	const isTelling = (name: string) => hidesName(name) || hidesName(name.slice(name.indexOf(':') + 1));
	return body
		.replace(
			/<([\w:.-]+)(\s[^<>]*)?>([^<]+)(?=<\/\1\s*>)/g,
			(all: string, name: string, attributes = '') =>
				isTelling(name) ? `<${name}${String(attributes)}>${HIDDEN}` : all,
		)
		.replace(/([\w:.-]+)(\s*=\s*)("[^"<]*"|'[^'<]*')/g, (all: string, name: string, equals: string) =>
			isTelling(name) ? `${name}${equals}"${HIDDEN}"` : all,
		);
}

function hideParts(body: string, { hidesName }: Redactor): string {
	return body.replace(
		/(name="([^"]*)"[^\r\n]*\r\n(?:[^\r\n]+\r\n)*\r\n)([\s\S]*?)(?=\r\n--)/g,
		(all: string, head: string, name: string) => (hidesName(name) ? `${head}${HIDDEN}` : all),
	);
}
