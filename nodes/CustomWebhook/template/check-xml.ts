import { WebhookFailure } from '../failure';
import { excerptOf, positionOf, shorten } from './excerpt';
import { findXmlFault } from './xml-fault';

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
	const position = positionOf(text, offset);
	const where = `${field}, line ${position.line}, column ${position.column} of the rendered text`;
	throw new WebhookFailure(
		'template',
		`${where}: not well-formed XML: ${shorten(message, MOST_MESSAGE_UNITS)}`,
		{
			description: `${excerptOf(text, offset)}\n${shorten(hint, MOST_MESSAGE_UNITS)}`,
			field,
			...position,
		},
	);
}
