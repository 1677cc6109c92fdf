import { tokenFailure, tokenServerSilent } from '../../nodes/CustomWebhook/n8n/token-failure';

const CLIENT = { grantType: 'clientCredentials', clientSecret: 'client-secret-of-22-ch' };
const isRetryable = (status: number) => status === 429 || status >= 500;

const failureOf = (parts: object, message = 'n8n says') =>
	tokenFailure(Object.assign(new Error(message), parts), CLIENT, isRetryable);
const reasonOf = (parts: object, message?: string) =>
	failureOf(parts, message).message.replace('n8n could not get an OAuth2 token: ', '');

it.each<[object, string, boolean]>([
	[{ code: 'ECONNREFUSED' }, 'the token server cannot be reached (ECONNREFUSED)', true],
	[{ code: 'CERT_HAS_EXPIRED' }, 'the token server cannot be reached (CERT_HAS_EXPIRED)', false],
	[
		{ code: 'ERR_BAD_RESPONSE', response: { status: 503 } },
		'the token server responded with status 503',
		true,
	],
	[{ status: 429, code: 'ESTATUS', body: 'slow down' }, 'the token server responded with status 429', true],
	[{ status: 404, code: 'ESTATUS', body: '<h1>' }, 'the token server responded with status 404', false],
	[{ status: 200, body: '<token>abc</token>' }, 'the response of the token server is not JSON', false],
	[{ code: 'EAUTH', body: { error: 'invalid_client' } }, 'invalid_client', false],
	[
		{
			code: 'EAUTH',
			body: { error: 'invalid_client', error_description: 'AADSTS7000215: Invalid secret.' },
		},
		'invalid_client: AADSTS7000215: Invalid secret.',
		false,
	],
	[{ code: 'EAUTH', body: { error: 'other', error_description: 'no luck' } }, 'no luck', false],
	[{ code: 'EAUTH', body: { error: 'slow_down' } }, 'slow_down', true],
	[{ code: 'EAUTH', body: { error: 'temporarily_unavailable' } }, 'temporarily_unavailable', true],
	[{}, 'n8n says', false],
])('%j is told as: %s', (parts, reason, retryable) => {
	expect([reasonOf(parts), failureOf(parts).retryable]).toEqual([reason, retryable]);
});

const NEW_TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl';

it.each([
	`got {"access_token":"new"}`,
	`got {'access_token': 'new'}`,
	`got <access_token>new</access_token>`,
	`got <html>new</html>`,
	`got "new"`,
	`got ${NEW_TOKEN} new`.replace(' new', ''),
])('What the token server quotes is dropped: %s', (text) => {
	for (const reason of [
		reasonOf({}, text),
		reasonOf({ body: { error: 'other', error_description: text } }),
		reasonOf({ body: { error: text } }),
	]) {
		expect(reason).toMatch(/^got( \*\*\*)?$/);
	}
});

it('A secret that the message was cut in is hidden as far as it goes', () => {
	expect(reasonOf({}, `refused ${CLIENT.clientSecret.slice(0, 15)}...`)).not.toContain('client-secret-o');
	expect(reasonOf({}, `refused ${CLIENT.clientSecret}`)).toBe('refused ***');
});

it('The way out is in the client, or with the person who connected it', () => {
	expect(failureOf({}).description).toContain('Access Token URL, the Client ID and the Client Secret');
	expect(tokenFailure(new Error('x'), {}, isRetryable).description).toContain('connect it again');
});

it('A token server that says nothing is told as such, and may be asked again', () => {
	expect(tokenServerSilent(2_000)).toMatchObject({
		kind: 'credentials',
		retryable: true,
		field: 'authentication',
		message: 'n8n could not get an OAuth2 token: the token server did not respond within 2 s',
	});
});

it.each<[string, Record<string, unknown>, string]>([
	['of a person', {}, 'the token server refused to renew the token (invalid_grant)'],
	['of a client', CLIENT, 'the token server refused the client (invalid_grant)'],
])("n8n's own error for a refused grant %s is told by what was refused", (_whose, stored, reason) => {
	const error = Object.assign(new Error('The credential "My account" needs to be reconnected.'), {
		failure: { cause: 'credential-invalid' },
	});
	expect(tokenFailure(error, stored, isRetryable)).toMatchObject({
		message: `n8n could not get an OAuth2 token: ${reason}`,
		retryable: false,
	});
});
