import { checkJson, isJson } from '../../../nodes/CustomWebhook/formats/json/check';
import { failureOf } from '../../template/render';

describe('checking JSON', () => {
	it.each(['{}', '[1,"a",null]', '5', ' "x" ', `${'['.repeat(100_000)}${']'.repeat(100_000)}`])(
		'takes JSON %#',
		(text) => {
			expect(() => checkJson(text, 'jsonBody')).not.toThrow();
		},
	);

	it.each([
		['{"a":“x”}', 1, 6, /curly quote “\. Use straight quotes/],
		['{“a”:1}', 1, 2, /curly quote “\. Use straight quotes/],
		['{"a":1,\n}', 2, 1, /extra comma\. Remove it/],
		['[1,,2]', 1, 4, /extra comma\. Remove it/],
		['{"a":}', 1, 6, /missing value/],
		['{"a":Joe Doe}', 1, 6, /double quotes around it: "{{name}}"/],
		["{'a':1}", 1, 2, /double quotes \("\) only/],
		['{"a":NaN}', 1, 6, /write null/],
		['{"a":undefined}', 1, 6, /write null/],
		['{"a":True}', 1, 6, /lower case/],
		['{"a":01}', 1, 7, /leading zero/],
		['{"a":+1}', 1, 6, /no plus sign/],
		['{"a":1} // x', 1, 9, /no comments/],
		[
			'{"a":"x\ny"}',
			1,
			8,
			/line break inside a text\. Write \\n instead, or close the text with a double quote before it\./,
		],
		['{"a":"C:\\x"}', 1, 9, /backslash in a text\. Write \\\\/],
		['{a:1}', 1, 2, /Write names in double quotes/],
		['{"a":1 "b":2}', 1, 8, /missing comma/],
		['{"a":"x"y"}', 1, 9, /double quote inside a text/],
		['{"a" 1}', 1, 6, /colon/],
		['{"a":1', 1, 7, /Close every bracket/],
		['{"a":1}}', 1, 8, /extra bracket/],
		['{"a":{{x}}}', 1, 7, /placeholder/],
		['', 1, 1, /empty/],
		['{"a":"b”}', 1, 10, /curly/],
		['\ufeff{}', 1, 1, /invisible/],
	])('%j fails at line %i, column %i, with its cause and fix', (text, line, column, cause) => {
		const failure = failureOf(() => checkJson(text, 'jsonBody'));
		expect(failure).toMatchObject({ kind: 'template', field: 'jsonBody', line, column });
		expect(failure.message).toContain(`JSON Body, line ${line}, column ${column}: `);
		expect(failure.message).toMatch(cause);
	});

	it('names what is there and what should be', () => {
		expect(failureOf(() => checkJson('{“a”:1}', 'jsonBody')).message).toContain(
			'JSON Body, line 1, column 2: curly quote “. Use straight quotes (").',
		);
		expect(failureOf(() => checkJson('{"a":\u0000}', 'f')).message).toContain('the character U+0000');
	});

	it('shows the text around the fault, on one line', () => {
		expect(failureOf(() => checkJson('{\n"a":Joe}', 'jsonBody')).description).toBe(
			'Near, with the values filled in: `"a":Joe}`',
		);
	});

	it('a long word is cut where it can be seen', () => {
		expect(failureOf(() => checkJson('x'.repeat(61), 'f')).message).toContain(
			`found ${'x'.repeat(60)}…. If`,
		);
		expect(failureOf(() => checkJson('x'.repeat(60), 'f')).message).toContain(
			`found ${'x'.repeat(60)}. If`,
		);
	});

	it('a text that is nested too deeply and not closed is a failure, not a crash', () => {
		expect(failureOf(() => checkJson('['.repeat(100_000), 'f'))).toMatchObject({
			kind: 'template',
			column: 100_001,
		});
	});
});

it.each([
	['{"a":1', /the JSON ends too early, , or } is missing/],
	['[1 2]', /^JSON Body, line 1, column 4: expected , or \], found 2\. Add the missing comma\.$/],
	['{"a":\u00a0}', /expected a value, found the character U\+00A0/],
	['[\u0007]', /expected a value or \], found the character U\+0007/],
	['{"a":1} x', /x after the end of the JSON/],
	['😀', /expected a value, found 😀/],
])('The message for %j names what is there and what should be', (text, message) => {
	expect(failureOf(() => checkJson(text, 'jsonBody')).message).toMatch(message);
});

it.each([
	['[“a” 1]', /curly/],
	['{"a":[tru]}', /put double quotes around it/],
	['{"a":-Infinity}', /write null/],
	['{"a":.5}', /a digit before its decimal point/],
	['{"a":None}', /lower case/],
	['{"a":1 ;}', /Add the missing comma\.$/],
	['[1]{', /extra bracket/],
	['"text": "Hi"', /a name before its value, without braces around.*Put \{ \} around all of it\.$/],
	['{1:2}', /Write names in double quotes/],
])('The fix of %j is told', (text, cause) => {
	expect(failureOf(() => checkJson(text, 'jsonBody')).message).toMatch(cause);
});

it.each([
	['{"a":[1]}', true],
	[' null ', true],
	['{"a":}', false],
	['', false],
])('%j is JSON: %s', (text, is) => {
	expect(isJson(text)).toBe(is);
});
