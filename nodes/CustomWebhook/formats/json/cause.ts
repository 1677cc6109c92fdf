import { codePointName } from '../code-point';
import { CURLY_QUOTE, CURLY_QUOTES } from '../curly-quote';
import { shorten } from '../excerpt';
import type { JsonFault } from './fault';

/** What is wrong (the rest of a sentence) and how to fix it (whole sentences). */
interface Explanation {
	message: string;
	fix: string;
}

interface Sign extends Partial<Explanation> {
	/** The text from the fault on. */
	after?: RegExp;
	/** The text before it. */
	before?: RegExp;
	expected?: string;
}

/** How to write commas between the parts of a loop, and none after the last. */
const IN_A_LOOP = 'In {{#each}}, write {{#unless @last}},{{/unless}}.';
const PLACEHOLDER = 'Write a placeholder as {{contact.email}}';
const STRAIGHT = 'Use straight quotes (").';

/** UTF-16 units on either side of a fault that are searched for the sign of its cause. */
const SIGN_UNITS = 40;

/** Each known mistake with its sign. Without a message, the general one says what was expected. */
const SIGNS: readonly Sign[] = [
	{
		after: /^curl\s/,
		before: /^\s*$/,
		message: 'this is a cURL command',
		fix: 'Paste only the text in the quotes after -d or --data.',
	},
	{
		after: /^(?:-d|--data(?:-\w+)?|--json)\s/,
		before: /^\s*$/,
		message: 'this is a piece of a cURL command',
		fix: 'Paste only the text in its quotes.',
	},
	{
		after: /^'\s*[{[]/,
		before: /^\s*$/,
		message: 'single quotes around the JSON',
		fix: 'They belong to a command: remove them.',
	},
	{ after: /^```/, message: '``` of a Markdown document', fix: 'Remove the ``` around the JSON.' },
	{
		after: /^<[\w?!]/,
		before: /^\s*$/,
		message: 'this looks like XML',
		fix: 'Set Content Type to XML / SOAP, or write JSON.',
	},
	{
		after: /^[\w.[\]-]+=/,
		before: /^\s*$/,
		message: 'this looks like a form',
		fix: 'Set Content Type to Form (URL Encoded), or write JSON.',
	},
	{
		after: /^[{[]/,
		before: /[}\]][ \t\r]*\n\s*$/,
		expected: 'the end',
		message: 'a second value: one value per line (NDJSON) is not JSON',
		fix: 'Set Content Type to Text.',
	},
	{ after: /^\]/, before: /,\s*$/, message: 'extra comma', fix: `Remove it. ${IN_A_LOOP}` },
	{
		after: /^(?:\.\.\.|…)/,
		message: 'the dots of an example',
		fix: 'Remove them, or replace them with real values.',
	},
	{ after: /^\$\{/, fix: `${PLACEHOLDER}, or set Placeholder Syntax to \${…}.` },
	{ after: /^<[\w -]+>/, fix: `${PLACEHOLDER}.` },
	{ after: /^[\w.]+\s*\}/, before: /\{\s*$/, fix: `${PLACEHOLDER}, with two braces.` },
	{
		after: /^%/,
		before: /\{$/,
		message: 'a block of another template language',
		fix: 'Write blocks as {{#if name}}…{{/if}} and {{#each list}}…{{/each}}.',
	},
	{
		after: /^"/,
		before: /""$/,
		message: 'extra quote',
		fix: 'Outside quotes, a text from a placeholder brings its own quotes.',
	},
	{
		after: /^:/,
		before: /^\s*"[^"]*"\s*$/,
		expected: 'the end',
		message: 'a name before its value, without braces around',
		fix: 'Put { } around all of it.',
	},
	{
		after: /^\}\}/,
		expected: 'the end',
		message: 'left-over }}',
		fix: "n8n's editor closes braces while you type: delete it.",
	},
	{ after: /^\}/, before: /,\s*$/, message: 'extra comma', fix: 'Remove it.' },
	{ after: /^,/, before: /[,[{]\s*$/, message: 'extra comma', fix: 'Remove it.' },
	{
		after: /^[,}\]]/,
		before: /:\s*$/,
		message: 'missing value',
		fix: 'Write null, or "" for an empty text.',
	},
	{ after: /^['`]/, message: 'wrong quotes', fix: 'JSON takes double quotes (") only.' },
	{ after: /^(?:\/[/*]|#)/, message: 'JSON has no comments', fix: 'Remove this one.' },
	{ after: /^(?:NaN|-?Infinity|undefined)\b/, fix: 'JSON has no such value: write null.' },
	{ after: /^(?:True|False|None)\b/, fix: 'JSON writes true, false and null in lower case.' },
	{
		after: /^\d/,
		before: /[[:,\s]-?0$/,
		message: 'a number with a leading zero',
		fix: 'Put double quotes around it.',
	},
	{ after: /^[+.]/, fix: 'A JSON number has no plus sign, and a digit before its decimal point.' },
	{
		after: /^[\r\n]/,
		message: 'line break inside a text',
		fix: 'Write \\n instead, or close the text with a double quote before it.',
	},
	{ after: /^\t/, message: 'tab inside a text', fix: 'Write \\t instead.' },
	{ after: /^[\u0000-\u001f]/, fix: 'Remove the control character, or escape it.' },
	{ after: /^\\/, message: 'backslash in a text', fix: 'Write \\\\ instead.' },
	{
		after: /^\{/,
		before: /[{$]$/,
		message: 'this looks like a placeholder',
		fix: 'The option Placeholder Syntax reads it as text.',
	},
	{
		after: /^\ufeff|^[\u00a0\u200b]/,
		fix: 'An invisible character was pasted with the text: delete it and type a space.',
	},
];

/** What is wrong at the first fault of a JSON text, and how to fix it. */
export function explain(text: string, fault: JsonFault): Explanation {
	const { offset, expected } = fault;
	const after = text.slice(offset, offset + SIGN_UNITS);
	const before = text.slice(Math.max(0, offset - SIGN_UNITS), offset);
	const general = generalMessage(text, fault);
	const curly = CURLY_AHEAD.exec(after)?.[0];
	if (curly !== undefined) return { message: `curly quote ${curly}`, fix: STRAIGHT };
	const known = SIGNS.find(
		(sign) =>
			(sign.after?.test(after) ?? true) &&
			(sign.before?.test(before) ?? true) &&
			(sign.expected ?? expected) === expected,
	);
	if (known) return { message: known.message ?? general, fix: known.fix ?? '' };
	if (text.trim() === '') return { message: 'the text is empty', fix: 'Write JSON, such as {}.' };
	const earlier = CURLY_QUOTE.exec(before)?.[0];
	if (earlier !== undefined) return { message: `curly quote ${earlier} just before`, fix: STRAIGHT };
	return { message: general, fix: generalFix(text, fault, before, after) };
}

const CURLY_AHEAD = new RegExp(`^[${CURLY_QUOTES}]`);

function generalFix(text: string, { offset, expected }: JsonFault, before: string, after: string): string {
	if (offset >= text.length) return 'Close every bracket and every quote.';
	if (expected === 'value' || expected === 'value or ]')
		return 'If it is a text, put double quotes around it: "{{name}}".';
	if (expected.startsWith('name')) return 'Write names in double quotes: {"name": …}.';
	if (expected === 'the end') return 'Remove the extra bracket, or put [ ] around several values.';
	if (expected === ':') return 'Put a colon between the name and its value.';
	if (expected === ', or ]' && /^[{["]/.test(after)) return `Add the missing comma. ${IN_A_LOOP}`;
	return /"\s*$/.test(before) && /^[\w{]/.test(after)
		? 'Add the missing comma, or write \\" for a double quote inside a text.'
		: 'Add the missing comma.';
}

/** One more than a message shows, so that `shorten` marks the cut. */
const MOST_OF_A_WORD = 61;

function generalMessage(text: string, { offset, expected }: JsonFault): string {
	if (offset >= text.length) return `the JSON ends too early, ${named(expected)} is missing`;
	const word = /^[\p{L}\p{N}_.$+-]+/u.exec(text.slice(offset, offset + MOST_OF_A_WORD))?.[0];
	const found = shown(word ?? String.fromCodePoint(text.codePointAt(offset) ?? 0));
	return expected === 'the end'
		? `${found} after the end of the JSON`
		: `expected ${named(expected)}, found ${found}`;
}

function shown(found: string): string {
	const code = found.codePointAt(0) ?? 0;
	const isVisible = code > 0x20 && code !== 0x7f && code !== 0xa0 && code !== 0xfeff && code !== 0x200b;
	return isVisible ? shorten(found) : `the character ${codePointName(code)}`;
}

const NAMES = new Map([
	['name', 'a name in double quotes'],
	['name or }', 'a name in double quotes or }'],
	['value', 'a value'],
	['value or ]', 'a value or ]'],
]);

const named = (expected: string) => NAMES.get(expected) ?? expected;
