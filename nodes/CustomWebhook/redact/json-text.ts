import { HIDDEN, type Redactor } from '.';

/** What opens a string, or opens, closes or parts others; what stands between is a number, a word or space. */
const MARK = /["{}[\],:]/g;
const QUOTE_OR_ESCAPE = /["\\]/g;

interface Token {
	text: string;
	index: number;
}

/**
 * JSON text without the values of members with telling names, and without strings and numbers that are secrets as a
 * whole.
 * Every other byte stays as it is: numbers keep their digits, the author's spaces and lines stay.
 */
export function hideMembers(json: string, { hidesName, hidesValue, text: redacted }: Redactor): string {
	let shown = '';
	let copiedTo = 0;
	/** Where the value begins that is to be hidden, and how deep it is nested so far. */
	let hiding: { from: number; depth: number } | undefined;
	let last: Token | undefined;

	const replace = (from: number, to: number) => {
		const value = json.slice(from, to);
		const before = value.slice(0, value.length - value.trimStart().length);
		const after = value.slice(value.trimEnd().length);
		const isNothing = value.trim() === 'null' || value.trim() === '""';
		shown += json.slice(copiedTo, from) + (isNothing ? value : `${before}"${HIDDEN}"${after}`);
		copiedTo = to;
	};
	for (const token of tokensOf(json)) {
		const { text } = token;
		if (hiding) {
			if (hiding.depth === 0 && (text === ',' || text === '}')) {
				replace(hiding.from, token.index);
				hiding = undefined;
			} else if (text === '{' || text === '[') hiding.depth++;
			else if (text === '}' || text === ']') hiding.depth--;
		} else if (text === ':' && last?.text.startsWith('"') && hidesName(unquoted(last.text))) {
			hiding = { from: token.index + 1, depth: 0 };
		} else if (text.startsWith('"') && hidesValue(unquoted(text))) {
			replace(token.index, token.index + text.length);
		} else if (last && endsValue(text)) {
			const from = last.index + last.text.length;
			const word = json.slice(from, token.index).trim();
			if (word !== '' && redacted(word) === HIDDEN) replace(from, token.index);
		}
		last = token;
	}
	if (!last && redacted(json.trim()) === HIDDEN) return `"${HIDDEN}"`;
	return shown + (hiding ? json.slice(copiedTo, hiding.from) + `"${HIDDEN}"` : json.slice(copiedTo));
}

/** Whole strings and single marks, in order, as far as strings are closed. */
function* tokensOf(json: string): Generator<Token> {
	const pattern = new RegExp(MARK);
	for (let found = pattern.exec(json); found; found = pattern.exec(json)) {
		const { index } = found;
		const end = found[0] === '"' ? endOfString(json, index + 1) : index + 1;
		if (end < 0) return;
		yield { text: json.slice(index, end), index };
		pattern.lastIndex = end;
	}
}

/** Step by step: one pattern for a whole string overflows the stack where it has millions of escapes. */
function endOfString(json: string, from: number): number {
	const pattern = new RegExp(QUOTE_OR_ESCAPE);
	pattern.lastIndex = from;
	for (let found = pattern.exec(json); found; found = pattern.exec(json)) {
		if (found[0] === '"') return pattern.lastIndex;
		pattern.lastIndex++;
	}
	return -1;
}

const endsValue = (mark: string) => mark === ',' || mark === '}' || mark === ']';

function unquoted(string: string): string {
	try {
		return JSON.parse(string) as string;
	} catch {
		return string.slice(1, -1);
	}
}
