import { shorten } from '../excerpt';
import { renderedFailure } from '../fault-in-text';
import { findXmlFault } from './fault';

/** UTF-16 units: names of elements stand in messages, and can be long. */
const MOST_MESSAGE_UNITS = 200;

/**
 * Makes sure that a rendered text is well-formed XML 1.0.
 * @throws WebhookFailure `template` with the place of the fault in the rendered text, and its likely cause
 */
export function checkXml(text: string, field: string): void {
	const fault = findXmlFault(text);
	if (!fault) return;
	const { offset, message, hint } = fault;
	throw renderedFailure(text, field, {
		offset,
		message: `not well-formed XML: ${shorten(message, MOST_MESSAGE_UNITS)}`,
		hint: shorten(hint, MOST_MESSAGE_UNITS),
	});
}
