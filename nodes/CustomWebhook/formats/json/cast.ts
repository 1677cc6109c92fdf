import { isDecimal } from '../decimal';
import { isBeyondExact, parseJson } from './parse';
import type { JsonValue } from './value';

export type DataType = 'auto' | 'string' | 'number' | 'boolean' | 'json';

const INTEGER = /^[+-]?\d+$/;

/** Texts that count as booleans: the four spellings of XML Schema, in any case. */
const BOOLEANS: Readonly<Record<string, boolean>> = { true: true, false: false, '1': true, '0': false };

/**
 * A value as the type that the author chose; undefined if it does not fit.
 *
 * - `auto`: as it is.
 * - `string`: text; numbers and yes/no as text, objects and lists as JSON text. `null` does not fit.
 * - `number`: numbers, and text that is a decimal number. An integer beyond 2^53 does not fit: it would lose digits.
 * - `boolean`: `true`, `false`, 1, 0, and those as text, in any case.
 * - `json`: text that parses as JSON, and anything else as it is.
 */
export function castTo(dataType: DataType, value: JsonValue): JsonValue | undefined {
	switch (dataType) {
		case 'auto':
			return value;
		case 'string':
			return toText(value);
		case 'number':
			return toNumber(value);
		case 'boolean':
			return toBoolean(value);
		case 'json':
			return toJson(value);
	}
}

function toText(value: JsonValue): string | undefined {
	if (value === null) return undefined;
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function toNumber(value: JsonValue): number | undefined {
	if (typeof value === 'number') return value;
	if (typeof value !== 'string') return undefined;
	const text = value.trim();
	if (!isDecimal(text)) return undefined;
	const number = Number(text);
	const losesDigits = INTEGER.test(text) && isBeyondExact(text);
	return Number.isFinite(number) && !losesDigits ? number : undefined;
}

function toBoolean(value: JsonValue): boolean | undefined {
	if (value === null || typeof value === 'object') return undefined;
	const text = String(value).trim().toLowerCase();
	return Object.hasOwn(BOOLEANS, text) ? BOOLEANS[text] : undefined;
}

function toJson(value: JsonValue): JsonValue | undefined {
	if (typeof value !== 'string') return value;
	try {
		return parseJson(value);
	} catch {
		return undefined;
	}
}
