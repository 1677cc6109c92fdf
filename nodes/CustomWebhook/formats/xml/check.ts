import { shorten } from '../excerpt';
import { failureInText } from '../fault-in-text';
import { findXmlFault } from './fault';

/** UTF-16 units: messages contain names of elements, which can be long. */
const MOST_MESSAGE_UNITS = 200;

/**
 * Makes sure that a rendered text is well-formed XML 1.0.
 * @throws WebhookFailure `template` with the place of the fault in the rendered text, and how to fix it
 */
export function checkXml(text: string, field: string): void {
	const fault = findXmlFault(text);
	if (!fault) return;
	const { offset, message, hint } = fault;
	throw failureInText(text, field, {
		offset,
		message: shorten(message, MOST_MESSAGE_UNITS),
		fix: shorten(hint, MOST_MESSAGE_UNITS),
	});
}
