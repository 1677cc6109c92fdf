import { createRedactor } from '../../nodes/CustomWebhook/redact';
import { redactBody } from '../../nodes/CustomWebhook/redact/body';

const redactor = createRedactor([['the-secret']], ['iban']);

it.each([
	[
		'JSON members',
		'application/json',
		'{"a":1,"Password":"x","n":{"token":["t"]}}',
		'{"a":1,"Password":"***","n":{"token":"***"}}',
	],
	[
		'form fields',
		'application/x-www-form-urlencoded',
		'a=1&client_secret=x&b=the-secret',
		'a=1&client_secret=***&b=***',
	],
	[
		'XML elements',
		'application/xml',
		'<a><s:password x="1">p</s:password><b>q</b></a>',
		'<a><s:password x="1">***</s:password><b>q</b></a>',
	],
	['XML attributes', 'text/xml', '<a token = "t" b=\'1\'/>', '<a token = "***" b=\'1\'/>'],
	[
		'multipart fields',
		'multipart/form-data; boundary=B',
		'--B\r\nContent-Disposition: form-data; name="iban"\r\n\r\nDE1\r\n--B\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--B--\r\n',
		'--B\r\nContent-Disposition: form-data; name="iban"\r\n\r\n***\r\n--B\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--B--\r\n',
	],
])('hides the values of %s with telling names', (_what, contentType, body, shown) => {
	expect(redactBody(body, contentType, redactor)).toBe(shown);
});

it.each([
	['JSON', ' {"password":"x","a":1}', ' {"password":"***","a":1}'],
	['a list as JSON', '[{"password":"x"}]', '[{"password":"***"}]'],
	['XML', '\n<a><token>t</token></a>', '\n<a><token>***</token></a>'],
	['a form', 'token=t&a=b%20c', 'token=***&a=b%20c'],
	[
		'parts',
		'--B\r\nContent-Disposition: form-data; name="token"\r\n\r\nt\r\n--B--\r\n',
		'--B\r\nContent-Disposition: form-data; name="token"\r\n\r\n***\r\n--B--\r\n',
	],
])('goes by the look of a body whose type says nothing: %s', (_what, body, shown) => {
	for (const contentType of ['text/plain', '', 'application/octet-stream', 'multipart/form-data'])
		expect(redactBody(body, contentType, redactor)).toBe(shown);
});

it('leaves text for people as it is, whatever words are in it', () => {
	for (const text of ['token = t and so on', 'Set token=x & go', 'password: "x"', '-- token', '--'])
		expect(redactBody(text, 'text/plain', redactor)).toBe(text);
});

it('leaves a body without such fields as it is, byte for byte', () => {
	for (const contentType of ['application/json', 'text/plain', 'application/xml'])
		expect(redactBody('{ "a" : 1.0 ,\n "b":[ ] }', contentType, redactor)).toBe(
			'{ "a" : 1.0 ,\n "b":[ ] }',
		);
});
