import fc from 'fast-check';

import { createRedactor } from '../../nodes/CustomWebhook/redact';
import { hideMembers } from '../../nodes/CustomWebhook/redact/json-text';

const redactor = createRedactor([['the-secret', 'e1', '17', '123456']], ['iban']);
const hide = (json: string) => hideMembers(json, redactor);

it.each([
	['a text', '{"password":"x","a":1}', '{"password":"***","a":1}'],
	['a number', '{"a":1,"token": 5 }', '{"a":1,"token": "***" }'],
	['a list or an object, with all that is in it', '{"Token":[{"a":"]"},2],"b":3}', '{"Token":"***","b":3}'],
	['nested objects', '{"o":{"secret":{"x":{"y":1}}}}', '{"o":{"secret":"***"}}'],
	['an escaped name', '{"pass\\u0077ord":"x"}', '{"pass\\u0077ord":"***"}'],
	['one after the other', '[{"iban":"x"},{"IBAN":"y"}]', '[{"iban":"***"},{"IBAN":"***"}]'],
	['a value that is a short secret', '{"a":"e1","b":"e10"}', '{"a":"***","b":"e10"}'],
	['a number that is a secret', '{"a": 17 ,"b":[123456,170]}', '{"a": "***" ,"b":["***",170]}'],
	['the last of a text that was cut off', '{"a":1,"password":"x', '{"a":1,"password":"***"'],
])('The value under a telling name is hidden: %s', (_what, json, shown) => {
	expect(hide(json)).toBe(shown);
});

it('Nothing is not hidden, and a text that only looks like a name is none', () => {
	for (const json of [
		'{"password":null,"token":""}',
		'["password","x"]',
		'{"a":"password"}',
		'{"a":"\\"token\\":1"}',
	])
		expect(hide(json)).toBe(json);
});

it('A string may be as long as it likes, and be nothing but escapes', () => {
	const escapes = '\\\\'.repeat(5_000_000);
	const shown = hide(`{"a":"${escapes}","token":"${escapes}"}`);
	expect(shown.length).toBe(escapes.length + '{"a":"","token":"***"}'.length);
});

it('Every other byte stays: spaces, lines, and the digits of numbers', () => {
	const json = '{\n\t"n" : 12345678901234567890.10,\n\t"password" : "x" ,\n\t"e": [ ]\n}';
	expect(hide(json)).toBe(json.replace('"x"', '"***"'));
});

it('What comes out parses as what redacting the parsed value gives', () => {
	const names = fc.constantFrom('password', 'a', 'Token', 'b', 'x"y');
	const { json } = fc.letrec((tie) => ({
		json: fc.oneof(
			{ depthSize: 'small' },
			fc.constantFrom<unknown>(null, '', 'e1', 'text', 5, 17, 123456, true),
			fc.array(tie('json'), { maxLength: 3 }),
			fc.dictionary(names, tie('json'), { maxKeys: 3 }),
		),
	}));
	fc.assert(
		fc.property(json, fc.constantFrom(undefined, 2), (value, indent) => {
			expect(JSON.parse(hide(JSON.stringify(value, null, indent)))).toEqual(redactor.shown(value));
		}),
	);
});
