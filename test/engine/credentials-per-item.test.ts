import { createHmac } from 'node:crypto';

import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';

import { startWebServer, type Arrived, type WebServer } from '../support/web-server';
import { runNode } from './engine';

const ITEMS = [1, 2, 3].map((n) => ({ n, tenant: `tenant-${n}`, token: `token-of-item-${n}` }));
const TOKENS = ITEMS.map(({ token }) => token);

let server: WebServer;
beforeEach(async () => {
	// Gives every item the tokens of all.
	server = await startWebServer((_request, response) => {
		response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ all: TOKENS.join(' ') }));
	});
});
afterEach(async () => await server.close());

const options = { allowPrivateNetwork: true, logging: { values: { logRequestBody: true } } };

interface Case {
	type: string;
	data: ICredentialDataDecryptedObject;
	parameters: INodeParameters;
	seen: (request: Arrived) => unknown;
	expected: (item: (typeof ITEMS)[number]) => unknown;
}

const CASES: Case[] = [
	{
		type: 'customWebhookBearerApi',
		data: { token: '={{ $json.token }}' },
		parameters: { authentication: 'bearer' },
		seen: ({ headers }) => headers.authorization,
		expected: ({ token }) => `Bearer ${token}`,
	},
	{
		type: 'customWebhookApiKeyApi',
		data: { placement: 'header', name: '=X-{{ $json.tenant }}', value: '={{ $json.token }}' },
		parameters: { authentication: 'apiKey' },
		seen: ({ headers }) => Object.entries(headers).find(([name]) => name.startsWith('x-')),
		expected: ({ tenant, token }) => [`x-${tenant}`, token],
	},
	{
		type: 'customWebhookApiKeyApi',
		data: { placement: 'query', name: 'key', value: '={{ $json.token }}' },
		parameters: { authentication: 'apiKey' },
		seen: ({ url }) => new URL(url, 'http://h').searchParams.get('key'),
		expected: ({ token }) => token,
	},
	{
		type: 'customWebhookBasicApi',
		data: { username: '={{ $json.tenant }}', password: '={{ $json.token }}' },
		parameters: { authentication: 'basic' },
		seen: ({ headers }) => headers.authorization,
		expected: ({ tenant, token }) => `Basic ${btoa(`${tenant}:${token}`)}`,
	},
	{
		type: 'customWebhookSigningApi',
		data: { secret: '={{ $json.token }}', previousSecret: '' },
		parameters: { options: { signing: { values: { signing: 'hmac' } } } },
		seen: ({ headers }) => headers['x-signature'],
		expected: ({ n, token }) => createHmac('sha256', token).update(`{"n":${n}}`).digest('hex'),
	},
];

const runWith = async ({ type, data, parameters }: Omit<Case, 'seen' | 'expected'>, more: object = {}) =>
	await runNode({
		items: ITEMS,
		credentials: { [type]: data },
		parameters: {
			url: `${server.url}/{{n}}`,
			jsonBody: '{"n":{{n}}}',
			webhookName: 'all',
			...parameters,
			options: { ...options, ...(parameters.options as object) },
		},
		...more,
	});

it.each(CASES)('$type: each item is sent with its own values', async (given) => {
	const { success } = await runWith(given);
	expect(success).toHaveLength(ITEMS.length);
	const byItem = [...server.requests].sort((a, b) => a.url.localeCompare(b.url));
	expect(byItem.map(given.seen)).toEqual(ITEMS.map(given.expected));
});

it.each(CASES)('$type: no item shows the secret of any, but in its own input', async (given) => {
	for (const operation of ['send', 'preview']) {
		const { success } = await runWith({ ...given, parameters: { ...given.parameters, operation } });
		expect(success).toHaveLength(ITEMS.length);
		for (const { json } of success) {
			const written = JSON.stringify({ ...json, token: undefined });
			for (const token of TOKENS) expect(written).not.toContain(token);
		}
	}
});

it('A credential that no item changes is decrypted as often for 50 items as for one', async () => {
	const decryptions = async (count: number, token: string) => {
		let reads = 0;
		await runWith(
			{ type: 'customWebhookBearerApi', data: { token }, parameters: { authentication: 'bearer' } },
			{
				items: Array.from({ length: count }, (_, n) => ({ n, token: 'x' })),
				onCredentialRead: () => reads++,
			},
		);
		return reads;
	};
	expect(await decryptions(50, 'fixed-token')).toBe(await decryptions(1, 'fixed-token'));
	expect(await decryptions(50, 'fixed-token')).toBeLessThanOrEqual(2);
	expect(await decryptions(50, '={{ $json.token }}')).toBeLessThanOrEqual(51);
});

it('An item without the field that the credential reads fails, and no other', async () => {
	const { success, failure } = await runWith(CASES[0]!, { items: [ITEMS[0], { n: 2 }, ITEMS[2]] });
	expect(success.map(({ json }) => json.n)).toEqual([1, 3]);
	expect(failure[0]!.json.failure).toMatchObject({ kind: 'credentials', field: 'authentication' });
	expect(server.requests).toHaveLength(2);
});

it('Allowed domains hold for the item that they are evaluated for', async () => {
	const data = {
		token: 't-o-k-e-n',
		allowedHttpRequestDomains: 'domains',
		allowedDomains: '={{ $json.n === 2 ? "example.com" : "127.0.0.1" }}',
	};
	const { success, failure } = await runWith({ ...CASES[0]!, data });
	expect([success.length, failure.map(({ json }) => json.n)]).toEqual([2, [2]]);
});
