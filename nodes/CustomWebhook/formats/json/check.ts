import type { WebhookFailure } from '../../failure';
import { codePointName } from '../code-point';
import { shorten } from '../excerpt';
import { likelyCause } from './cause';
import { findJsonFault, type JsonFault } from './fault';
import { renderedFailure } from '../fault-in-text';

/**
 * Makes sure that a rendered text is JSON (RFC 8259). Linear in its length; depth does not matter.
 * @throws WebhookFailure `template` with the place of the fault in the rendered text, and its likely cause
 */
export function checkJson(text: string, field: string): void {
	try {
		JSON.parse(text);
	} catch (error) {
		throw failureAt(text, field, findJsonFault(text) ?? { offset: 0, expected: 'JSON' }, error);
	}
}

function failureAt(text: string, field: string, fault: JsonFault, cause: unknown): WebhookFailure {
	return renderedFailure(text, field, {
		offset: fault.offset,
		message: `not JSON: ${whatStands(text, fault)}`,
		hint: likelyCause(text, fault),
		cause,
	});
}

/** One more than what is shown of it, so that it can be seen where it was cut. */
const MOST_OF_A_WORD = 61;

function whatStands(text: string, { offset, expected }: JsonFault): string {
	if (offset >= text.length) return `it ends where ${named(expected)} should come`;
	const word = /^[\p{L}\p{N}_.$+-]+/u.exec(text.slice(offset, offset + MOST_OF_A_WORD))?.[0];
	const found = word ?? String.fromCodePoint(text.codePointAt(offset) ?? 0);
	return `${showCharacter(found)} stands where ${named(expected)} should come`;
}

function showCharacter(found: string): string {
	const code = found.codePointAt(0) ?? 0;
	const isVisible = code > 0x20 && code !== 0x7f && code !== 0xa0 && code !== 0xfeff;
	return isVisible ? shorten(found) : `the character ${codePointName(code)}`;
}

function named(expected: string): string {
	if (expected === 'name') return 'a name in double quotes';
	if (expected === 'name or }') return 'a name in double quotes or }';
	if (expected === 'value') return 'a value';
	if (expected === 'value or ]') return 'a value or ]';
	return expected === 'the end' ? 'nothing more' : expected;
}
