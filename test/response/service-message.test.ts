import fc from 'fast-check';

import { serviceMessage } from '../../nodes/CustomWebhook/response/service-message';
import type { JsonValue } from '../../nodes/CustomWebhook/formats/json/value';

describe('serviceMessage', () => {
	test.each<[string, JsonValue, string | undefined]>([
		['a message', { message: 'No such contact' }, 'No such contact'],
		['an error text', { error: 'bad key' }, 'bad key'],
		['the message of an error', { error: { code: 5, message: 'bad key' } }, 'bad key'],
		['OAuth', { error: 'invalid_grant', error_description: 'Token expired' }, 'Token expired'],
		['a problem document', { type: 'about:blank', title: 'Forbidden', detail: 'No rights' }, 'No rights'],
		['the first of many', { errors: [{ message: 'one' }, { message: 'two' }] }, 'one'],
		['a list', [{ Message: 'one' }], 'one'],
		['a wrapped one', { response: { 'error-message': 'deep' } }, 'deep'],
		['text', ' Not  allowed\n here ', 'Not allowed here'],
		[
			'a page',
			'<!doctype html><html><head><title>502\nBad Gateway</title></head></html>',
			'502 Bad Gateway',
		],
		['a page without a title', '<html></html>', undefined],
		['a message that is empty', { message: '', detail: 'why' }, 'why'],
		['a response that says nothing', { ok: false, id: 7 }, undefined],
		['a name that is data', { name: 'Miller' }, undefined],
		['nothing', null, undefined],
		['empty text', '', undefined],
		['a form', 'error=bad_code&error_description=The+code+is%20old&token=t', 'The code is old'],
		['a form that says nothing', 'token=t&state=5', undefined],
		['one field of a form', 'token=t', undefined],
		['text with an equals sign', 'x = 5 is not allowed', 'x = 5 is not allowed'],
		['an object that is no JSON', ' {"password": "p", "message"', undefined],
		['a list that is no JSON', '[{"token": 1', undefined],
		['a text that begins with a bracket', '[ERROR] no such id', '[ERROR] no such id'],
		[
			'a SOAP Fault',
			{ 's:Envelope': { 's:Body': { 's:Fault': { faultcode: 'c', faultstring: 'No such user' } } } },
			'No such user',
		],
		[
			'a description',
			{ ok: false, error_code: 429, description: 'Too many requests' },
			'Too many requests',
		],
		['what describes an error code', { error: 'RecordInvalid', description: 'Not valid' }, 'Not valid'],
		[
			'a summary',
			{ errorCode: 'E1', errorSummary: 'Not valid: login', errorCauses: [] },
			'Not valid: login',
		],
		['messages', { errorMessages: ['No such issue'], errors: {} }, 'No such issue'],
		['a short name', { err: 'Token invalid', ECODE: 'OAUTH_025' }, 'Token invalid'],
		['a fault', { Fault: { Error: [{ Message: 'Exists' }], type: 'V' }, time: 't' }, 'Exists'],
		[
			'a field with its error',
			{ errorMessages: [], errors: { summary: 'is empty' } },
			'summary: is empty',
		],
		['the first field', { errors: { email: ['is taken'], name: ['is empty'] } }, 'email: is taken'],
		[
			'the first field without more',
			{ email: ['is taken'], name: ['is empty', 'is bad'] },
			'email: is taken',
		],
		['a message that is a field', { message: { iid: ["can't be blank"] } }, "iid: can't be blank"],
		[
			'a text in a language',
			{ error: { code: 'SY', message: { lang: 'en', value: 'No key' } } },
			'No key',
		],
		[
			'an element with attributes',
			{
				'm:error': {
					'@_xmlns:m': 'urn:m',
					'm:code': '1',
					'm:message': { '@_xml:lang': 'en', '#text': 'No key' },
				},
			},
			'No key',
		],
		[
			'an attribute',
			{ rsp: { '@_stat': 'fail', err: { '@_code': '1', '@_msg': 'No such key' } } },
			'No such key',
		],
		[
			'what is wrong with a field, behind a message that points to it',
			{
				title: 'Invalid Resource',
				detail: 'Not valid. See the errors array.',
				errors: [{ field: 'BIRTHDAY', message: 'Please enter the date' }],
			},
			'Not valid. See the errors array. (BIRTHDAY: Please enter the date)',
		],
		[
			'the details of a record',
			{
				error: 'RecordInvalid',
				description: 'Record validation errors',
				details: { email: [{ type: 'blank', description: "can't be blank" }] },
			},
			"Record validation errors (email: can't be blank)",
		],
		[
			'the first of errors in the shape of the request',
			{
				message: 'Invalid Form Body',
				errors: { embeds: { 0: { title: { _errors: [{ code: 'X', message: 'is required' }] } } } },
			},
			'Invalid Form Body (embeds.0.title: is required)',
		],
		[
			'the first of such errors that is filled',
			{ message: 'Invalid', errors: { _errors: [], email: { _errors: ['is taken'] } } },
			'Invalid (email: is taken)',
		],
		[
			'the first error of the first object that was sent',
			{
				Message: 'A validation exception occurred',
				Elements: [{ Name: 'Zoë', ValidationErrors: [{ Message: 'Email must be valid' }] }],
			},
			'A validation exception occurred (Email must be valid)',
		],
		[
			'the code of a field without a message',
			{
				message: 'Validation Failed',
				errors: [{ resource: 'Issue', field: 'title', code: 'missing' }],
			},
			'Validation Failed (title: missing)',
		],
		[
			'the first field behind a message',
			{ message: 'The given data was invalid.', errors: { email: ['is taken'], name: ['is empty'] } },
			'The given data was invalid. (email: is taken)',
		],
		[
			'texts behind a message',
			{ error: { message: 'Bad request', details: ['page is not a number'] } },
			'Bad request (page is not a number)',
		],
		[
			'a place that is a list',
			{ detail: [{ loc: ['body', 'email'], msg: 'Field required', type: 'missing' }] },
			'body.email: Field required',
		],
		[
			'the field of the first of many',
			{ errors: [{ message: 'is not valid', field: 'from.email', help: null }] },
			'from.email: is not valid',
		],
		[
			'a pointer',
			{ errors: [{ status: '422', source: { pointer: '/data/name' }, detail: 'is empty' }] },
			'/data/name: is empty',
		],
		[
			'details that say the same',
			{ message: 'email is taken', errors: [{ field: 'email', message: 'email is taken' }] },
			'email is taken',
		],
		['a place that is no name', { errors: [{ message: 'No', loc: [{}], source: {} }] }, 'No'],
		['details that say nothing', { message: 'No', details: { id: 5 }, errors: [] }, 'No'],
		['fields that are data', { contact: { name: 'Miller', city: 'Kyiv' } }, undefined],
		['fields that are data and more', { email: ['is taken'], id: 7 }, undefined],
	])('finds %s', (_, body, message) => {
		expect(serviceMessage(body)).toBe(message);
	});

	test('is short, on one line, and never fails, whatever came', () => {
		fc.assert(
			fc.property(fc.oneof(fc.jsonValue(), fc.string({ minLength: 300 })), (body) => {
				const message = serviceMessage({ error: body as JsonValue }) ?? '';
				expect(Array.from(message).length).toBeLessThanOrEqual(201);
				expect(message).not.toMatch(/[\r\n]/);
			}),
		);
	});

	test('a long message leaves room for the first detail', () => {
		const message = serviceMessage({
			message: 'x'.repeat(300),
			errors: [{ field: 'a', message: 'is empty' }],
		});
		expect(message).toBe(`${'x'.repeat(165)}… (a: is empty)`);
	});

	test('a long text is cut between characters', () => {
		expect(serviceMessage('😀'.repeat(1000))).toBe(`${'😀'.repeat(200)}…`);
		expect(serviceMessage('x'.repeat(200))).toBe('x'.repeat(200));
	});
});

test('A message is looked for at most four levels down, in lists too', () => {
	const wrapped = (levels: number, inner: JsonValue = 'deep'): JsonValue =>
		levels === 0 ? inner : { error: wrapped(levels - 1, inner) };
	expect([4, 5, 6].map((levels) => serviceMessage(wrapped(levels)))).toEqual(['deep', 'deep', undefined]);
	expect(serviceMessage([[[[[['x']]]]]])).toBeUndefined();
	expect(serviceMessage({ a: { b: { c: { d: { e: { message: 'x' } } } } } })).toBeUndefined();
});

test('Two members without a telling name say nothing; one is looked into', () => {
	expect(serviceMessage({ a: { message: 'x' }, b: 1 })).toBeUndefined();
	expect(serviceMessage({ a: [{ message: 'x' }] })).toBe('x');
	expect(serviceMessage({})).toBeUndefined();
	expect(serviceMessage({ error: ' \n' })).toBeUndefined();
});

test('Of a page the title is the message, also behind white space and with attributes', () => {
	expect(serviceMessage(' \n<html><title lang="en">Gone</title></html>')).toBe('Gone');
});
