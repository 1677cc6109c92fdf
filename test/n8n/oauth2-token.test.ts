import type { IExecuteFunctions } from 'n8n-workflow';

import { newToken } from '../../nodes/CustomWebhook/n8n/oauth2';
import { CredentialReader } from '../../nodes/CustomWebhook/n8n/credential-reader';
import type { TokenSource } from '../../nodes/CustomWebhook/n8n/oauth2-token';
import type { CredentialData } from '../../nodes/CustomWebhook/request';
import { until } from '../support/until';
import { contextWith } from './context';
import { settingsWith } from './credential-settings';

const sourceIn = (context: IExecuteFunctions, more: Partial<TokenSource> = {}): TokenSource => ({
	context,
	reader: new CredentialReader(context),
	type: 'type',
	itemIndex: 0,
	isPerItem: false,
	...more,
});

const newTokenFor = async (context: IExecuteFunctions, refused?: string, more: Partial<TokenSource> = {}) =>
	await newToken(sourceIn(context, more), refused, { settings: settingsWith({}), signal: undefined });

/** An n8n whose token server answers as told, one refresh after the other. */
function n8n(data: CredentialData, refresh: () => Promise<unknown>, id?: string) {
	return contextWith({
		getNode: () => (id ? { credentials: { type: { id, name: 'n' } } } : {}),
		getCredentials: async () => await Promise.resolve(data),
		helpers: { refreshOAuth2Token: refresh },
	});
}

it('Refreshes of one credential come one after the other, of two at the same time', async () => {
	const begun: string[] = [];
	const responses: Array<() => void> = [];
	const respond = (name: string) => async () => {
		begun.push(name);
		await new Promise<void>((resolve) => responses.push(resolve));
		return { access_token: name };
	};
	const stored = { grantType: 'clientCredentials' };
	const all = Promise.all([
		newTokenFor(n8n(stored, respond('a1'), 'A')),
		newTokenFor(n8n(stored, respond('a2'), 'A')),
		newTokenFor(n8n(stored, respond('b'), 'B')),
	]);
	await until(() => begun.length === 2);
	await new Promise(setImmediate);
	expect(begun).toEqual(['a1', 'b']);
	responses[0]!();
	await until(() => begun.length === 3);
	for (const response of responses) response();
	await all;
});

it('A credential without an id of its own has its turn too', async () => {
	const { oauthTokenData } = await newTokenFor(
		n8n({ grantType: 'clientCredentials' }, async () => await Promise.resolve({ access_token: 'x' })),
	);
	expect(oauthTokenData).toEqual({ access_token: 'x' });
});

it('Client credentials that get no token are told where to look, whatever was thrown', async () => {
	const failing = n8n(
		{ grantType: 'clientCredentials' },
		async () => await Promise.reject('invalid_client' as unknown as Error),
	);
	await expect(newTokenFor(failing)).rejects.toMatchObject({
		kind: 'credentials',
		field: 'authentication',
		message: 'n8n could not get an OAuth2 token: invalid_client',
		description: expect.stringContaining('Access Token URL') as string,
	});
});

it('A token that was stored meanwhile is taken without a refresh', async () => {
	const data = { oauthTokenData: { access_token: 'newer' } };
	const refresh = jest.fn();
	expect(await newTokenFor(n8n(data, refresh), 'older')).toBe(data);
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
	await newTokenFor(context, 'refused');
	expect(replaced).toEqual([{ access_token: 'refused', refresh_token: 'r' }]);
});

/** An n8n that keeps one token for all items, whose clients are these. As n8n does, it stores what it fetched. */
function severalClients(clients: string[], options: { joins?: number } = {}) {
	const fetched: string[] = [];
	let stored: Record<string, unknown> = { access_token: 'of somebody', refresh_token: 'r', scope: 's' };
	let joins = options.joins ?? 0;
	const context = contextWith({
		getNode: () => ({ credentials: { type: { id: 'several', name: 'n' } } }),
		getCredentials: async (_type: string, itemIndex: number) =>
			await Promise.resolve({
				grantType: 'clientCredentials',
				clientId: clients[itemIndex],
				oauthTokenData: stored,
			}),
		helpers: {
			async refreshOAuth2Token(this: IExecuteFunctions) {
				const { clientId, oauthTokenData } = await this.getCredentials<CredentialData>('type');
				const given = oauthTokenData as { access_token?: string };
				// n8n takes a token that it finds stored for one that somebody has just renewed.
				if (given.access_token !== stored.access_token || joins-- > 0) return stored;
				fetched.push(String(clientId));
				stored = { ...given, access_token: `of ${String(clientId)}` };
				return stored;
			},
		},
	});
	const tokenFor = async (itemIndex: number) =>
		(await newTokenFor(context, undefined, { isPerItem: true, itemIndex }))
			.oauthTokenData as typeof stored;
	return { fetched, tokenFor };
}

it('A credential that serves several clients gives each item a token of its own client', async () => {
	const { tokenFor } = severalClients(['A', 'B', 'C']);
	const tokens = await Promise.all([0, 1, 2].map(tokenFor));
	expect(tokens.map(({ access_token }) => access_token)).toEqual(['of A', 'of B', 'of C']);
	expect(Object.keys(tokens[1]!)).toEqual(['access_token', 'custom_webhook_owner']);
});

it("The stored token is taken again by the item's own client, and by no other", async () => {
	const { fetched, tokenFor } = severalClients(['A', 'A', 'B']);
	expect(
		[await tokenFor(0), await tokenFor(1), await tokenFor(2)].map(({ access_token }) => access_token),
	).toEqual(['of A', 'of A', 'of B']);
	expect(fetched).toEqual(['A', 'B']);
});

it('A token that n8n was just renewing for another client is not taken', async () => {
	const { tokenFor } = severalClients(['A', 'B'], { joins: 2 });
	expect(await tokenFor(1)).toMatchObject({ access_token: 'of B' });
	const busy = severalClients(['A', 'B'], { joins: 100 });
	await expect(busy.tokenFor(1)).rejects.toMatchObject({ kind: 'credentials' });
});
