import { checkUrl } from '../../nodes/CustomWebhook/formats/url';
import { failureOf } from '../template/render';

describe('checking a URL', () => {
	it.each([
		['https://example.com', 'https://example.com/'],
		[' http://localhost:5678/x?y#z\n', 'http://localhost:5678/x?y#z'],
		['HTTPS://[::1]/', 'https://[::1]/'],
	])('takes %j', (text, href) => {
		expect(checkUrl(text, 'url').href).toBe(href);
	});

	it.each([
		['', /is empty/, /Enter an address such as https/],
		['example.com/x', /example\.com\/x must start with https/, /Write https:\/\/example.com\/x\./],
		['http//example.com/x', /must start with https/, /Write https:\/\/example.com\/x\./],
		['https;//example.com/x', /must start with https/, /Write https:\/\/example.com\/x\./],
		['https.example.com/x', /must start with https/, /Write https:\/\/https.example.com\/x\./],
		['/users', /must start with https/, /Put the host in front/],
		['ftp://example.com', /must start with https/, /https:\/\/example.com/],
		['javascript:alert(1)', /must start with https/, /http/],
		['file:///etc/passwd', /must start with https/, /http/],
		['https://a b/', /has a space in it/, /%20/],
		['https://', /is not a URL/, /host/],
		['https://a:99999/', /is not a URL/, /port/],
	])('%j makes no request', (text, message, cause) => {
		const failure = failureOf(() => checkUrl(text, 'url'));
		expect(failure).toMatchObject({ kind: 'request', field: 'url', line: 1 });
		expect(failure.message).toMatch(message);
		expect(failure.message).toMatch(cause);
	});

	it.each([
		['ftp://example.com', 1, 1],
		[' ftp://example.com', 1, 2],
		['\n\r\n  ftp://example.com', 3, 3],
		['https://a b/', 1, 10],
		['https://user@example.com', 1, 9],
		['\n https://user@example.com', 2, 10],
		['', 1, 1],
	])(
		'%j: the message has the field, and the line and column of the rendered text',
		(text, line, column) => {
			const failure = failureOf(() => checkUrl(text, 'url'));
			expect(failure).toMatchObject({ line, column });
			expect(failure.message).toMatch(new RegExp(`^URL, line ${line}, column ${column}: `));
		},
	);

	it.each(['https://user@example.com', 'https://user:secret@example.com', 'https://:secret@example.com'])(
		'%s has credentials in it, which the failure does not repeat',
		(text) => {
			const failure = failureOf(() => checkUrl(text, 'url'));
			expect(failure).toMatchObject({ kind: 'request', field: 'url', column: 9 });
			expect(`${failure.message}${failure.description}`).not.toMatch(/secret|user@/);
		},
	);

	it.each([
		[
			'a cURL command',
			"curl -X POST 'https://api.example.com/v1' -H 'A: b'",
			'https://api.example.com/v1',
		],
		['the method', 'POST https://api.example.com/v1', 'https://api.example.com/v1'],
		['quotes', '"https://api.example.com/v1"', 'https://api.example.com/v1'],
		['curly quotes', '“https://api.example.com/v1”', 'https://api.example.com/v1'],
		['angle brackets', '<http://api.example.com/v1>', 'http://api.example.com/v1'],
		['a link', '[docs](https://api.example.com/v1)', 'https://api.example.com/v1'],
		['an invisible character', '\u200bhttps://api.example.com/v1', 'https://api.example.com/v1'],
	])('with %s around it, the URL itself is named', (_, text, url) => {
		const failure = failureOf(() => checkUrl(text, 'url'));
		expect(failure.message).toMatch(new RegExp(`nly ${url} (?:is the URL|belongs here)`));
	});

	it('of a cURL command, it is told where the rest goes', () => {
		const { message } = failureOf(() => checkUrl('curl --url https://a.example/', 'url'));
		expect(message).toMatch(/its -H under Headers, its -d into the body/);
		const { message: alone } = failureOf(() => checkUrl('curl a.example', 'url'));
		expect(alone).toMatch(/cURL command/);
	});

	it('a URL in the query of one without https:// is not taken for the URL', () => {
		const { message } = failureOf(() => checkUrl('a.example/?to=https://b.example', 'url'));
		expect(message).toContain('Write https://a.example/?to=');
	});

	it('of a host with a port, the example has both', () => {
		const { message } = failureOf(() => checkUrl('localhost:8080/x', 'url'));
		expect(message).toContain('Write https://localhost:8080/x');
	});

	it('a path alone asks for the host, which an empty placeholder may have left out', () => {
		const { message } = failureOf(() => checkUrl('/v1/users', 'url'));
		expect(message).toMatch(/Put the host in front.* placeholder in front may have no value/);
	});
});
