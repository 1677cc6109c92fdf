/** Two workflows that call one saved webhook, on two workers. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { LOOPBACK } from '../../local/settings.mjs';
import { allExecutions, callWebhook, waitUntilOver } from './executions.mjs';
import { openGate } from './gate.mjs';
import { EXECUTIONS_PER_WORKER } from './queue-n8n.mjs';
import { DELIVER, keyOf, madeItems, node, to } from './workflow.mjs';

const CUSTOM_WEBHOOK = 'n8n-nodes-custom-webhook.customWebhook';
const CALL = 'Call';
const CALLERS = ['calls-a', 'calls-b'];
const ITEMS = 3;
/** The number of the item that the service refuses. */
const REFUSED = 1;
/** Seconds on an idle machine; others may be using this one. Milliseconds. */
const RUN_TIMEOUT_MS = 300_000;
const POLL_MS = 100;

/** @param {() => Awaited<ReturnType<typeof import('./queue-n8n.mjs').startQueueN8n>>} queue with two workers */
export function savedWebhookTests(queue) {
	const gate = openGate();
	/** What arrived. @type {string[]} */
	let sent = [];
	let serviceUrl = '';
	const service = createServer(async ({ url = '' }, response) => {
		sent.push(url);
		const [batch = '', n] = url.split('/').at(-1)?.split('-') ?? [];
		await gate.pass({ batch, n: Number(n) });
		response
			.writeHead(Number(n) === REFUSED ? 422 : 200, { 'content-type': 'application/json' })
			.end('{}');
	});
	before(async () => {
		await new Promise((resolve) => service.listen(0, LOOPBACK, () => resolve(undefined)));
		const { port } = /** @type {import('node:net').AddressInfo} */ (service.address());
		serviceUrl = `http://${LOOPBACK}:${port}`;
	});
	after(() => {
		gate.open();
		service.closeAllConnections();
		service.close();
	});

	const deliver = (/** @type {string} */ path = '/v1') =>
		node(DELIVER, CUSTOM_WEBHOOK, 1, 200, {
			method: 'GET',
			url: `${serviceUrl}${path}/{{batch}}-{{n}}`,
			options: {
				allowPrivateNetwork: true,
				// Held items take up their places in flight: with automatic concurrency, later executions would have none.
				limits: { values: { concurrency: ITEMS } },
			},
		});

	/** Creates a saved webhook of these nodes in a row. @param {any[]} nodes */
	async function save(nodes) {
		const start = node('Start', 'n8n-nodes-base.executeWorkflowTrigger', 1.1, 0, {
			inputSource: 'passthrough',
		});
		const links = nodes.map(({ name }, index) => [nodes[index - 1]?.name ?? start.name, to(name)]);
		return await queue().api.createWorkflow({
			name: 'Saved webhook',
			nodes: [start, ...nodes],
			connections: Object.fromEntries(links),
			settings: { executionOrder: 'v1' },
		});
	}

	/** Publishes a workflow, and waits until n8n calls this version of it. @param {any} workflow */
	async function publish(workflow) {
		const { api } = queue();
		await api.activate(workflow);
		const status = () => api.call('GET', `/rest/workflows/${workflow.id}/publication-status`);
		const deadline = Date.now() + RUN_TIMEOUT_MS;
		while ((await status()).status !== 'published') {
			if (Date.now() > deadline) throw new Error(`Not published: ${JSON.stringify(await status())}`);
			await sleep(POLL_MS);
		}
		return workflow;
	}

	/** A published workflow that calls a saved webhook. @param {string} path @param {string} id */
	async function publishCaller(path, id) {
		const workflow = await queue().api.createWorkflow({
			name: path,
			nodes: [
				...madeItems(path),
				node(CALL, CUSTOM_WEBHOOK, 1, 400, {
					operation: 'callSaved',
					workflow: { __rl: true, mode: 'list', value: id },
					onFailure: 'route',
				}),
			],
			connections: { Called: to('Make items'), 'Make items': to(CALL) },
			settings: { executionOrder: 'v1' },
		});
		return await publish(workflow);
	}

	const call = (/** @type {string} */ path, /** @type {string[]} */ ...batches) =>
		callWebhook(
			`${queue().url}/webhook/${path}`,
			batches.map((batch) => ({ batch, items: ITEMS, holdMs: 0 })),
		);

	/** What left the calls of a workflow: its executions, with the items of both outputs. @param {string} workflowId */
	async function outcomes(workflowId) {
		await waitUntilOver(queue().api, workflowId, RUN_TIMEOUT_MS);
		const executions = await allExecutions(queue().api, workflowId);
		return executions.map(({ id, items }) => ({ id, success: items(CALL), failure: items(CALL, 1) }));
	}

	const numbered = (/** @type {import('../../local/host/execution.mjs').Item[]} */ items) =>
		items.map(({ json, pairedItem }) => [json.n, /** @type {any} */ (pairedItem).item]);

	it('two workflows on two workers call one saved webhook, and an edit of it changes both', async () => {
		const saved = await publish(await save([deliver()]));
		const callers = await Promise.all(CALLERS.map((path) => publishCaller(path, saved.id)));
		const batchesOf = (/** @type {string} */ path) =>
			Array.from({ length: EXECUTIONS_PER_WORKER }, (_, index) => `${path.at(-1)}${index}`);

		// More executions are under way than one worker can have.
		gate.close();
		await Promise.all(CALLERS.map((path) => call(path, ...batchesOf(path))));
		await gate.untilHeld(EXECUTIONS_PER_WORKER + 1, RUN_TIMEOUT_MS);
		gate.open();
		const all = (await Promise.all(callers.map(({ id }) => outcomes(id)))).flat();

		assert.equal(all.length, 2 * EXECUTIONS_PER_WORKER);
		for (const { success, failure } of all) {
			const others = [
				[0, 0],
				[2, 2],
			];
			assert.deepEqual([numbered(success), numbered(failure)], [others, [[REFUSED, REFUSED]]]);
			assert.equal(failure[0]?.json.failure.statusCode, 422);
		}
		for (const worker of ['worker-1', 'worker-2']) {
			const log = await readFile(join(queue().folder, `${worker}.log`), 'utf8');
			assert.ok(
				all.some(({ id }) => log.includes(`started execution ${id} `)),
				`${worker} had its share`,
			);
		}
		const keys = CALLERS.flatMap(batchesOf).flatMap((batch) => [0, 1, 2].map((n) => keyOf(batch, n)));
		assert.deepEqual(sent.toSorted(), keys.map((key) => `/v1/${key}`).sort());

		sent = [];
		const nodes = saved.nodes.map((each) => (each.name === DELIVER ? deliver('/v2') : each));
		await publish(await queue().api.updateWorkflow(saved.id, { nodes, versionId: saved.versionId }));
		await Promise.all(CALLERS.map((path, index) => call(path, `edit${index}`)));
		await Promise.all(callers.map(({ id }) => outcomes(id)));
		assert.deepEqual(
			sent.toSorted(),
			[0, 1].flatMap((index) => [0, 1, 2].map((n) => `/v2/edit${index}-${n}`)),
		);
	});

	it('a worker pairs what steps behind the webhook made, by the execution that n8n saved', async () => {
		const mark = {
			values: { string: [{ name: 'mark', value: 'seen' }] },
			options: {},
		};
		const saved = await publish(
			await save([deliver(), node('Mark', 'n8n-nodes-base.set', 1, 400, mark)]),
		);
		const caller = await publishCaller('calls-marked', saved.id);
		await call('calls-marked', 'marked');
		const [outcome] = await outcomes(caller.id);
		assert.deepEqual(
			outcome?.success.map(({ json, pairedItem }) => [json.n, json.mark, pairedItem]),
			[
				[0, 'seen', { item: 0 }],
				[2, 'seen', { item: 2 }],
			],
		);
		assert.deepEqual(numbered(outcome?.failure ?? []), [[REFUSED, REFUSED]]);
	});

	it('all items leave on Failure if the saved webhook ends with an error, or is not published', async () => {
		const stop = node('Stop', 'n8n-nodes-base.stopAndError', 1, 400, { errorMessage: 'Oh no' });
		const failing = await publish(await save([deliver(), stop]));
		const draft = await save([deliver()]);
		const [one, two] = await Promise.all([
			publishCaller('calls-failing', failing.id),
			publishCaller('calls-draft', draft.id),
		]);
		sent = [];
		await call('calls-failing', 'failing');
		await call('calls-draft', 'draft');

		for (const [{ id }, kind, message] of /** @type {const} */ ([
			[one, 'response', /ended with an error: Oh no/],
			[two, 'request', /cannot be called/],
		])) {
			const [outcome] = await outcomes(id);
			assert.deepEqual(
				[outcome?.success, numbered(outcome?.failure ?? [])],
				[
					[],
					[
						[0, 0],
						[1, 1],
						[2, 2],
					],
				],
			);
			for (const { json } of outcome?.failure ?? []) {
				assert.equal(json.failure.kind, kind);
				assert.match(json.failure.message, message);
			}
		}
		assert.deepEqual(
			sent.toSorted(),
			[0, 1, 2].map((n) => `/v1/failing-${n}`),
		);
	});
}
