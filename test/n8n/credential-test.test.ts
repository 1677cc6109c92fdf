import type { ICredentialDataDecryptedObject, ICredentialTestFunctions } from 'n8n-workflow';

import { testCredential } from '../../nodes/CustomWebhook/n8n/credential-test';
import { certificate, pem } from '../support/tls-fixtures';
import { startWebServer, type Answer, type WebServer } from '../support/web-server';

let server: WebServer | undefined;
afterEach(async () => {
	await server?.close();
	server = undefined;
});

/** Presses the Test button of a credential. */
const press = async (type: string, data?: ICredentialDataDecryptedObject) =>
	await testCredential.call({} as ICredentialTestFunctions, {
		id: '1',
		name: 'n',
		type: `customWebhook${type}Api`,
		...(data ? { data } : {}),
	});

/** Presses it for a credential whose Test URL is a server that answers like this. */
async function pressAgainst(
	answer: Answer,
	type: string,
	data: ICredentialDataDecryptedObject,
	path = '/me',
) {
	server = await startWebServer(answer);
	return await press(type, { ...data, testUrl: ` ${server.url}${path} ` });
}

const status =
	(code: number, message = ''): Answer =>
	(_request, response) => {
		response.writeHead(code, message).end('body');
	};

describe('The Test button calls the Test URL', () => {
	it.each<[string, ICredentialDataDecryptedObject, object]>([
		['Bearer', { token: 'tok-1' }, { authorization: 'Bearer tok-1' }],
		['Basic', { username: 'u', password: 'p' }, { authorization: `Basic ${btoa('u:p')}` }],
		['ApiKey', { placement: 'header', name: 'X-Key', value: 'key-1' }, { 'x-key': 'key-1' }],
	])('with a GET that carries the credential: %s', async (type, data, headers) => {
		expect(await pressAgainst(status(204), type, data)).toEqual({
			status: 'OK',
			message: 'The service responded with 204',
		});
		const usual = { accept: '*/*', 'user-agent': 'n8n-nodes-custom-webhook' };
		expect(server!.requests[0]).toMatchObject({ method: 'GET', url: '/me', headers: usual });
		expect(server!.requests[0]).toMatchObject({ headers });
	});

	it('with an API key in the query, in place of one that stands there, as a run sends it', async () => {
		const data = { placement: 'query', name: 'the key', value: 'a b+c' };
		expect(await pressAgainst(status(200), 'ApiKey', data, '/me?the%20key=old&x=%20%zz')).toMatchObject({
			status: 'OK',
		});
		expect(server!.requests[0]!.url).toBe('/me?x=%20%zz&the%20key=a%20b%2Bc');
	});

	it.each([
		[401, 'Unauthorized', 'The service responded with 401 Unauthorized: it rejected this credential'],
		[403, 'no tok-1', 'The service responded with 403 no ***: it rejected this credential'],
		[404, 'Not Found', 'The service responded with 404 Not Found'],
		[302, 'Found', 'The service responded with 302 Found'],
		[300, 'Many', 'The service responded with 300 Many'],
		[400, ' ', 'The service responded with 400'],
	])('and tells what came back, without the secret: %s %s', async (code, reason, message) => {
		expect(await pressAgainst(status(code, reason), 'Bearer', { token: 'tok-1' })).toEqual({
			status: 'Error',
			message,
		});
	});

	it('and tells where nobody answers', async () => {
		server = await startWebServer();
		const testUrl = server.url;
		await server.close();
		const result = await press('Bearer', { token: 't', testUrl });
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(/^No connection to 127\.0\.0\.1|refused/);
	});

	it('but none outside the domains of the credential', async () => {
		const data = { token: 't', allowedHttpRequestDomains: 'domains', allowedDomains: 'example.com' };
		expect(await pressAgainst(status(200), 'Bearer', data)).toMatchObject({ status: 'Error' });
		expect(server!.requests).toEqual([]);
	});

	it('nor anything that is no address', async () => {
		expect(await press('Bearer', { token: 't', testUrl: 'example' })).toEqual({
			status: 'Error',
			message: 'Test URL: it must start with https:// or http://',
		});
	});
});

it('Without a Test URL nothing is tried, and a wrong token is not called right', async () => {
	expect(await press('Bearer', { token: 'wrong' })).toEqual({
		status: 'Error',
		message: 'Not tested: add a Test URL to try this credential.',
	});
	expect(await press('Bearer')).toMatchObject({ status: 'Error' });
	expect(await press('ApiKey', { placement: 'header', name: 'X-Key', value: '' })).toMatchObject({
		status: 'Error',
	});
});

describe('The Test button reads a certificate', () => {
	const { cert, key } = certificate('client');
	const encrypted = pem('client-encrypted.key');

	it.each<[string, ICredentialDataDecryptedObject]>([
		['a certificate with its key', { cert, key }],
		['an authority alone', { ca: pem('ca.crt') }],
	])('and takes %s', async (_what, data) => {
		expect(await press('Tls', { passphrase: '', ...data })).toMatchObject({ status: 'OK' });
	});

	it.each<[string, ICredentialDataDecryptedObject, RegExp]>([
		['nothing', {}, /^Fill in Certificate and Private Key/],
		['a passphrase alone', { passphrase: 'x' }, /^Fill in Certificate and Private Key/],
		['a certificate without a key', { cert }, /needs both/],
		['a key without a certificate', { key }, /needs both/],
		['an encrypted key without a passphrase', { cert, key: encrypted }, /fill in Passphrase/],
		[
			'an encrypted key with a wrong passphrase',
			{ cert, key: encrypted, passphrase: 'x' },
			/^Cannot be used/,
		],
		['a key of another certificate', { cert, key: certificate('server').key }, /^Cannot be used/],
		['what is no certificate', { cert: 'x', key: 'y' }, /^Cannot be used/],
		['an authority that is no certificate', { ca: 'x' }, /^Cannot be used/],
	])('and says what is wrong with %s', async (_what, data, message) => {
		expect(await press('Tls', data)).toEqual({
			status: 'Error',
			message: expect.stringMatching(message) as string,
		});
	});
});

describe('The Test button reads a signing secret', () => {
	it.each(['plain text', 'whsec_YQ==', 'whsec_YWI=', 'whsec_YWJj', 'whsec_YWI', 'whsec_-_-_'])(
		'and takes %s',
		async (secret) => {
			expect(await press('Signing', { secret })).toMatchObject({ status: 'OK' });
		},
	);

	it.each([
		['', /Fill in/],
		['whsec_', /cannot be read as base64\. Copy the whole secret again/],
		['whsec_a b', /cannot be read as base64/],
		['whsec_YQ===', /cannot be read as base64/],
		['whsec_YQ==x', /cannot be read as base64/],
	])('and says what is wrong with "%s"', async (secret, message) => {
		expect(await press('Signing', { secret })).toEqual({
			status: 'Error',
			message: expect.stringMatching(message) as string,
		});
	});

	it('and the previous one', async () => {
		expect(await press('Signing', { secret: 'whsec_YQ==', previousSecret: 'whsec_a b' })).toEqual({
			status: 'Error',
			message: expect.stringMatching(/cannot be read as base64/) as string,
		});
	});
});
