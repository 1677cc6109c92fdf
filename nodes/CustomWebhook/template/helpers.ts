import { isDecimal } from '../formats';
import { formatDate } from './date';
import { plainNumber, rounded } from './rounding';
import { quoted, ValueFault } from './spot';
import { Encoded, isTruthy, jsonOf, simplify, textOf } from './values';

/** A template helper, used as `{{name value …}}` or inside another as `(name value …)`. */
export interface Helper {
	/** An example of its use, for messages. */
	usage: string;
	/** The least and the most values that it takes. */
	takes: readonly [number, number];
	/** Values that can be given by name, with their position among the others. */
	named?: Readonly<Record<string, number>>;
	/** Its first value may be missing, also with `missingValues: fail`. */
	mayMiss?: boolean;
	/** @throws ValueFault for a value that it cannot work with */
	call(...values: unknown[]): unknown;
}

const ANY = Infinity;

const HELPERS: Readonly<Record<string, Helper>> = {
	/** The value as JSON text, which a JSON body does not encode again; with a number, indented by so many spaces. */
	json: { usage: '{{json value}}', takes: [1, 2], named: { indent: 1 }, call: toJson },
	/** The first value that is neither missing, null nor an empty text. */
	default: {
		usage: '{{default value "instead"}}',
		takes: [2, ANY],
		mayMiss: true,
		call: (...values) => values.find((value) => !isNothing(value)) ?? values.at(-1),
	},
	/** The parts of an array, joined by a text: `,` by default. */
	join: {
		usage: '{{join list ", "}}',
		takes: [1, 2],
		named: { separator: 1 },
		call: (list, separator = ',') =>
			Array.isArray(list) ? list.map(textOf).join(textOf(separator)) : list,
	},
	upper: text('upper', (value) => value.toUpperCase()),
	lower: text('lower', (value) => value.toLowerCase()),
	trim: text('trim', (value) => value.trim()),
	/** A date as Luxon formats it (ISO 8601 without a format), in a time zone (the date's own without one). */
	date: {
		usage: '{{date value "yyyy-MM-dd" "Europe/Berlin"}}',
		takes: [1, 3],
		named: { format: 1, zone: 2 },
		call: (value, format, zone) => formatDate(value, textOf(format), textOf(zone)),
	},
	/** A number, also from a text such as `"12.50"`; with a second number, with so many decimals. */
	number: { usage: '{{number value 2}}', takes: [1, 2], named: { decimals: 1 }, call: toNumber },
	/** Whether two values have the same text: `5` and `"5"` do. Missing and null equal each other and nothing else. */
	eq: { usage: '{{#if (eq a b)}}', takes: [2, 2], call: isEqual },
	ne: { usage: '{{#if (ne a b)}}', takes: [2, 2], call: (one, other) => !isEqual(one, other) },
	/** The first value that is false to Handlebars, or the last. */
	and: {
		usage: '{{#if (and a b)}}',
		takes: [2, ANY],
		call: (...values) => values.find((value) => !isTruthy(value)) ?? lastOf(values, isFalsy),
	},
	/** The first value that is true to Handlebars, or the last. */
	or: {
		usage: '{{#if (or a b)}}',
		takes: [2, ANY],
		call: (...values) => values.find(isTruthy) ?? values.at(-1),
	},
	not: { usage: '{{#if (not a)}}', takes: [1, 1], call: (value) => !isTruthy(value) },
	/** The UTF-8 bytes of the text in base64 (RFC 4648, section 4). */
	base64: text('base64', (value) => Buffer.from(value, 'utf8').toString('base64')),
	/** The text, percent-encoded; a URL does not encode it again. */
	urlEncode: text('urlEncode', (value) => new Encoded('url', encodeURIComponent(value.toWellFormed()))),
};

/** The names of Handlebars' own helpers: these have their own rules for values. */
export const BUILT_IN_NAMES: ReadonlySet<string> = new Set(['if', 'unless', 'each', 'with', 'lookup']);

/** Every name that can be followed by values. */
export const HELPER_NAMES: ReadonlySet<string> = new Set([...BUILT_IN_NAMES, ...Object.keys(HELPERS)]);

/** The helpers that can open a block, as `{{#eq a b}}…{{else}}…{{/eq}}`. */
export const CONDITION_NAMES: ReadonlySet<string> = new Set(['eq', 'ne', 'and', 'or', 'not']);

export function helperOf(name: string): Helper | undefined {
	return Object.hasOwn(HELPERS, name) ? HELPERS[name] : undefined;
}

function text(name: string, convert: (value: string) => unknown): Helper {
	return {
		usage: `{{${name} value}}`,
		takes: [1, 1],
		call: (value) => (value === undefined || value === null ? value : convert(textOf(value))),
	};
}

function isNothing(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}

function isFalsy(value: unknown): boolean {
	return !isTruthy(value);
}

/** Not `find`, which cannot tell a found undefined from none. */
function lastOf(values: unknown[], stop: (value: unknown) => boolean): unknown {
	const at = values.findIndex(stop);
	return at === -1 ? values.at(-1) : values[at];
}

function isEqual(one: unknown, other: unknown): boolean {
	if (one === other) return true;
	const isNull = (value: unknown) => value === undefined || value === null;
	return isNull(one) || isNull(other) ? isNull(one) && isNull(other) : textOf(one) === textOf(other);
}

/** JSON text is indented by 10 spaces at the most (ECMA-262, JSON.stringify). */
function toJson(value: unknown, indent?: unknown): Encoded {
	return new Encoded('json', jsonOf(value, indent === undefined ? undefined : Number(textOf(indent))));
}

/** The limit of JavaScript's `toFixed`. */
const MAX_DECIMALS = 100;

function toNumber(value: unknown, decimals?: unknown): unknown {
	if (isNothing(value)) return undefined;
	const source = textOf(simplify(value)).trim();
	if (typeof value === 'boolean' || !isDecimal(source))
		throw new ValueFault(`is not a number: ${quoted(source)}`);
	if (decimals === undefined) return new Encoded('json', plainNumber(source));
	const count = Number(textOf(decimals));
	if (!Number.isInteger(count) || count < 0 || count > MAX_DECIMALS)
		throw new ValueFault(`takes 0 to ${MAX_DECIMALS} decimals`);
	return new Encoded('json', rounded(source, count));
}
