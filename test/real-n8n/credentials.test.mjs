import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { NODE, startBareN8n, workflowOf } from './bare-n8n.mjs';

/** Milliseconds for one test on a busy machine. */
const TIMEOUT_MS = 60_000;

const certificate = (/** @type {string} */ name) =>
	readFile(new URL(`../support/certificates/${name}`, import.meta.url), 'utf8');

const SECRETS = {
	bearer: 'bearer/token+of "the" test',
	apiKey: 'key&of=the test/4711',
	password: 'pässword: of the test?',
	signing: 'a signing secret, in plain text',
	previous: 'the signing secret before that',
};

/** What each credential is made of, how the panel chooses it, and what the service must see. */
const CASES = [
	{
		type: 'customWebhookBearerApi',
		data: { token: SECRETS.bearer },
		parameters: { authentication: 'bearer' },
		isRight: (/** @type {any} */ { headers }) => headers.authorization === `Bearer ${SECRETS.bearer}`,
		secrets: [SECRETS.bearer],
	},
	{
		type: 'customWebhookApiKeyApi',
		data: { placement: 'header', name: 'X-Key', value: SECRETS.apiKey },
		parameters: { authentication: 'apiKey' },
		isRight: (/** @type {any} */ { headers }) => headers['x-key'] === SECRETS.apiKey,
		secrets: [SECRETS.apiKey],
	},
	{
		type: 'customWebhookApiKeyApi',
		data: { placement: 'query', name: 'key', value: SECRETS.apiKey },
		parameters: { authentication: 'apiKey' },
		isRight: (/** @type {any} */ { query }) => query.key === SECRETS.apiKey,
		secrets: [SECRETS.apiKey],
	},
	{
		type: 'customWebhookBasicApi',
		data: { username: 'zoë', password: SECRETS.password },
		parameters: { authentication: 'basic' },
		isRight: (/** @type {any} */ { headers }) =>
			headers.authorization === `Basic ${Buffer.from(`zoë:${SECRETS.password}`).toString('base64')}`,
		secrets: [SECRETS.password, `zoë:${SECRETS.password}`],
	},
	{
		type: 'customWebhookSigningApi',
		data: { secret: SECRETS.signing, previousSecret: SECRETS.previous },
		parameters: { options: { signing: { values: { signing: 'hmac' } } } },
		isRight: (/** @type {any} */ { headers, body }) =>
			headers['x-signature'] === createHmac('sha256', SECRETS.signing).update(body).digest('hex'),
		secrets: [SECRETS.signing, SECRETS.previous],
	},
];

