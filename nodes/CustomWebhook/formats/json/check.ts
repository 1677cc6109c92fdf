import type { WebhookFailure } from '../../failure';
import { failureInText } from '../fault-in-text';
import { explain } from './cause';
import { findJsonFault, type JsonFault } from './fault';

/** Whether a text is JSON (RFC 8259). */
export function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

/**
 * Makes sure that a rendered text is JSON (RFC 8259). Linear in its length; depth does not matter.
 * @throws WebhookFailure `template` with the place of the fault in the rendered text, and how to fix it
 */
export function checkJson(text: string, field: string): void {
	try {
		JSON.parse(text);
	} catch (error) {
		throw failureAt(text, field, findJsonFault(text) ?? { offset: 0, expected: 'JSON' }, error);
	}
}

function failureAt(text: string, field: string, fault: JsonFault, cause: unknown): WebhookFailure {
	return failureInText(text, field, { offset: fault.offset, ...explain(text, fault), cause });
}
