import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { text } from 'node:stream/consumers';
import { after, before, beforeEach, describe, it } from 'node:test';
import { NODE, startBareN8n, workflowOf } from './bare-n8n.mjs';

/** Milliseconds for one test on a busy machine. */
const TIMEOUT_MS = 120_000;

const MANY = 1_000;

const ITEMS = [1, 2, 3].map((n) => ({ n, tenant: `tenant-${n}`, token: `token-of-item-${n}` }));

const certificate = (/** @type {string} */ name) =>
	readFile(new URL(`../support/certificates/${name}`, import.meta.url), 'utf8');

/** What each credential is made of, how the panel chooses it, what of it the service sees, and must see for an item. */
const CASES = [
	{
		type: 'customWebhookBearerApi',
		data: { token: '={{ $json.token }}' },
		parameters: { authentication: 'bearer' },
		seen: (/** @type {any} */ { headers }) => headers.authorization,
		expected: (/** @type {any} */ { token }) => `Bearer ${token}`,
	},
	{
		type: 'customWebhookApiKeyApi',
		data: { placement: 'query', name: '={{ $json.tenant }}', value: '={{ $json.token }}' },
		parameters: { authentication: 'apiKey' },
		seen: (/** @type {any} */ { url }) => url.split('?')[1],
		expected: (/** @type {any} */ { tenant, token }) => `${tenant}=${token}`,
	},
	{
		type: 'customWebhookBasicApi',
		data: { username: '={{ $json.tenant }}', password: "={{ $('Start').item.json.token }}" },
		parameters: { authentication: 'basic' },
		seen: (/** @type {any} */ { headers }) => headers.authorization,
		expected: (/** @type {any} */ { tenant, token }) => `Basic ${btoa(`${tenant}:${token}`)}`,
	},
	{
		type: 'customWebhookOAuth2Api',
		data: {
			grantType: 'clientCredentials',
			clientId: '={{ $json.tenant }}',
			clientSecret: '={{ $json.token }}',
			authentication: 'body',
			scope: '',
		},
		parameters: { authentication: 'oAuth2' },
		seen: (/** @type {any} */ { headers }) => headers.authorization,
		expected: (/** @type {any} */ { tenant }) => `Bearer access-of-${tenant}`,
	},
	{
		type: 'customWebhookServiceApi',
		data: {
			baseUrl: 'the service',
			headers: { row: [{ name: 'X-Token', value: '={{ $json.token }}', secret: true }] },
			query: {},
			values: { row: [{ name: 'location.api_token', value: '={{ $json.token }}', secret: true }] },
		},
		parameters: { authentication: 'service', url: '/echo/{{n}}?t={{location.api_token}}' },
		seen: (/** @type {any} */ { headers, url }) => [headers['x-token'], url.split('t=')[1]],
		expected: (/** @type {any} */ { token }) => [token, token],
	},
	{
		type: 'customWebhookSigningApi',
		data: { secret: '={{ $json.token }}', previousSecret: '' },
		parameters: { options: { signing: { values: { signing: 'hmac' } } } },
		seen: (/** @type {any} */ { headers }) => headers['x-signature'],
		expected: (/** @type {any} */ { n, token }) =>
			createHmac('sha256', token).update(`{"n":${n}}`).digest('hex'),
	},
];

