import { XMLValidator } from 'fast-xml-parser';
import { WebhookFailure } from '../failure';
import { excerptOf, positionOf, type Position, shorten } from './excerpt';
import { findXmlFault } from './xml-fault';

/**
 * Makes sure that a rendered text is well-formed XML 1.0.
 * @throws WebhookFailure `template` with the place of the fault in the rendered text, and its likely cause
 */
export function checkXml(text: string, field: string): void {
	if (text.trim() === '') throw failure(text, field, { line: 1, column: 1 }, 0, 'it is empty', '');
	const fault = findXmlFault(text);
	if (fault)
		throw failure(text, field, positionOf(text, fault.offset), fault.offset, fault.message, fault.hint);
	const result = XMLValidator.validate(text);
	if (result === true) return;
	const { msg, line, col } = result.err;
	const position = { line, column: col ?? 1 };
	throw failure(
		text,
		field,
		position,
		offsetOf(text, position),
		lowerFirst(shorten(msg, 200)).replace(/\.$/, ''),
		hintFor(msg, text),
	);
}

function failure(
	text: string,
	field: string,
	position: Position,
	offset: number,
	message: string,
	hint: string,
): WebhookFailure {
	const where = `${field}, line ${position.line}, column ${position.column} of the rendered text`;
	return new WebhookFailure('template', `${where}: not well-formed XML: ${message}`, {
		description: [excerptOf(text, offset), hint].filter((part) => part !== '').join('\n'),
		field,
		...position,
	});
}

/** The validator counts lines that end in LF, with or without a CR. */
function offsetOf(text: string, { line, column }: Position): number {
	let start = 0;
	for (let passed = 1; passed < line; passed += 1) start = text.indexOf('\n', start) + 1;
	return start + column - 1;
}

function hintFor(message: string, text: string): string {
	const curly = /=\s*([\u2018-\u201f])/.exec(text)?.[1];
	if (curly)
		return `An attribute has a curly quote (${curly}), as word processors write it: type a straight one.`;
	if (message.startsWith('Expected closing tag')) return 'Close each element before the one around it.';
	if (message.startsWith('Unclosed tag')) return 'Close it with </…>, or end its tag with />.';
	if (message.includes('boolean attribute')) return 'Each attribute has a value in quotes: name="…".';
	return message.includes('without value') ? 'Put quotes around the value: name="{{value}}".' : '';
}

function lowerFirst(text: string): string {
	return text.charAt(0).toLowerCase() + text.slice(1);
}
