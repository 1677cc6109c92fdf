import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { startTokenService } from '../real-n8n/token-service.mjs';
import { allExecutions, callWebhook, waitUntilOver } from './executions.mjs';
import { openGate } from './gate.mjs';
import { EXECUTIONS_PER_WORKER, startQueueN8n } from './queue-n8n.mjs';
import { DELIVER, deliveringWorkflow, keyOf } from './workflow.mjs';

const TYPE = 'customWebhookOAuth2Api';
const CLIENT = { clientId: 'client-of-the-test', clientSecret: 'secret-of-the-test' };

/** More than one worker has place for. */
const BATCHES = Array.from({ length: 16 }, (_, index) => `batch${index}`);
const ITEMS = 25;

/** Seconds on an idle machine; others may be using this one. Milliseconds. */
const RUN_TIMEOUT_MS = 300_000;

/** @type {Awaited<ReturnType<typeof startQueueN8n>>} */
let queue;
/** @type {Awaited<ReturnType<typeof startTokenService>>} */
let service;
const gate = openGate();
before(async () => {
	service = await startTokenService(CLIENT, async (url) => {
		const [batch, n] = String(new URL(url, service.url).searchParams.get('key')).split('-');
		await gate.pass({ batch, n: Number(n) });
	});
	queue = await startQueueN8n({ workers: 2 });
});
after(async () => {
	gate.open();
	await queue?.stop();
	await service?.stop();
});

/** Runs all batches on both workers, with a token that the service does not take any more. */
async function runWithExpiredToken(/** @type {string} */ path) {
	const { accessToken, refreshToken } = service.newTokens();
	service.state.accessToken = 'another';
	service.forget();
	const credential = await queue.api.createCredential({
		name: path,
		type: TYPE,
		data: {
			...CLIENT,
			grantType: 'authorizationCode',
			accessTokenUrl: `${service.url}/token`,
			authUrl: `${service.url}/authorize`,
			scope: '',
			authentication: 'header',
			oauthTokenData: { access_token: accessToken, refresh_token: refreshToken, token_type: 'bearer' },
		},
	});
	const workflow = await queue.api.createWorkflow(
		deliveringWorkflow({
			path,
			receiverUrl: `${service.url}/api?key={{batch}}-{{n}}`,
			parameters: { authentication: 'oAuth2' },
			// Held items take up their places in flight: with automatic concurrency, later executions would have none.
			options: { limits: { values: { concurrency: ITEMS } } },
			credentials: { [TYPE]: { id: credential.id, name: path } },
		}),
	);
	await queue.api.activate(workflow);
	// Nobody hears of the refused token before more executions are under way than one worker can have.
	gate.close();
	await callWebhook(
		`${queue.url}/webhook/${path}`,
		BATCHES.map((batch) => ({ batch, items: ITEMS, holdMs: 0 })),
	);
	await gate.untilHeld(EXECUTIONS_PER_WORKER + 1, RUN_TIMEOUT_MS);
	gate.open();
	await waitUntilOver(queue.api, workflow.id, RUN_TIMEOUT_MS);
	const executions = await allExecutions(queue.api, workflow.id);
	assert.equal(executions.length, BATCHES.length);
	for (const worker of ['worker-1', 'worker-2']) {
		const log = await readFile(join(queue.folder, `${worker}.log`), 'utf8');
		assert.ok(
			executions.some(({ id }) => log.includes(`started execution ${id} `)),
			`${worker} had its share`,
		);
	}
	return {
		succeeded: executions.flatMap((execution) => execution.items(DELIVER)),
		failed: executions.flatMap((execution) => execution.items(DELIVER, 1)),
	};
}

const wanted = BATCHES.flatMap((batch) => Array.from({ length: ITEMS }, (_, n) => keyOf(batch, n))).sort();

it('two workers with the same expired token: one refreshes it, the other takes what that one got', async () => {
	const { succeeded, failed } = await runWithExpiredToken('refresh');
	assert.deepEqual(
		failed.map(({ json }) => json.failure),
		[],
	);
	assert.deepEqual(succeeded.map(({ json }) => keyOf(json.batch, json.n)).sort(), wanted);
	// A refresh token is good once here: a second refresh with it would have been refused.
	assert.deepEqual(service.state.grants, ['refresh_token']);
	const taken = service.state.calls.filter(
		({ authorization }) => authorization === `Bearer ${service.state.accessToken}`,
	);
	assert.deepEqual(
		taken.map(({ url }) => new URL(url, service.url).searchParams.get('key')).sort(),
		wanted,
	);
});

it('a token that nobody can refresh: every item leaves by Failure once, and says so', async () => {
	service.state.isDown = true;
	const { succeeded, failed } = await runWithExpiredToken('refused');
	assert.deepEqual(succeeded, []);
	assert.deepEqual(failed.map(({ json }) => keyOf(json.batch, json.n)).sort(), wanted);
	for (const { json } of failed) {
		assert.equal(json.failure.kind, 'credentials');
		assert.match(json.failure.message, /could not get an OAuth2 token/);
	}
	// Once for each execution at most, not for each item.
	assert.ok(service.state.grants.length <= BATCHES.length, `${service.state.grants.length}`);
});