describe('Credentials with expressions in a real n8n', () => {
	/** @type {Awaited<ReturnType<typeof startBareN8n>>} */
	let n8n;
	/** @type {Awaited<ReturnType<typeof startService>>} */
	let service;
	before(async () => {
		service = await startService();
		n8n = await startBareN8n({ env: { N8N_LOG_LEVEL: 'debug' } });
	});
	after(async () => {
		await n8n?.stop();
		await service?.stop();
	});
	beforeEach(() => service.forget());

	/** @param {{ type: string, data: object, parameters: any }} given @param {object[]} items @param {object} [more] */
	async function createWorkflow({ type, data, parameters }, items, more = {}) {
		const name = `${type} ${Math.random()}`;
		const { id } = await n8n.api.createCredential({
			name,
			type,
			data: {
				...data,
				...(type.includes('OAuth2') ? { accessTokenUrl: `${service.url}/token` } : {}),
				...(type.includes('Service') ? { baseUrl: `${service.url}/` } : {}),
			},
		});
		return await n8n.api.createWorkflow(
			workflowOf({
				name,
				items,
				credentials: { [type]: { id, name } },
				parameters: {
					url: `${service.url}/echo/{{n}}`,
					jsonBody: '{"n":{{n}}}',
					webhookName: 'echo',
					onFailure: 'route',
					...parameters,
					...more,
					options: {
						allowPrivateNetwork: true,
						logging: { values: { logRequestBody: true, logResponseBody: true } },
						...parameters.options,
					},
				},
			}),
		);
	}

	for (const given of CASES)
		it(`${given.type}: three items have three, and none is seen`, { timeout: TIMEOUT_MS }, async () => {
			const workflow = await createWorkflow(given, ITEMS);
			for (const run of [1, 2]) {
				service.forget();
				const execution = await n8n.api.run(workflow);
				const done = execution.items(NODE);
				assert.equal(done.length, 3, JSON.stringify(execution.items(NODE, 1)[0]?.json));
				const byItem = [...service.calls].sort((a, b) => a.url.localeCompare(b.url));
				const expected = ITEMS.map((item) => /** @type {any} */ (given).expected(item));
				assert.deepEqual(byItem.map(given.seen), expected, `run ${run}`);
				for (const { json } of done) {
					const written = JSON.stringify({ ...json, token: undefined });
					for (const { token } of ITEMS)
						for (const secret of [token, `access-of-${json.tenant}`])
							assert.equal(written.includes(secret), false, `${secret} in ${written}`);
				}
			}
			const lines = (await n8n.log()).split('\n').filter((line) => line.includes('/echo/'));
			assert.ok(lines.length >= 3);
			for (const { token } of ITEMS) assert.equal(lines.join().includes(token), false);
		});

	it(
		'customWebhookTlsApi: each item opens the door with its own certificate',
		{ timeout: TIMEOUT_MS },
		async () => {
			const items = await Promise.all(
				['client', 'server', 'client'].map(async (name, index) => ({
					n: index,
					cert: await certificate(`${name}.crt`),
					key: await certificate(`${name}.key`),
				})),
			);
			const data = {
				cert: '={{ $json.cert }}',
				key: '={{ $json.key }}',
				ca: await certificate('ca.crt'),
			};
			const parameters = { url: `${service.tlsUrl}/echo/{{n}}`, options: { clientCertificate: true } };
			const workflow = await createWorkflow({ type: 'customWebhookTlsApi', data, parameters }, items);
			const execution = await n8n.api.run(workflow);
			assert.equal(execution.items(NODE).length, 3, JSON.stringify(execution.items(NODE, 1)[0]?.json));
			const byItem = [...service.calls].sort((a, b) => a.url.localeCompare(b.url));
			const [first, second, third] = byItem.map(({ certificate: of }) => of);
			assert.ok(first && second && first !== second);
			assert.equal(first, third);
		},
	);

	it('a preview and an item that fails show no secret either', { timeout: TIMEOUT_MS }, async () => {
		const [bearer] = CASES;
		assert.ok(bearer);
		for (const parameters of [
			{ operation: 'preview' },
			{
				url: `${service.url}/fail/{{n}}`,
				failureVariables: { variable: [{ name: 'x', type: 'variable', value: '{{n}}' }] },
			},
		]) {
			const workflow = await createWorkflow(bearer, ITEMS, parameters);
			const execution = await n8n.api.run(workflow);
			const all = [...execution.items(NODE), ...execution.items(NODE, 1)];
			assert.equal(all.length, 3);
			for (const { json } of all) {
				const written = JSON.stringify({ ...json, token: undefined });
				assert.ok(written.includes('***'));
				for (const { token } of ITEMS) assert.equal(written.includes(token), false);
			}
		}
	});

	it(
		`${MANY} items with a fixed credential are not looked up one by one`,
		{ timeout: TIMEOUT_MS },
		async (t) => {
			const [bearer] = CASES;
			assert.ok(bearer);
			const items = Array.from({ length: MANY }, (_, n) => ({ n, token: `many-token-${n % 7}` }));
			for (const data of [{ token: 'a fixed token' }, bearer.data]) {
				const workflow = await createWorkflow({ ...bearer, data }, items);
				const start = performance.now();
				const execution = await n8n.api.run(workflow);
				assert.equal(execution.items(NODE).length, MANY);
				t.diagnostic(`${data.token}: ${Math.round(performance.now() - start)} ms`);
			}
			assert.equal(new Set(service.calls.map(({ headers }) => headers.authorization)).size, 8);
		},
	);
});

/** Gives back what it received, with the tokens of all items; and OAuth2 tokens, one for each client. */
async function startService() {
	/** @type {Array<{ url: string, headers: import('node:http').IncomingHttpHeaders, certificate?: string }>} */
	const calls = [];

	/** @type {import('node:http').RequestListener} */
	const respond = async (request, response) => {
		const { url = '', headers } = request;
		const body = await text(request);
		const socket = /** @type {import('node:tls').TLSSocket} */ (request.socket);
		const json = (/** @type {number} */ status, /** @type {unknown} */ value) => {
			response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
		};
		if (url === '/token') {
			const form = new URLSearchParams(body);
			const item = ITEMS.find(({ tenant }) => tenant === form.get('client_id'));
			if (item?.token !== form.get('client_secret')) return json(401, { error: 'invalid_client' });
			return json(200, {
				access_token: `access-of-${item?.tenant}`,
				expires_in: 3600,
				token_type: 'bearer',
			});
		}
		calls.push({ url, headers, certificate: socket.getPeerCertificate?.().fingerprint256 });
		const secrets = ITEMS.map(({ token }) => token);
		return json(url.startsWith('/fail') ? 422 : 200, { secrets, headers, message: secrets.join(' ') });
	};
	const plain = createServer(respond);
	const tls = createTlsServer(
		{
			key: await certificate('server.key'),
			cert: await certificate('server.crt'),
			requestCert: true,
			rejectUnauthorized: false,
		},
		respond,
	);
	for (const server of [plain, tls])
		await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	const portOf = (/** @type {import('node:net').Server} */ server) =>
		/** @type {import('node:net').AddressInfo} */ (server.address()).port;
	return {
		url: `http://127.0.0.1:${portOf(plain)}`,
		tlsUrl: `https://127.0.0.1:${portOf(tls)}`,
		calls,
		forget() {
			calls.length = 0;
		},
		async stop() {
			for (const server of [plain, tls]) {
				server.closeAllConnections();
				await new Promise((resolve) => server.close(resolve));
			}
		},
	};
}
