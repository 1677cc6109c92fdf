import { JsonTokens } from './tokens';
import type { JsonValue } from './value';

/**
 * Levels of nesting that a decoded body may have. JSON.parse reads 100,000 of them, but code that copies, compares
 * or stores an item, here and in n8n, is recursive and would overflow the stack. Real responses have dozens.
 */
export const MAX_NESTING = 1000;

/** 2^53: a double represents every integer up to here. */
const LAST_EXACT_INTEGER = '9007199254740992';
/** `1e309` */
const SHORTEST_NUMBER_THAT_LOSES = 5;
/** No number with fewer characters is beyond 2^53; one with an exponent is checked anyway. */
const SHORTEST_BIG_INTEGER = LAST_EXACT_INTEGER.length;
/** A number without an exponent must be longer than this to be too large for a double. */
const LONGEST_FINITE_INTEGER = 308;

const INTEGER = /^-?\d+$/;
/** A word that begins like this is a number, in JSON. */
const NUMBER_START = /[-\d]/;

/**
 * Parses JSON (RFC 8259) so that nothing is lost: an integer beyond 2^53, or a number too large for a double, becomes
 * text with all its digits. `__proto__` is a member like any other.
 * @throws SyntaxError if the text is not JSON; RangeError if it nests deeper than `MAX_NESTING`.
 */
export function parseJson(text: string): JsonValue {
	return parseQuoting(text, losesDigits);
}

/**
 * Parses JSON with each number as text: `10.00` stays `10.00`. For data that becomes text anyway.
 * @throws as `parseJson`.
 */
export function parseJsonAsWritten(text: string): JsonValue {
	return parseQuoting(text, () => true);
}

/** The object or array of a JSON text; undefined for anything else. */
export function jsonContainerIn(text: string): JsonValue | undefined {
	if (!/^\s*[[{]/.test(text)) return undefined;
	try {
		return parseJson(text);
	} catch {
		return undefined;
	}
}

/** Whether the number at these offsets of the text becomes text. */
type IsQuoted = (text: string, start: number, end: number) => boolean;

function parseQuoting(text: string, isQuoted: IsQuoted): JsonValue {
	const quoted = withQuotedNumbers(text, isQuoted);
	const value = JSON.parse(text) as JsonValue;
	// The text itself is parsed first: quotes around a number can make bad JSON valid (`{1: 2}`).
	return quoted === text ? value : (JSON.parse(quoted) as JsonValue);
}

/** The same JSON with quotes around some of its numbers. One pass, linear. */
function withQuotedNumbers(text: string, isQuoted: IsQuoted): string {
	const tokens = new JsonTokens(text);
	let result = '';
	let copied = 0;
	let depth = 0;
	for (let kind = tokens.next(); kind; kind = tokens.next()) {
		if (kind === '{' || kind === '[') depth++;
		else if (kind === '}' || kind === ']') depth--;
		if (depth > MAX_NESTING) throw new RangeError(`it is nested deeper than ${MAX_NESTING} levels`);
		if (kind !== 'word') continue;
		const { start, end } = tokens;
		if (!NUMBER_START.test(text.charAt(start)) || !isQuoted(text, start, end)) continue;
		result += `${text.slice(copied, start)}"${text.slice(start, end)}"`;
		copied = end;
	}
	return result + text.slice(copied);
}

function losesDigits(text: string, start: number, end: number): boolean {
	if (end - start < SHORTEST_NUMBER_THAT_LOSES) return false;
	const literal = text.slice(start, end);
	if (/[eE]/.test(literal) || literal.length > LONGEST_FINITE_INTEGER) {
		return INTEGER.test(literal) || !Number.isFinite(Number(literal));
	}
	return literal.length >= SHORTEST_BIG_INTEGER && INTEGER.test(literal) && isBeyondExact(literal);
}

/**
 * Whether an integer, given as its digits with or without a sign, is beyond 2^53 either way. Compared as
 * text, because converting to a number loses digits.
 */
export function isBeyondExact(integer: string): boolean {
	const digits = integer.replace(/^[-+]?0*/, '');
	if (digits.length !== LAST_EXACT_INTEGER.length) return digits.length > LAST_EXACT_INTEGER.length;
	return digits > LAST_EXACT_INTEGER;
}
