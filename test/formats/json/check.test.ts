import { checkJson } from '../../../nodes/CustomWebhook/formats/json/check';
import { failureOf } from '../../template/render';

describe('checking JSON', () => {
	it.each(['{}', '[1,"a",null]', '5', ' "x" ', `${'['.repeat(100_000)}${']'.repeat(100_000)}`])(
		'takes JSON %#',
		(text) => {
			expect(() => checkJson(text, 'jsonBody')).not.toThrow();
		},
	);

	it.each([
		['{"a":“x”}', 1, 6, /quote is curly/],
		['{“a”:1}', 1, 2, /quote is curly/],
		['{"a":1,\n}', 2, 1, /comma too many/],
		['[1,,2]', 1, 4, /comma too many/],
		['{"a":}', 1, 6, /no value/],
		['{"a":Joe Doe}', 1, 6, /double quotes around it: "{{name}}"/],
		["{'a':1}", 1, 2, /double quotes \("\) only/],
		['{"a":NaN}', 1, 6, /write null/],
		['{"a":undefined}', 1, 6, /write null/],
		['{"a":True}', 1, 6, /lower case/],
		['{"a":01}', 1, 7, /leading zero/],
		['{"a":+1}', 1, 6, /no plus/],
		['{"a":1} // x', 1, 9, /no comments/],
		['{"a":"x\ny"}', 1, 8, /must be escaped/],
		['{"a":"C:\\x"}', 1, 9, /must be doubled/],
		['{a:1}', 1, 2, /Names stand in double quotes/],
		['{"a":1 "b":2}', 1, 8, /comma may be missing/],
		['{"a":"x"y"}', 1, 9, /not escaped/],
		['{"a" 1}', 1, 6, /colon/],
		['{"a":1', 1, 7, /not closed/],
		['{"a":1}}', 1, 8, /bracket too many/],
		['{"a":{{x}}}', 1, 7, /placeholder/],
		['', 1, 1, /empty/],
		['{"a":"b”}', 1, 10, /curly/],
		['\ufeff{}', 1, 1, /invisible/],
	])('%j fails at line %i, column %i, with its likely cause', (text, line, column, cause) => {
		const failure = failureOf(() => checkJson(text, 'jsonBody'));
		expect(failure).toMatchObject({ kind: 'template', field: 'jsonBody', line, column });
		expect(failure.message).toContain(`line ${line}, column ${column}`);
		expect(failure.description).toMatch(cause);
		expect(failure.description).toContain('^');
	});

	it('names what stands there and what should', () => {
		expect(failureOf(() => checkJson('{“a”:1}', 'jsonBody')).message).toContain(
			'“ stands where a name in double quotes or } should come',
		);
		expect(failureOf(() => checkJson('{"a":\u0000}', 'f')).message).toContain('the character U+0000');
	});

	it('a long word is cut where it can be seen', () => {
		expect(failureOf(() => checkJson('x'.repeat(61), 'f')).message).toContain(
			`: ${'x'.repeat(60)}… stands`,
		);
		expect(failureOf(() => checkJson('x'.repeat(60), 'f')).message).toContain(
			`: ${'x'.repeat(60)} stands`,
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
	['{"a":1', /it ends where .+ should come/],
	['[1 2]', /^jsonBody, line 1, column 4 of the rendered text: not JSON: 2 stands where/],
	['{"a":\u00a0}', /the character U\+00A0 stands where a value/],
	['[\u0007]', /the character U\+0007 stands where a value or \]/],
	['{"a":1} x', /x stands where nothing more should come/],
	['😀', /😀 stands where a value/],
])('The message for %j names what stands there and what should', (text, message) => {
	expect(failureOf(() => checkJson(text, 'jsonBody')).message).toMatch(message);
});

it.each([
	['[“a” 1]', /curly/],
	['{"a":[tru]}', /put double quotes around it/],
	['{"a":-Infinity}', /write null/],
	['{"a":.5}', /a digit before its point/],
	['{"a":None}', /lower case/],
	['{"a":1 ;}', /comma may be missing before it\.$/],
	['[1]{', /bracket too many/],
	['{1:2}', /Names stand in double quotes/],
])('The likely cause of %j is told', (text, cause) => {
	expect(failureOf(() => checkJson(text, 'jsonBody')).description).toMatch(cause);
});