describe('Credentials in a real n8n', () => {
	/** @type {Awaited<ReturnType<typeof startBareN8n>>} */
	let n8n;
	/** @type {Awaited<ReturnType<typeof startEcho>>} */
	let echo;
	before(async () => {
		echo = await startEcho();
		n8n = await startBareN8n({ env: { N8N_LOG_LEVEL: 'debug' } });
	});
	after(async () => {
		await n8n?.stop();
		await echo?.stop();
	});

	/** Saves a credential and presses its Test button. @param {string} type @param {object} data */
	async function test(type, data) {
		const credential = { name: `to be tested ${Math.random()}`, type, data };
		const { id } = await n8n.api.createCredential(credential);
		return await n8n.api.call('POST', '/rest/credentials/test', { credentials: { id, ...credential } });
	}

	/** @param {{ type: string, data: object, parameters: object }} given @param {object} [more] parameters */
	async function createWorkflow({ type, data, parameters }, more = {}) {
		const name = `${type} ${Math.random()}`;
		const { id } = await n8n.api.createCredential({ name, type, data });
		const { options, ...rest } = /** @type {any} */ ({ ...parameters, ...more });
		return await n8n.api.createWorkflow(
			workflowOf({
				name,
				items: [{ marker: 'a text that is no secret' }],
				credentials: { [type]: { id, name } },
				parameters: {
					url: `${echo.url}/echo`,
					jsonBody: '{"marker":"{{marker}}"}',
					webhookName: 'echo',
					onFailure: 'route',
					responseVariables: { variable: [{ name: 'all', path: '' }] },
					...rest,
					options: {
						allowPrivateNetwork: true,
						retry: { values: { retryMode: 'never' } },
						logging: { values: { logRequestBody: true, logResponseBody: true } },
						...options,
					},
				},
			}),
		);
	}

	for (const given of CASES) {
		const { type, data, secrets, isRight } = given;
		const what = `${type}${'placement' in data ? ` (${data.placement})` : ''}`;

		it(`${what}: is sent, and its secret is seen nowhere`, { timeout: TIMEOUT_MS }, async () => {
			echo.expect(isRight, secrets);
			const workflow = await createWorkflow(given);
			for (const path of ['/echo', '/echo?fail']) {
				const [start, node] = /** @type {any} */ (workflow).nodes;
				node.parameters.url = `${echo.url}${path}`;
				const saved = await n8n.api.updateWorkflow(workflow.id, {
					nodes: [start, node],
					connections: /** @type {any} */ (workflow).connections,
					versionId: workflow.versionId,
				});
				workflow.versionId = saved.versionId;
				const execution = await n8n.api.run(saved);
				const [item] = [...execution.items(NODE), ...execution.items(NODE, 1)];
				assert.equal(item?.json.response.body.isRight, true, JSON.stringify(item?.json));
				assert.equal(item?.json.response.statusCode, path === '/echo' ? 200 : 422);
				await assertNothingSeen(secrets, {
					item: JSON.stringify(item),
					'exported workflow': JSON.stringify(await n8n.api.workflow(workflow.id)),
				});
			}
		});
	}

	/** @param {string[]} secrets @param {Record<string, string>} places */
	async function assertNothingSeen(secrets, places) {
		const log = await n8n.log();
		const database = await n8n.database();
		assert.match(log, /POST http:\/\/127\.0\.0\.1:\d+\/echo/);
		assert.ok(database.includes('a text that is no secret'));
		for (const [place, content] of Object.entries({ ...places, log, database }))
			for (const secret of secrets)
				for (const form of formsOf(secret))
					// the database is read byte by byte
					assert.equal(
						content.includes(place === 'database' ? Buffer.from(form).toString('latin1') : form),
						false,
						`${form} in ${place}`,
					);
	}

	it(
		'a client certificate opens the door, and its key is seen nowhere',
		{ timeout: TIMEOUT_MS },
		async () => {
			const data = {
				cert: await certificate('client.crt'),
				key: await certificate('client.key'),
				ca: await certificate('ca.crt'),
			};
			const secrets = [data.key];
			echo.expect(() => true, secrets);
			const given = {
				type: 'customWebhookTlsApi',
				data,
				parameters: { options: { clientCertificate: true } },
			};
			const workflow = await createWorkflow(given, {
				url: `${echo.tlsUrl}/echo`,
				options: { clientCertificate: true },
			});
			const execution = await n8n.api.run(workflow);
			const [item] = execution.items(NODE);
			assert.equal(item?.json.response.body.isRight, true, JSON.stringify(execution.items(NODE, 1)));
			const keyLine = data.key.split('\n')[3] ?? '';
			assert.equal(keyLine.length > 20, true);
			for (const text of [JSON.stringify(item), await n8n.log(), await n8n.database()])
				assert.equal(text.includes(keyLine), false);
		},
	);

	it('the Test button works at the first try, or says why not', { timeout: TIMEOUT_MS }, async () => {
		for (const { type, data, isRight, secrets } of CASES.slice(0, 4)) {
			echo.expect(isRight, secrets);
			const right = await test(type, { ...data, testUrl: `${echo.url}/check` });
			assert.deepEqual(right, { status: 'OK', message: 'The service responded with 200' }, type);
			echo.expect(() => false, secrets);
			const wrong = await test(type, { ...data, testUrl: `${echo.url}/check` });
			assert.equal(wrong.status, 'Error');
			assert.match(wrong.message, /responded with 401 .*rejected this credential/);
			for (const secret of secrets.flatMap(formsOf)) assert.ok(!wrong.message.includes(secret));
		}
		const token = { token: 'a token' };
		for (const [data, status, message] of /** @type {const} */ ([
			[{ token: '' }, 'Error', /no Token/],
			[token, 'Error', /^Not tested: add a Test URL/],
			[{ ...token, testUrl: 'api.example.com' }, 'Error', /must start with https/],
			[{ ...token, testUrl: 'ftp://127.0.0.1/' }, 'Error', /http/],
			[{ ...token, testUrl: 'http://127.0.0.1:1/' }, 'Error', /Nothing is listening at 127\.0\.0\.1:1/],
			[
				{
					...token,
					testUrl: `${echo.url}/check`,
					allowedHttpRequestDomains: 'domains',
					allowedDomains: 'example.com',
				},
				'Error',
				/allowed domains/,
			],
		])) {
			const result = await test('customWebhookBearerApi', data);
			assert.equal(result.status, status, result.message);
			assert.match(result.message, message);
		}
	});

	it('the Test button reads certificates and signing secrets', { timeout: TIMEOUT_MS }, async () => {
		const pair = { cert: await certificate('client.crt'), key: await certificate('client.key') };
		for (const [type, data, status, message] of /** @type {const} */ ([
			['customWebhookTlsApi', pair, 'OK', /belong together/],
			['customWebhookTlsApi', { cert: pair.cert }, 'Error', /both/],
			[
				'customWebhookTlsApi',
				{ ...pair, key: await certificate('server.key') },
				'Error',
				/Cannot be used/,
			],
			[
				'customWebhookTlsApi',
				{ ...pair, key: await certificate('client-encrypted.key') },
				'Error',
				/Passphrase/,
			],
			['customWebhookSigningApi', { secret: 'whsec_not base64' }, 'Error', /cannot be read as base64/],
			['customWebhookSigningApi', { secret: 'whsec_MDEyMzQ1Njc4OWFiY2RlZg==' }, 'OK', /can be used/],
		])) {
			const result = await test(type, data);
			assert.equal(result.status, status, result.message);
			assert.match(result.message, message);
		}
	});

	it(
		'Allowed HTTP request domains hold on the first address and on redirects',
		{
			timeout: TIMEOUT_MS,
		},
		async () => {
			const [bearer] = CASES;
			echo.expect(() => true, []);
			for (const [domains, path, expected] of /** @type {const} */ ([
				['127.0.0.1', '/echo', undefined],
				['example.com', '/echo', 'credentials'],
				['127.0.0.1', '/away', 'credentials'],
			])) {
				const restricted = { allowedHttpRequestDomains: 'domains', allowedDomains: domains };
				const given = { ...bearer, data: { ...bearer?.data, ...restricted } };
				const workflow = await createWorkflow(/** @type {any} */ (given), {
					method: 'GET',
					url: `${echo.url}${path}`,
				});
				const execution = await n8n.api.run(workflow);
				const [item] = [...execution.items(NODE), ...execution.items(NODE, 1)];
				assert.equal(item?.json.failure?.kind, expected, JSON.stringify(item?.json.failure));
			}
		},
	);

	it(
		'a credential that was deleted fails its items, one that was never chosen the run',
		{
			timeout: TIMEOUT_MS,
		},
		async () => {
			const workflow = /** @type {any} */ (await createWorkflow(/** @type {any} */ (CASES[0])));
			const { id } = workflow.nodes[1].credentials.customWebhookBearerApi;
			await n8n.api.call('DELETE', `/rest/credentials/${id}`);
			const deleted = await n8n.api.run(workflow);
			const said = deleted.error ?? deleted.items(NODE, 1)[0]?.json.failure.message;
			assert.match(said, /credential/i);
			if (!deleted.error) assert.equal(deleted.items(NODE, 1)[0]?.json.failure.kind, 'credentials');
		},
	);
});

