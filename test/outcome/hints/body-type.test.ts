import {
	jsonInForm,
	typeOfAnotherBody,
	unescapedValues,
} from '../../../nodes/CustomWebhook/outcome/hints/body-type';
import type { BodySettings, Settings } from '../../../nodes/CustomWebhook/settings';

const seen = (
	body: BodySettings,
	type?: string,
	requestFrom: 'fields' | 'curl' = 'fields',
	syntax: Settings['templates']['syntax'] = 'handlebars',
) => ({
	body,
	requestFrom,
	headers: type === undefined ? [] : [{ name: 'content-TYPE', value: type }],
	templates: { syntax, missingValues: 'empty', queryArrays: 'comma' } as const,
});

const JSON_BODY: BodySettings = { type: 'json', text: '{}' };
const FORM: BodySettings = { type: 'form', fields: [{ name: 'a', value: '1' }] };
const FORM_TEXT: BodySettings = { type: 'formText', text: 'a=1' };
const XML: BodySettings = { type: 'xml', source: 'template', text: '<a/>', soapAction: '' };
const MULTIPART: BodySettings = { type: 'multipart', parts: [] };
const text = (typed: string, contentType = 'text/plain'): BodySettings => ({
	type: 'text',
	text: typed,
	contentType,
});

it.each<[BodySettings, string, string, string]>([
	[FORM, 'application/json', 'the body is a form', 'set Content Type to JSON'],
	[FORM_TEXT, '=application/json; charset=utf-8', 'the body is a form', 'set Content Type to JSON'],
	[MULTIPART, 'application/json', 'the body is multipart', 'set Content Type to JSON'],
	[XML, 'application/json', 'the body is XML', 'set Content Type to JSON'],
	[
		JSON_BODY,
		'application/x-www-form-urlencoded',
		'the body is JSON',
		'set Content Type to Form (URL Encoded)',
	],
	[{ type: 'jsonOf', source: 'item' }, 'text/xml', 'the body is JSON', 'set Content Type to XML / SOAP'],
	[JSON_BODY, 'multipart/form-data', 'the body is JSON', 'set Content Type to Multipart Form Data'],
])('a typed type of another body is told: %j with %s', (body, type, what, fix) => {
	const hints = typeOfAnotherBody(seen(body, type));
	expect(hints).toEqual([expect.stringContaining(`says ${type.replace(/^=/, '')}, but ${what}. `)]);
	expect(hints[0]).toContain(fix);
	expect(typeOfAnotherBody(seen(body, type, 'curl'))).toEqual([]);
});

it.each<[BodySettings, string | undefined]>([
	[JSON_BODY, undefined],
	[JSON_BODY, 'application/json'],
	[JSON_BODY, 'application/vnd.api+json'],
	[JSON_BODY, 'application/json-patch+json'],
	[JSON_BODY, 'text/plain;charset=utf-8'],
	[JSON_BODY, 'application/x-amz-json-1.1'],
	[JSON_BODY, '{{type}}'],
	[XML, 'application/soap+xml; charset=utf-8'],
	[XML, 'text/xml'],
	[FORM, 'application/x-www-form-urlencoded; charset=utf-8'],
	[MULTIPART, 'multipart/form-data; boundary=x'],
	[text('{}'), 'application/json'],
	[{ type: 'binary', property: 'data' }, 'application/json'],
	[{ type: 'none' }, 'application/json'],
])('a type that fits is not: %j with %s', (body, type) => {
	expect(typeOfAnotherBody(seen(body, type))).toEqual([]);
});

it.each<[BodySettings, string | undefined, string]>([
	[text('{"a":"{{note}}"}', 'application/json'), undefined, 'set Content Type to JSON'],
	[text('{"a":"{{note}}"}'), 'application/json', 'set Content Type to JSON'],
	[text('<a>{{note}}</a>', 'application/xml'), undefined, 'set Content Type to XML / SOAP'],
	[
		text('a={{note}}', 'application/x-www-form-urlencoded'),
		undefined,
		'set Content Type to Form (URL Encoded)',
	],
])('values in a text that is called something else are told: %j with %s', (body, type, fix) => {
	expect(unescapedValues(seen(body, type))).toEqual([expect.stringContaining(fix.replace('set', 'Set'))]);
	expect(unescapedValues(seen(body, type, 'curl'))).toEqual([]);
});

it.each<[BodySettings]>([
	[text('{"a":1}', 'application/json')],
	[text('{{body}}', 'application/json')],
	[text('{"a":{{ JSON.stringify($json.a) }}}', 'application/json')],
	[text('{"a":{{json a}}}', 'application/json')],
	[text('Hi {{name}}')],
	[text('{{#if a}}', 'application/json')],
	[JSON_BODY],
])('values that are encoded, or have no need of it, are not: %j', (body) => {
	expect(unescapedValues(seen(body))).toEqual([]);
});

it('JSON in the field of a form is told', () => {
	const hint = (typed: string) => jsonInForm(seen({ type: 'formText', text: typed }));
	for (const typed of ['{"a":"{{b}}"}', '=\n{ "a": 1 }', '[{"a":1}]'])
		expect(hint(typed)).toEqual([expect.stringContaining('Form Body looks like JSON')]);
	for (const typed of ['a=1', '{{form}}', 'payload={"a":1}', '[a]=1']) expect(hint(typed)).toEqual([]);
});
