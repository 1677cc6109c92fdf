import { isJson } from '../../formats/json';
import type { Piece } from '../cut';
import { Encoded, jsonOf } from '../values';
import { jsonPlaces } from './json';
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
		encode(rendering, value) {
			if (rendering.state !== start)
				return jsonPlaces.encode(
					rendering,
					isForUrl(value) ? places.encode(rendering, value) : value,
				);
			const isDone = value instanceof Encoded || (typeof value === 'string' && isJson(value));
			return isDone ? places.encode(rendering, value) : jsonOf(value);
		},
	};
}

const isForUrl = (value: unknown) =>
	value instanceof Encoded && (value.language === 'url' || value.language === 'address');
