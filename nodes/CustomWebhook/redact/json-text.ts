import { HIDDEN, type Redactor } from '.';

/** A string, or a character that opens, closes or parts; what stands between is a number, a word or space. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]/gs;

/**
 * JSON text without the values of members with telling names, and without the strings that are secrets as a whole.
 * Every other byte stays as it is: numbers keep their digits, the author's spaces and lines stay.
 */
export function hideMembers(json: string, { hidesName, hidesValue }: Redactor): string {
	let shown = '';
	let copiedTo = 0;
	/** Where the value begins that is to be hidden, and how deep it is nested so far. */
	let hiding: { from: number; depth: number } | undefined;
	let last: RegExpMatchArray | undefined;

	const replace = (from: number, to: number) => {
		const value = json.slice(from, to);
		const before = value.slice(0, value.length - value.trimStart().length);
		const after = value.slice(value.trimEnd().length);
		const isNothing = value.trim() === 'null' || value.trim() === '""';
		shown += json.slice(copiedTo, from) + (isNothing ? value : `${before}"${HIDDEN}"${after}`);
		copiedTo = to;
	};
	for (const token of json.matchAll(TOKEN)) {
		const [text] = token;
		if (hiding) {
			if (hiding.depth === 0 && (text === ',' || text === '}')) {
				replace(hiding.from, token.index);
				hiding = undefined;
			} else if (text === '{' || text === '[') hiding.depth++;
			else if (text === '}' || text === ']') hiding.depth--;
		} else if (text === ':' && last?.[0].startsWith('"') && hidesName(unquoted(last[0]))) {
			hiding = { from: token.index + 1, depth: 0 };
		} else if (text.startsWith('"') && hidesValue(unquoted(text))) {
			replace(token.index, token.index + text.length);
		}
		last = token;
	}
	return shown + (hiding ? json.slice(copiedTo, hiding.from) + `"${HIDDEN}"` : json.slice(copiedTo));
}

function unquoted(string: string): string {
	try {
		return JSON.parse(string) as string;
	} catch {
		return string.slice(1, -1);
	}
}
