import { CURLY_QUOTE, CURLY_QUOTES } from '../curly-quote';
import type { JsonFault } from './fault';

/** How a loop writes commas between its parts, and none behind the last. */
const IN_A_LOOP = 'In {{#each}} a comma is written {{#unless @last}},{{/unless}}.';
const PLACEHOLDER = 'A placeholder is written {{contact.email}}';

/** UTF-16 units on either side of a fault that are looked at for the sign of its cause. */
const SIGN_UNITS = 40;

/** Each likely cause with the sign of it: the text from the fault on, the text before it, what was expected there. */
const CAUSES: ReadonlyArray<{ after?: RegExp; before?: RegExp; expected?: string; cause: string }> = [
	{
		after: /^curl\s/,
		before: /^\s*$/,
		cause: 'This is a cURL command: only what stands behind its -d or --data is the body.',
	},
	{
		after: /^(?:-d|--data(?:-\w+)?|--json)\s/,
		before: /^\s*$/,
		cause: 'This is a piece of a cURL command: only what stands in its quotes is the body.',
	},
	{
		after: /^'\s*[{[]/,
		before: /^\s*$/,
		cause: 'The single quotes around it belong to a command: take them out.',
	},
	{ after: /^```/, cause: 'The ``` around it belong to the document that it comes from: take them out.' },
	{ after: /^<[\w?!]/, before: /^\s*$/, cause: 'This looks like XML, and JSON is chosen for the body.' },
	{
		after: /^[\w.[\]-]+=/,
		before: /^\s*$/,
		cause: 'This looks like a form, and JSON is chosen for the body.',
	},
	{
		after: /^[{[]/,
		before: /[}\]][ \t\r]*\n\s*$/,
		expected: 'the end',
		cause: 'Several values, one a line (NDJSON), are no JSON: choose the Content Type Text.',
	},
	{
		after: /^\]/,
		before: /,\s*$/,
		cause: `There is a comma too many: take out the one before the closing bracket. ${IN_A_LOOP}`,
	},
	{ after: /^(?:\.\.\.|…)/, cause: 'The dots of an example stand for more of it: take them out.' },
	{ after: /^\$\{/, cause: `${PLACEHOLDER}, unless the option Placeholder Syntax says \${…}.` },
	{ after: /^<[\w -]+>/, cause: `${PLACEHOLDER}.` },
	{ after: /^[\w.]+\s*\}/, before: /\{\s*$/, cause: `${PLACEHOLDER}, with two braces.` },
	{
		after: /^%/,
		before: /\{$/,
		cause: 'Blocks are written {{#if name}}…{{/if}} and {{#each list}}…{{/each}}.',
	},
	{
		after: /^"/,
		before: /""$/,
		cause: 'There is a quote too many: outside of quotes a text from a placeholder brings its own quotes.',
	},
	{
		after: new RegExp(`^[${CURLY_QUOTES}]`),
		cause: straight('this quote is curly, as word processors write it'),
	},
	{
		after: /^\}/,
		before: /,\s*$/,
		cause: 'There is a comma too many: take out the one before the closing bracket.',
	},
	{ after: /^,/, before: /[,[{]\s*$/, cause: 'There is a comma too many.' },
	{ after: /^[,}\]]/, before: /:\s*$/, cause: 'There is no value: write null, or "" for an empty text.' },
	{ after: /^['`]/, cause: 'JSON takes double quotes (") only.' },
	{ after: /^(?:\/[/*]|#)/, cause: 'JSON has no comments: take it out.' },
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

/** What most likely went wrong where a text stops being JSON, and the way out. */
export function likelyCause(text: string, { offset, expected }: JsonFault): string {
	const after = text.slice(offset, offset + SIGN_UNITS);
	const before = text.slice(Math.max(0, offset - SIGN_UNITS), offset);
	const known = CAUSES.find(
		(each) =>
			(each.after?.test(after) ?? true) &&
			(each.before?.test(before) ?? true) &&
			(each.expected ?? expected) === expected,
	);
	if (known) return known.cause;
	if (text.trim() === '') return 'The text is empty.';
	if (CURLY_QUOTE.test(before)) return straight('there are curly ones just before');
	if (offset >= text.length) return 'Is a bracket or a quote not closed?';
	if (expected === 'value' || expected === 'value or ]') {
		return 'If it is a text, put double quotes around it: "{{name}}".';
	}
	if (expected.startsWith('name')) return 'Names stand in double quotes: {"name": …}.';
	if (expected === 'the end')
		return 'The JSON ends before it: is there a bracket too many, or none around it all?';
	if (expected === ':') return 'A colon comes between a name and its value.';
	if (expected === ', or ]' && /^[{["]/.test(after))
		return `A comma may be missing before it. ${IN_A_LOOP}`;
	return /"\s*$/.test(before) && /^[\w{]/.test(after)
		? 'A comma may be missing before it, or a double quote in the text before it is not escaped (\\").'
		: 'A comma may be missing before it.';
}
