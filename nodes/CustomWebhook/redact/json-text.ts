import { jsonStringEnd } from '../formats/json';
import type { Redactor } from './redactor';
import { HIDDEN } from './walk';

/** What opens a string; a mark that opens, closes or parts values; a number or a word. */
const BEGINNING = /"|[{}[\],:]|[^\s"{}[\],:]+/g;
const MARKS = '{}[],:';

interface Token {
	text: string;
	index: number;
}

/**
 * JSON text without the values of members with telling names, and without strings and numbers that are secrets as a
 * whole. Every other byte stays as it is: numbers keep their digits, the author's spaces and lines stay.
 */
export function hideMembers(json: string, { hidesName, hidesValue, text: redacted }: Redactor): string {
	let shown = '';
	let copiedTo = 0;
	/** Where the value begins that is to be hidden, and how deep it is nested so far. */
	let hiding: { from: number; depth: number } | undefined;
	let last = '';

	const replace = (from: number, to: number) => {
		const value = json.slice(from, to);
		const written = value.trim();
		const isNothing = written === 'null' || written === '""';
		shown += json.slice(copiedTo, from) + (isNothing ? value : value.replace(written, `"${HIDDEN}"`));
		copiedTo = to;
	};
	const isSecret = (text: string) =>
		isString(text) ? hidesValue(unquoted(text)) : !MARKS.includes(text) && redacted(text) === HIDDEN;

	for (const { text, index } of tokensOf(json)) {
		if (hiding) {
			if (hiding.depth === 0 && (text === ',' || text === '}')) {
				replace(hiding.from, index);
				hiding = undefined;
			} else if (text === '{' || text === '[') hiding.depth++;
			else if (text === '}' || text === ']') hiding.depth--;
		} else if (text === ':' && isString(last) && hidesName(unquoted(last))) {
			hiding = { from: index + 1, depth: 0 };
		} else if (isSecret(text)) {
			replace(index, index + text.length);
		}
		last = text;
	}
	return shown + (hiding ? json.slice(copiedTo, hiding.from) + `"${HIDDEN}"` : json.slice(copiedTo));
}

/** Whole strings, marks, numbers and words, in order, as far as strings are closed. */
function* tokensOf(json: string): Generator<Token> {
	const pattern = new RegExp(BEGINNING);
	for (let found = pattern.exec(json); found; found = pattern.exec(json)) {
		const { index } = found;
		const end = found[0] === '"' ? jsonStringEnd(json, index) : pattern.lastIndex;
		if (end === undefined) return;
		yield { text: json.slice(index, end), index };
		pattern.lastIndex = end;
	}
}

const isString = (token: string) => token.startsWith('"');

function unquoted(string: string): string {
	try {
		return JSON.parse(string) as string;
	} catch {
		return string.slice(1, -1);
	}
}
