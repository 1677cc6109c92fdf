import { hasExpired, secretsOf, tokenOf } from '../../nodes/CustomWebhook/n8n/token-data';
import type { CredentialData } from '../../nodes/CustomWebhook/request';

const NOW = 1_000;

it.each<[CredentialData, string | undefined]>([
	[{ oauthTokenData: { access_token: 'a' } }, 'a'],
	[{ oauthTokenData: { access_token: '' } }, undefined],
	[{ oauthTokenData: { access_token: 1 } }, undefined],
	[{ oauthTokenData: {} }, undefined],
	[{}, undefined],
])('The stored token of %j is %s', (data, token) => {
	expect(tokenOf(data)).toBe(token);
});

it.each<[boolean, string, CredentialData]>([
	[true, 'at the very time', { oauthTokenData: { n8n_expires_at: NOW, refresh_token: 'r' } }],
	[false, 'a moment before', { oauthTokenData: { n8n_expires_at: NOW + 1, refresh_token: 'r' } }],
	[false, 'without a time', { oauthTokenData: { refresh_token: 'r' } }],
	[false, 'without the means for another', { oauthTokenData: { n8n_expires_at: 1 } }],
	[
		true,
		'as a client that needs no refresh token',
		{ grantType: 'clientCredentials', oauthTokenData: { n8n_expires_at: 1 } },
	],
])('A token has expired (%s): %s', (expired, _when, data) => {
	expect(hasExpired(data, NOW)).toBe(expired);
});

it('Secrets are found by their names, at any depth, and nothing else is taken for one', () => {
	const data = {
		clientId: 'id',
		clientSecret: 's1',
		privateKey: 's2',
		empty_token: '',
		scope: null,
		tokenless: 'x',
		oauthTokenData: {
			access_token: 's3',
			ID_TOKEN: 's4',
			expires: 5,
			more: { token: 's5', client_secret: 's6', refreshToken: 's7' },
		},
	};
	expect(secretsOf(data)).toEqual(['s1', 's2', 's3', 's4', 's5', 's6', 's7']);
});

it('What the author adds to the token request is secret, unless the name says that it is not', () => {
	const parameters = {
		audience: 'https://api.test',
		assertion: 's1',
		pin: 1234,
		more: { x: 's2' },
		no: '',
	};
	expect(secretsOf({ additionalBodyProperties: JSON.stringify(parameters) })).toEqual(['s1', '1234', 's2']);
	expect(secretsOf({ additionalBodyProperties: parameters })).toEqual(['s1', '1234', 's2']);
	expect(secretsOf({ additionalBodyProperties: '{' })).toEqual([]);
});
