import { oddHeaderValues } from '../../../nodes/CustomWebhook/outcome/hints/header-values';

const told = (name: string, value: string, requestFrom = 'fields') =>
	oddHeaderValues({
		requestFrom,
		headers: [{ name, value }],
		templates: { syntax: 'handlebars', missingValues: 'empty', queryArrays: 'comma' },
	} as Parameters<typeof oddHeaderValues>[0]);

it.each([
	['Authorization', 'Basic ann:secret'],
	['authorization', '=basic {{user}}:{{ $json.password }}'],
])('%s: %s is told with the way out, without what was typed', (name, value) => {
	expect(told(name, value)).toEqual([
		`Headers, ${name}: a user name and a password are sent in Base64, and these are plain. ` +
			'Set Authentication to Basic Auth instead.',
	]);
});

it.each([
	['Content-Type', 'json'],
	['accept', ' xml '],
])('%s: %s is told as half a media type', (name, value) => {
	expect(told(name, value)).toEqual([
		`Headers, ${name}: "${value.trim()}" is not a media type. Write the whole of it, such as application/json.`,
	]);
});

it.each([
	['Authorization', 'Basic YW5uOnNlY3JldA=='],
	['Authorization', 'Basic {{credentials}}'],
	['Authorization', 'Bearer a:b'],
	['X-Login', 'Basic ann:secret'],
	['Content-Type', 'application/json; charset=utf-8'],
	['Content-Type', '{{type}}'],
	['Accept', '*/*'],
	['Accept', ''],
	['X-Format', 'json'],
])('%s: %s is as it should be', (name, value) => {
	expect(told(name, value)).toEqual([]);
});

it('a cURL command is told of as curl would send it', () => {
	expect(told('Content-Type', 'json', 'curl')).toEqual([]);
});
