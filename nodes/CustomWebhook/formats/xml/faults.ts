import { codePointName } from '../code-point';
import { CURLY_QUOTE } from '../curly-quote';

/** Why a text is not well-formed XML 1.0. */
export interface XmlFault {
	/** In UTF-16 units from the start of the text. */
	offset: number;
	/** What is wrong: the rest of a sentence, without a full stop. */
	message: string;
	/** How to fix it: a sentence. */
	hint: string;
}

const ONE_ROOT = 'XML needs one element around everything: <name>…</name>.';

/** Every kind of fault; the first argument is its offset. */
export const faults = {
	character: (offset: number, code: number) =>
		fault(offset, `the character ${codePointName(code)} is not allowed in XML`, 'Remove it.'),
	noElement: (offset: number) => fault(offset, 'no element', ONE_ROOT),
	secondRoot: (offset: number) => fault(offset, 'second root element', ONE_ROOT),
	outside: (offset: number) => fault(offset, 'text outside the root element', ONE_ROOT),
	unclosed: (offset: number, name: string) =>
		fault(offset, `<${name}> is not closed`, `Add </${name}>, or end the tag with />.`),
	closesNothing: (offset: number, name: string) =>
		fault(offset, `</${name}> closes nothing`, `Remove it, or open it with <${name}>.`),
	wrongClose: (offset: number, name: string, expected: string) =>
		fault(offset, `</${name}> instead of </${expected}>`, 'Close each element before the one around it.'),
	tooDeep: (offset: number, most: number) =>
		fault(offset, `nested deeper than ${most} elements`, 'Use fewer levels.'),
	endOfCdata: (offset: number) => fault(offset, ']]> outside a CDATA section', 'Write ]]&gt; instead.'),
	ampersand: (offset: number) => fault(offset, 'unescaped &', 'Write &amp; instead.'),
	entity: (offset: number, name: string) =>
		fault(
			offset,
			`unknown entity &${name};`,
			'XML knows only &amp; &lt; &gt; &quot; and &apos;. Write the character itself, or its number.',
		),
	lessThan: (offset: number) => fault(offset, 'unescaped < in an attribute', 'Write &lt; instead.'),
	attributeTwice: (offset: number, name: string) =>
		fault(offset, `duplicate attribute ${name}`, 'Remove one of them.'),
	/** @param around what is there instead */
	attribute: (offset: number, around: string) =>
		fault(
			offset,
			...curlyOr(
				around,
				'malformed attribute',
				'Write a name, =, and a value in quotes: name="{{value}}".',
			),
		),
	tag: (offset: number, around: string) =>
		fault(
			offset,
			...curlyOr(around, 'tag without a closing >', 'Add the >. For a < in text, write &lt;.'),
		),
	tagName: (offset: number) =>
		fault(
			offset,
			'tag without a name',
			'A name starts with a letter, right after the <. For a < in text, write &lt;.',
		),
	closingTag: (offset: number) =>
		fault(offset, 'malformed closing tag', 'Write </name>, without attributes.'),
	section: (offset: number, name: string, close: string) =>
		fault(offset, `${name} without its end`, `Add ${close}.`),
	comment: (offset: number) => fault(offset, '-- inside a comment', 'Remove one of the dashes.'),
	instruction: (offset: number) =>
		fault(offset, 'processing instruction without a name', 'Write <?name …?>, or remove it.'),
	lateDeclaration: (offset: number) =>
		fault(
			offset,
			'XML declaration after the start of the text',
			'Remove what is before it, or the declaration.',
		),
	declaration: (offset: number, around: string) =>
		fault(
			offset,
			...curlyOr(
				around,
				'malformed XML declaration',
				'Write <?xml version="1.0" encoding="UTF-8"?>, or remove it.',
			),
		),
	markup: (offset: number) =>
		fault(
			offset,
			'misplaced <!',
			'Write comments as <!-- … -->, and a DOCTYPE once, before the first element.',
		),
	doctype: (offset: number) => fault(offset, 'malformed DOCTYPE', 'Write <!DOCTYPE name>.'),
	dtd: (offset: number) => fault(offset, 'the DOCTYPE has a DTD of its own', 'DTDs are not read.'),
};

function fault(offset: number, message: string, hint: string): XmlFault {
	return { offset, message, hint };
}

/** The message and the hint, or those for a curly quote if there is one. */
function curlyOr(around: string, message: string, hint: string): [string, string] {
	const quote = CURLY_QUOTE.exec(around)?.[0];
	return quote === undefined ? [message, hint] : [`curly quote ${quote}`, 'Use straight quotes (").'];
}
