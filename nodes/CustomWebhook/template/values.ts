/** A value of an item, or of an expression, as text and as JSON. */

/**
 * Text that a helper or an expression has encoded for a language; in a place of that language, it is not encoded again.
 * `address` is percent-encoded, except for the delimiters of a URL; `percent` has some characters percent-encoded, and
 * `plus` also has a `+` for each space. `inJsonString` has JSON's backslashes;
 * `quotesInJsonString` has one before each quote, and no others. `xml` has references for some characters, or for
 * all.
 */
export class Encoded {
	constructor(
		readonly language:
			'json' | 'url' | 'address' | 'percent' | 'plus' | 'inJsonString' | 'quotesInJsonString' | 'xml',
		readonly text: string,
	) {}
}

const NEEDS_JSON_ESCAPE = /["\\\u0000-\u001f\ud800-\udfff]/;

/**
 * The text of a value: empty for null and a missing value; an array as its parts joined by `,`; a date as ISO 8601;
 * any other object as its JSON.
 * @throws TypeError for data that refers to itself, RangeError for data that is nested too deeply
 */
export function textOf(value: unknown): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'object' && value !== null) return textOfObject(value);
	if (value === undefined || value === null || typeof value === 'function' || typeof value === 'symbol')
		return '';
	return String(value);
}

function textOfObject(value: object): string {
	if (Array.isArray(value)) return value.map(textOf).join(',');
	if (value instanceof Encoded) return value.text;
	const simple = simplify(value);
	return typeof simple === 'object' && simple !== null ? jsonOf(simple) : textOf(simple);
}

/**
 * The value as JSON: `null` for what JSON cannot express (missing, a function, NaN); a bigint as its digits.
 * @throws TypeError for data that refers to itself, RangeError for data that is nested too deeply
 */
export function jsonOf(value: unknown, indent?: number): string {
	if (value instanceof Encoded && value.language === 'json') return value.text;
	if (value instanceof Encoded) return JSON.stringify(value.text);
	if (typeof value === 'bigint') return String(value);
	try {
		return JSON.stringify(value, undefined, indent) ?? 'null';
	} catch (error) {
		if (!(error instanceof TypeError)) throw error;
		return JSON.stringify(value, bigintAsText, indent);
	}
}

/** Most readers lose digits of a big integer in JSON, so inside an object it becomes text. */
function bigintAsText(_key: string, value: unknown): unknown {
	return typeof value === 'bigint' ? String(value) : value;
}

/** The value as JSON sees it: dates, Luxon's objects and the like as their `toJSON` gives them. */
export function simplify(value: unknown): unknown {
	if (typeof value === 'function' || typeof value === 'symbol') return undefined;
	if (typeof value === 'bigint') return String(value);
	if (value instanceof Encoded) return value.text;
	return hasJson(value) ? value.toJSON() : value;
}

function hasJson(value: unknown): value is { toJSON(): unknown } {
	const candidate = value as { toJSON?: unknown } | null;
	return typeof value === 'object' && typeof candidate?.toJSON === 'function';
}

/** Text as the inside of a JSON string; a lone surrogate becomes its escape. */
export function escapeJson(text: string): string {
	return NEEDS_JSON_ESCAPE.test(text) ? JSON.stringify(text).slice(1, -1) : text;
}

const ZERO = /^-?0(?:\.0*)?(?:[eE][+-]?\d+)?$/;

/** Whether a value is the number 0, also one that the helper `number` wrote. */
export function isZero(value: unknown): boolean {
	return value === 0 || (value instanceof Encoded && value.language === 'json' && ZERO.test(value.text));
}

/** Whether a value is true to Handlebars: none, `false`, 0, an empty text and an empty array are not. */
export function isTruthy(value: unknown): boolean {
	if (value instanceof Encoded) return value.text !== '' && !isZero(value);
	return Array.isArray(value) ? value.length > 0 : Boolean(value);
}
