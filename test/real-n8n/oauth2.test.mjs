import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { NODE, startBareN8n, workflowOf } from './bare-n8n.mjs';
import { startTokenService } from './token-service.mjs';

const TYPE = 'customWebhookOAuth2Api';
const CLIENT = { clientId: 'client-of-the-test', clientSecret: 'the client/secret+of "the" test' };
const MANY = 1_000;

/** Milliseconds for one test: a thousand items on a busy machine. */
const TIMEOUT_MS = 120_000;

describe('OAuth2 in a real n8n', () => {
	/** @type {Awaited<ReturnType<typeof startBareN8n>>} */
	let n8n;
	/** @type {Awaited<ReturnType<typeof startTokenService>>} */
	let service;
	before(async () => {
		service = await startTokenService(CLIENT);
		n8n = await startBareN8n({ env: { N8N_LOG_LEVEL: 'debug' } });
	});
	after(async () => {
		await n8n?.stop();
		await service?.stop();
	});
	beforeEach(() => {
		service.forget();
		service.state.isDown = false;
	});

	const items = (/** @type {number} */ count) => Array.from({ length: count }, (_, id) => ({ id }));

	/** @param {string} name @param {object} [data] */
	async function createCredential(name, data = {}) {
		const { id } = await n8n.api.createCredential({
			name,
			type: TYPE,
			data: {
				grantType: 'clientCredentials',
				accessTokenUrl: `${service.url}/token`,
				authUrl: `${service.url}/authorize`,
				...CLIENT,
				scope: '',
				authentication: 'header',
				...data,
			},
		});
		return { [TYPE]: { id, name } };
	}

	/** With the tokens that n8n would have stored when a person connected it; the service knows them no longer. */
	const createExpired = async (/** @type {string} */ name, data = {}) => {
		const { accessToken, refreshToken } = service.newTokens();
		service.state.accessToken = 'another';
		return await createCredential(name, {
			grantType: 'authorizationCode',
			oauthTokenData: {
				access_token: accessToken,
				refresh_token: refreshToken,
				token_type: 'bearer',
				expires_in: '3600',
			},
			...data,
		});
	};

	/** @param {Record<string, { id: string, name: string }>} credentials */
	const createWorkflow = async (credentials, { count = MANY, path = '/api', parameters = {} } = {}) =>
		await n8n.api.createWorkflow(
			workflowOf({
				name: 'OAuth2',
				items: items(count),
				credentials,
				parameters: {
					method: 'POST',
					url: `${service.url}${path}?id={{id}}`,
					authentication: 'oAuth2',
					onFailure: 'route',
					jsonBody: '{"id":{{id}}}',
					options: { allowPrivateNetwork: true },
					...parameters,
				},
			}),
		);

	/** No item, log or database shows a secret. @param {unknown[]} seen */
	async function assertNothingSeen(seen) {
		const places = {
			items: JSON.stringify(seen),
			log: await n8n.log(),
			database: await n8n.database(),
		};
		for (const secret of [CLIENT.clientSecret, ...service.state.given]) {
			for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')])
				for (const [place, text] of Object.entries(places))
					assert.equal(text.includes(form), false, `${form} in ${place}`);
		}
	}

	it('client credentials: gets the first token once for 1,000 items', { timeout: TIMEOUT_MS }, async () => {
		const workflow = await createWorkflow(await createCredential('first'));
		const execution = await n8n.api.run(workflow);
		const done = execution.items(NODE);
		assert.equal(done.length, MANY, JSON.stringify(execution.items(NODE, 1)[0]?.json));
		assert.deepEqual(service.state.grants, ['client_credentials']);
		assert.equal(done[0]?.json.response.body.echo.headers.authorization, 'Bearer ***');
		await assertNothingSeen(done);
	});

	it('uses the token that is stored in the next run', { timeout: TIMEOUT_MS }, async () => {
		const workflow = await createWorkflow(await createCredential('stored'), { count: 3 });
		await n8n.api.run(workflow);
		const execution = await n8n.api.run(workflow);
		assert.equal(execution.items(NODE).length, 3);
		assert.equal(service.state.grants.length, 1);
	});

	it(
		'an expired token is refreshed once for 1,000 items, and each is sent again',
		{
			timeout: TIMEOUT_MS,
		},
		async () => {
			const options = { allowPrivateNetwork: true, limits: { values: { concurrency: 10 } } };
			const workflow = await createWorkflow(await createExpired('expired'), {
				parameters: { options },
			});
			const execution = await n8n.api.run(workflow);
			const done = execution.items(NODE);
			assert.equal(done.length, MANY, JSON.stringify(execution.items(NODE, 1)[0]?.json));
			assert.deepEqual(service.state.grants, ['refresh_token']);
			assert.deepEqual(
				done[0]?.json.response.attempts.map((/** @type {any} */ { statusCode }) => statusCode),
				[401, 200],
			);
			assert.equal(done.at(-1)?.json.response.attempts.length, 1);
			assert.ok(service.state.calls.length <= MANY + 10, `${service.state.calls.length} calls`);
			await assertNothingSeen(done);
		},
	);

	it('two executions at once do not refresh over each other', { timeout: TIMEOUT_MS }, async () => {
		const credentials = await createExpired('shared');
		const workflows = [await createWorkflow(credentials), await createWorkflow(credentials)];
		const executions = await Promise.all(workflows.map((workflow) => n8n.api.run(workflow)));
		for (const execution of executions)
			assert.equal(
				execution.items(NODE).length,
				MANY,
				JSON.stringify(execution.items(NODE, 1)[0]?.json),
			);
		assert.deepEqual(service.state.grants, ['refresh_token']);
	});

	it(
		'a token past its stored time is renewed before anything is sent',
		{ timeout: TIMEOUT_MS },
		async () => {
			const { accessToken, refreshToken } = service.newTokens();
			const credentials = await createCredential('past', {
				grantType: 'pkce',
				oauthTokenData: {
					access_token: accessToken,
					refresh_token: refreshToken,
					n8n_expires_at: String(Date.now() - 1_000),
				},
			});
			const execution = await n8n.api.run(await createWorkflow(credentials, { count: 20 }));
			assert.equal(execution.items(NODE).length, 20);
			assert.deepEqual([service.state.grants, service.state.calls.length], [['refresh_token'], 20]);
		},
	);

	it('services that say it with a 403 or in the body are understood', { timeout: TIMEOUT_MS }, async () => {
		for (const [path, data, status] of /** @type {const} */ ([
			['/api-403', { expiredStatusCode: 403 }, 403],
			['/api-code', {}, 200],
		])) {
			service.forget();
			const workflow = await createWorkflow(await createExpired(path, data), { path, count: 50 });
			const execution = await n8n.api.run(workflow);
			const done = execution.items(NODE);
			assert.equal(done.length, 50, JSON.stringify(execution.items(NODE, 1)[0]?.json));
			assert.deepEqual(service.state.grants, ['refresh_token']);
			assert.deepEqual(
				done[0]?.json.response.attempts.map((/** @type {any} */ { statusCode }) => statusCode),
				[status, 200],
			);
			assert.equal(done[0]?.json.response.body.ok, true);
		}
	});

	it(
		'a refresh that fails is told once for all, with the way out and without a secret',
		{
			timeout: TIMEOUT_MS,
		},
		async () => {
			const workflow = await createWorkflow(await createExpired('dead'), { count: 200 });
			service.state.isDown = true;
			const execution = await n8n.api.run(workflow);
			const failed = execution.items(NODE, 1);
			assert.equal(failed.length, 200);
			for (const { json } of failed) {
				assert.equal(json.failure.kind, 'credentials');
				assert.match(json.failure.message, /could not get an OAuth2 token: refused \*\*\*/);
				assert.match(json.failure.description, /connect it again/);
			}
			assert.equal(service.state.grants.length, 1);
			await assertNothingSeen(failed);
		},
	);

	it('a credential that nobody connected says so', { timeout: TIMEOUT_MS }, async () => {
		const credentials = await createCredential('unconnected', { grantType: 'authorizationCode' });
		const execution = await n8n.api.run(await createWorkflow(credentials, { count: 1 }));
		const [failed] = execution.items(NODE, 1);
		assert.equal(failed?.json.failure.kind, 'credentials');
		assert.match(failed?.json.failure.message, /not connected/);
		assert.deepEqual([service.state.grants, service.state.calls], [[], []]);
	});

	it('a preview asks nobody for a token', { timeout: TIMEOUT_MS }, async () => {
		const workflow = await createWorkflow(await createCredential('preview'), {
			count: 1,
			parameters: {
				operation: 'preview',
				method: 'GET',
				url: service.url,
				authentication: 'oAuth2',
				options: { allowPrivateNetwork: true },
			},
		});
		const execution = await n8n.api.run(workflow);
		assert.equal(execution.items(NODE)[0]?.json.request.headers.Authorization, 'Bearer ***');
		assert.deepEqual([service.state.grants, service.state.calls], [[], []]);
	});
});
