import { JsonTokens, type JsonTokenKind } from '../formats/json';
import type { Redactor } from './redactor';
import { HIDDEN } from './walk';

/**
 * JSON text without the values of members with telling names, and without strings and numbers that are secrets as a
 * whole. Every other byte stays as it is, so numbers keep their digits, and the author's spaces and lines stay.
 */
export function hideMembers(json: string, { hidesName, hidesValue, text: redacted }: Redactor): string {
	let shown = '';
	let copiedTo = 0;
	/** The start of the value to hide, and the depth of nesting inside it so far. */
	let hiding: { from: number; depth: number } | undefined;
	/** The string just before, with its quotes. */
	let last = '';

	const replace = (from: number, to: number) => {
		const value = json.slice(from, to);
		const written = value.trim();
		const isNothing = written === 'null' || written === '""';
		shown += json.slice(copiedTo, from) + (isNothing ? value : value.replace(written, `"${HIDDEN}"`));
		copiedTo = to;
	};
	const isSecret = (kind: JsonTokenKind, text: string) =>
		(kind === 'string' && hidesValue(unquoted(text))) || (kind === 'word' && redacted(text) === HIDDEN);

	const tokens = new JsonTokens(json);
	for (let kind = tokens.next(); kind && kind !== 'open string'; kind = tokens.next()) {
		const { start, end } = tokens;
		if (hiding) {
			if (hiding.depth === 0 && (kind === ',' || kind === '}')) {
				replace(hiding.from, start);
				hiding = undefined;
			} else if (kind === '{' || kind === '[') hiding.depth++;
			else if (kind === '}' || kind === ']') hiding.depth--;
		} else if (kind === ':' && last !== '' && hidesName(unquoted(last))) {
			hiding = { from: end, depth: 0 };
		} else if ((kind === 'string' || kind === 'word') && isSecret(kind, json.slice(start, end))) {
			replace(start, end);
		}
		last = kind === 'string' && !hiding ? json.slice(start, end) : '';
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
