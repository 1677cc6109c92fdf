import type { StatusMatcher } from './types';

const SINGLE = /^[1-5]\d\d$/;
const CLASS = /^([1-5])xx$/i;
const RANGE = /^([1-5]\d\d)\s*-\s*([1-5]\d\d)$/;

/**
 * Reads a list of status codes: codes, classes and ranges, separated by commas (`2xx, 304, 500-599`).
 * Undefined if any part cannot be read, or the list is empty.
 */
export function parseStatusCodes(text: string): StatusMatcher | undefined {
	const codes = new Set<number>();
	for (const part of text.split(',')) {
		const range = readRange(part.trim());
		if (!range) return undefined;
		for (let code = range[0]; code <= range[1]; code++) codes.add(code);
	}
	return (statusCode) => codes.has(statusCode);
}

function readRange(part: string): [from: number, to: number] | undefined {
	if (SINGLE.test(part)) return [Number(part), Number(part)];

	const wholeClass = CLASS.exec(part);
	if (wholeClass) return [Number(wholeClass[1]) * 100, Number(wholeClass[1]) * 100 + 99];

	const range = RANGE.exec(part);
	if (!range || Number(range[1]) > Number(range[2])) return undefined;
	return [Number(range[1]), Number(range[2])];
}
