import type { IExecuteFunctions } from 'n8n-workflow';

import { hasExpired, newTokenFor, secretsOf, tokenOf } from '../../nodes/CustomWebhook/n8n/oauth2-token';
import type { CredentialData } from '../../nodes/CustomWebhook/request';
import { contextWith } from './context';

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
			more: { token: 's5', client_secret: 's6' },
		},
	};
	expect(secretsOf(data)).toEqual(['s1', 's2', 's3', 's4', 's5', 's6']);
});

/** An n8n whose token server answers as told, one refresh after the other. */
function n8n(data: CredentialData, refresh: () => Promise<unknown>, id?: string) {
	return contextWith({
		getNode: () => (id ? { credentials: { type: { id, name: 'n' } } } : {}),
		getCredentials: async () => await Promise.resolve(data),
		helpers: { refreshOAuth2Token: refresh },
	});
}

it('Refreshes of one credential come one after the other, of two at the same time', async () => {
	const steps: string[] = [];
	const slow = (name: string) => async () => {
		steps.push(`${name} begins`);
		await new Promise((resolve) => setTimeout(resolve, 20));
		steps.push(`${name} ends`);
		return { access_token: name };
	};
	const stored = { grantType: 'clientCredentials' };
	await Promise.all([
		newTokenFor(n8n(stored, slow('a1'), 'A'), 'type', undefined),
		newTokenFor(n8n(stored, slow('a2'), 'A'), 'type', undefined),
		newTokenFor(n8n(stored, slow('b'), 'B'), 'type', undefined),
	]);
	expect(steps.slice(0, 2)).toEqual(['a1 begins', 'b begins']);
	expect(steps.indexOf('a2 begins')).toBeGreaterThan(steps.indexOf('a1 ends'));
});

it('A credential without an id of its own has its turn too', async () => {
	const { oauthTokenData } = await newTokenFor(
		n8n({ grantType: 'clientCredentials' }, async () => await Promise.resolve({ access_token: 'x' })),
		'type',
		undefined,
	);
	expect(oauthTokenData).toEqual({ access_token: 'x' });
});

it('Client credentials that get no token are told where to look, whatever was thrown', async () => {
	const failing = n8n(
		{ grantType: 'clientCredentials' },
		async () => await Promise.reject('invalid_client' as unknown as Error),
	);
	await expect(newTokenFor(failing, 'type', undefined)).rejects.toMatchObject({
		kind: 'credentials',
		field: 'authentication',
		message: 'n8n could not get an OAuth2 token: invalid_client',
		description: expect.stringContaining('Access Token URL') as string,
	});
});

it('A token that was stored meanwhile is taken without a refresh', async () => {
	const data = { oauthTokenData: { access_token: 'newer' } };
	const refresh = jest.fn();
	expect(await newTokenFor(n8n(data, refresh), 'type', 'older')).toBe(data);
	expect(refresh).not.toHaveBeenCalled();
});

it('n8n is asked to replace the token that was looked at, not one that another process stores just then', async () => {
	const answers = ['refused', 'newer'];
	const replaced: unknown[] = [];
	const context = contextWith({
		getNode: () => ({}),
		getCredentials: async () =>
			await Promise.resolve({ oauthTokenData: { access_token: answers.shift(), refresh_token: 'r' } }),
		helpers: {
			async refreshOAuth2Token(this: IExecuteFunctions) {
				const { oauthTokenData } = await this.getCredentials<CredentialData>('type');
				replaced.push(oauthTokenData);
				return { access_token: 'newest' };
			},
		},
	});
	await newTokenFor(context, 'type', 'refused');
	expect(replaced).toEqual([{ access_token: 'refused', refresh_token: 'r' }]);
});
