import { shorten } from '../excerpt';
import { failureInText } from '../fault-in-text';
import { findXmlFault } from './fault';
import { PrefixFinder } from './prefixes';

const NONE: ReadonlySet<string> = new Set();

/** UTF-16 units: messages contain names of elements, which can be long. */
const MOST_MESSAGE_UNITS = 200;

/**
 * Makes sure that a rendered text is well-formed XML 1.0.
 * @returns the prefixes that it uses and does not declare; none for a text with a DOCTYPE, which may declare them
 * @throws WebhookFailure `template` with the place of the fault in the rendered text, and how to fix it
 */
export function checkXml(text: string, field: string): ReadonlySet<string> {
	const prefixes = new PrefixFinder();
	const fault = findXmlFault(text, prefixes);
	if (!fault) return text.includes('<!DOCTYPE') ? NONE : prefixes.undeclared;
	const { offset, message, hint } = fault;
	throw failureInText(text, field, {
		offset,
		message: shorten(message, MOST_MESSAGE_UNITS),
		fix: shorten(hint, MOST_MESSAGE_UNITS),
	});
}
