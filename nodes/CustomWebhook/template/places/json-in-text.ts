import { isJson } from '../../formats/json';
import type { Piece } from '../cut';
import type { Rendering } from '../rendering';
import { Encoded, escapeJson, jsonOf, textOf } from '../values';
import { jsonPlaces } from './json';
import { isForUrl } from './query';
import type { Places } from './types';

/** How a JSON object, or a list of texts, lists or objects, begins and ends. */
const BEGIN = /^\s*(?:\{\s*"|\[\s*["{[])/;
const END = /[}\]]\s*$/;

/** Whether a text is typed as JSON, as in a form's `payload={"text":"{{note}}"}`. */
export function isTypedAsJson(pieces: readonly Piece[]): boolean {
	const [first, last] = [pieces[0], pieces.at(-1)];
	return first?.kind === 'text' && BEGIN.test(first.text) && last?.kind === 'text' && END.test(last.text);
}

/**
 * A text that is typed as JSON, in a row or a header: a value is escaped inside of a string and is JSON outside of one.
 * There, text that is JSON already stays as it is.
 */
export function jsonIn(places: Places): Places {
	const { start, after } = jsonPlaces;
	return {
		...places,
		start,
		after,
		doubt: (rendering, value) => jsonPlaces.doubt?.(rendering, value),
		encode(rendering, value) {
			if (rendering.state !== start)
				return jsonPlaces.encode(
					rendering,
					isForUrl(value) ? places.encode(rendering, value) : value,
				);
			return isWritten(value) ? places.encode(rendering, value) : jsonOf(value);
		},
	};
}

/**
 * A value for the query of a URL, or for a form. If the parameter around it is typed as JSON, it is escaped for JSON first.
 * Reads each character of the rendered text once.
 */
export function forJsonInQuery(rendering: Rendering, value: unknown): unknown {
	const state = stateInQuery(rendering);
	if (state === undefined || value instanceof Encoded) return value;
	if (state === jsonPlaces.start) return isWritten(value) ? value : jsonOf(value);
	return escapeJson(textOf(value).toWellFormed());
}

/** The place in the JSON of a query's parameter; undefined if that is no JSON. */
function stateInQuery(rendering: Rendering): number | undefined {
	const { at, state } = rendering.json;
	const text = rendering.out.slice(at);
	const next = stateAfter(state, text);
	rendering.json = { at: rendering.out.length, state: next };
	return next;
}

function stateAfter(state: number | undefined, text: string): number | undefined {
	const end = text.lastIndexOf('&');
	if (end === -1 && state !== undefined) return jsonPlaces.after(state, decoded(text));
	const equals = text.indexOf('=', end + 1);
	const value = decoded(text.slice(equals + 1));
	return equals !== -1 && BEGIN.test(value) ? jsonPlaces.after(jsonPlaces.start, value) : undefined;
}

/** The characters of JSON that a typed parameter may have percent-encoded, as a command with `--data-urlencode` does. */
const decoded = (text: string): string =>
	text.replace(/%(?:20|22|5[BC]|7B)/gi, (escape) => String.fromCharCode(parseInt(escape.slice(1), 16)));

/** Whether it is JSON as it is, or was encoded by the author. */
const isWritten = (value: unknown) =>
	value instanceof Encoded || (typeof value === 'string' && isJson(value));
