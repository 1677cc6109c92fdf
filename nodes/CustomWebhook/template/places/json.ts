import { isJson } from '../../formats/json';
import { Encoded, escapeJson, jsonOf, textOf } from '../values';
import type { Places } from './types';

/** JSON has three places: outside of strings, in one, and in one after a backslash. */
const OUTSIDE = 0;
const IN_STRING = 1;
const AFTER_BACKSLASH = 2;

/** Expressions that escape backslashes and quotes often leave these. */
const CONTROLS = /[\u0000-\u001f]/g;

const STRING_EVENT = /["\\]/g;

/** A JSON text: in a string, a value is escaped text; outside, it is JSON with its type. */
export const jsonPlaces: Places = {
	start: OUTSIDE,
	after(state, text) {
		let at = 0;
		if (state === AFTER_BACKSLASH && text !== '') {
			state = IN_STRING;
			at = 1;
		}
		STRING_EVENT.lastIndex = at;
		for (let event = STRING_EVENT.exec(text); event; event = STRING_EVENT.exec(text)) {
			if (event[0] === '"') {
				state = state === OUTSIDE ? IN_STRING : OUTSIDE;
			} else if (state === IN_STRING) {
				if (event.index + 1 === text.length) return AFTER_BACKSLASH;
				STRING_EVENT.lastIndex = event.index + 2;
			}
		}
		return state;
	},
	encode(rendering, value) {
		if (rendering.state === OUTSIDE) return jsonOf(value);
		const escaped = inString(value);
		if (rendering.state === IN_STRING) return escaped;
		rendering.state = IN_STRING;
		return `\\${escaped}`;
	},
	doubt: ({ state }, value) => (state !== OUTSIDE && isQuoted(value) ? QUOTED_TWICE : undefined),
};

const QUOTED_TWICE =
	'has quotes of its own, which are sent as part of the text. ' +
	'Write the field alone, as in {{contact.note}}, or remove the quotes around the placeholder.';

/** Whether a value is the JSON of a text. */
const isQuoted = (value: unknown) =>
	value instanceof Encoded && value.language === 'json' && value.text.startsWith('"') && isJson(value.text);

/** Text that an expression has escaped for JSON is not escaped again. */
function inString(value: unknown): string {
	if (!(value instanceof Encoded)) return escapeJson(textOf(value));
	const { language, text } = value;
	if (language === 'quotesInJsonString') return escapeJson(text.replaceAll('\\"', '"'));
	if (language !== 'inJsonString') return escapeJson(text);
	const inside = text.replace(CONTROLS, escapeJson);
	return isInsideOfString(inside) ? inside : escapeJson(text);
}

function isInsideOfString(text: string): boolean {
	try {
		return typeof JSON.parse(`"${text}"`) === 'string';
	} catch {
		return false;
	}
}