/** As a service, a log or a database may write it. @param {string} secret */
function formsOf(secret) {
	return [
		secret,
		JSON.stringify(secret).slice(1, -1),
		encodeURIComponent(secret),
		Buffer.from(secret).toString('base64'),
		Buffer.from(secret).toString('base64url'),
	];
}

/** Answers with all that it received, and with every secret in every form; over TLS only to known clients. */
async function startEcho() {
	/** @type {(received: any) => boolean} */
	let isRight = () => false;
	/** @type {string[]} */
	let secrets = [];

	/** @type {import('node:http').RequestListener} */
	const answer = async (request, response) => {
		const { searchParams, pathname } = new URL(request.url ?? '', 'http://127.0.0.1');
		const received = {
			headers: Object.fromEntries(
				// what is not ASCII arrives as one character for each byte
				Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
			),
			query: Object.fromEntries(searchParams),
			url: request.url,
			body: await text(request),
		};
		const right = isRight(received);
		if (pathname === '/away') {
			const { port } = /** @type {import('node:net').AddressInfo} */ (plain.address());
			response.writeHead(302, { location: `http://localhost:${port}/echo` }).end();
			return;
		}
		const isChecked = pathname === '/check';
		response.writeHead(isChecked && !right ? 401 : searchParams.has('fail') ? 422 : 200, {
			'content-type': 'application/json',
			'x-echo': encodeURIComponent(secrets.join(' ')),
		});
		const forms = secrets.flatMap(formsOf);
		const message = `You sent ${forms.join(' and ')}`;
		response.end(
			JSON.stringify({ isRight: right, message, forms, nested: JSON.stringify(forms), received }),
		);
	};
	const plain = createServer(answer);
	const tls = createTlsServer(
		{
			key: await certificate('server.key'),
			cert: await certificate('server.crt'),
			ca: await certificate('ca.crt'),
			requestCert: true,
			rejectUnauthorized: true,
		},
		answer,
	);
	for (const server of [plain, tls])
		await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	const portOf = (/** @type {import('node:net').Server} */ server) =>
		/** @type {import('node:net').AddressInfo} */ (server.address()).port;
	return {
		url: `http://127.0.0.1:${portOf(plain)}`,
		tlsUrl: `https://127.0.0.1:${portOf(tls)}`,
		/** @param {(received: any) => boolean} check @param {string[]} shown */
		expect(check, shown) {
			isRight = check;
			secrets = shown;
		},
		async stop() {
			for (const server of [plain, tls]) {
				server.closeAllConnections();
				await new Promise((resolve) => server.close(resolve));
			}
		},
	};
}
