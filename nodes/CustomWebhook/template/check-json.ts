import { WebhookFailure } from '../failure';
import { excerptOf, positionOf, shorten } from './excerpt';
import { findJsonFault, type JsonFault } from './json-fault';

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
	const position = positionOf(text, fault.offset);
	const where = `${field}, line ${position.line}, column ${position.column} of the rendered text`;
	return new WebhookFailure('template', `${where}: not JSON: ${whatStands(text, fault)}`, {
		description: `${excerptOf(text, fault.offset)}\n${likelyCause(text, fault)}`,
		field,
		...position,
		cause,
	});
}

function whatStands(text: string, { offset, expected }: JsonFault): string {
	if (offset >= text.length) return `it ends where ${named(expected)} should come`;
	const word = /^[\p{L}\p{N}_.$+-]+/u.exec(text.slice(offset, offset + 40))?.[0];
	const found = word ?? String.fromCodePoint(text.codePointAt(offset) ?? 0);
	return `${showCharacter(found)} stands where ${named(expected)} should come`;
}

function showCharacter(found: string): string {
	const code = found.codePointAt(0) ?? 0;
	const isVisible = code > 0x20 && code !== 0x7f && code !== 0xa0 && code !== 0xfeff;
	return isVisible ? shorten(found) : `the character U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

function named(expected: string): string {
	if (expected === 'name') return 'a name in double quotes';
	if (expected === 'name or }') return 'a name in double quotes or }';
	if (expected === 'value') return 'a value';
	if (expected === 'value or ]') return 'a value or ]';
	return expected === 'the end' ? 'nothing more' : expected;
}

/** Each likely cause with the sign of it: the text from the fault on, and the text before it. */
const CAUSES: ReadonlyArray<{ after?: RegExp; before?: RegExp; cause: string }> = [
	{ after: /^[\u2018-\u201f]/, cause: straight('this quote is curly, as word processors write it') },
	{
		after: /^[}\]]/,
		before: /,\s*$/,
		cause: 'There is a comma too many: take out the one before the closing bracket.',
	},
	{ after: /^,/, before: /[,[{]\s*$/, cause: 'There is a comma too many.' },
	{ after: /^[,}\]]/, before: /:\s*$/, cause: 'There is no value: write null, or "" for an empty text.' },
	{ after: /^'/, cause: 'JSON takes double quotes (") only.' },
	{ after: /^\/[/*]/, cause: 'JSON has no comments: take it out.' },
	{ after: /^(?:NaN|-?Infinity|undefined)\b/, cause: 'JSON has no word for it: write null.' },
	{ after: /^(?:True|False|None)\b/, cause: 'In JSON it is true, false and null, in lower case.' },
	{
		after: /^\d/,
		before: /[[:,\s]-?0$/,
		cause: 'A number has no leading zero in JSON: put quotes around it.',
	},
	{ after: /^[+.]/, cause: 'A number has no plus, and a digit before its point, in JSON.' },
	{
		after: /^[\u0000-\u001f]/,
		cause: 'A line break, a tab or a control character in a text must be escaped, as \\n.',
	},
	{ after: /^\\/, cause: 'A backslash in a text must be doubled: \\\\.' },
	{
		after: /^\{/,
		before: /[{$]$/,
		cause: 'It looks like a placeholder: the Placeholder Syntax option reads it as text.',
	},
	{
		after: /^\ufeff|^[\u00a0\u200b]/,
		cause: 'An invisible character was pasted with the text: type it again.',
	},
];

function straight(reason: string): string {
	return `Type straight quotes ("): ${reason}.`;
}

function likelyCause(text: string, { offset, expected }: JsonFault): string {
	const after = text.slice(offset, offset + 40);
	const before = text.slice(Math.max(0, offset - 40), offset);
	const known = CAUSES.find(
		(each) => (each.after?.test(after) ?? true) && (each.before?.test(before) ?? true),
	);
	if (known) return known.cause;
	if (text.trim() === '') return 'The text is empty.';
	if (/[\u2018-\u201f]/.test(before)) return straight('there are curly ones just before');
	if (offset >= text.length) return 'Is a bracket or a quote not closed?';
	if (expected === 'value' || expected === 'value or ]') {
		return 'If it is a text, put double quotes around it: "{{name}}".';
	}
	if (expected.startsWith('name')) return 'Names stand in double quotes: {"name": …}.';
	if (expected === 'the end')
		return 'The JSON ends before it: is there a bracket too many, or none around it all?';
	if (expected === ':') return 'A colon comes between a name and its value.';
	return /"\s*$/.test(before) && /^[\w{]/.test(after)
		? 'A comma may be missing before it, or a double quote in the text before it is not escaped (\\").'
		: 'A comma may be missing before it.';
}
