import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { startKeyedService } from '../real-n8n/keyed-service.mjs';
import { allExecutions, callWebhook, waitUntilOver } from './executions.mjs';
import { EXECUTIONS_PER_WORKER, startQueueN8n } from './queue-n8n.mjs';
import { startReceiver } from './receiver.mjs';
import { savedWebhookTests } from './saved-webhooks.mjs';
import { DELIVER, deliveringWorkflow, keyOf } from './workflow.mjs';

const EXECUTIONS = 200;
const ITEMS = 50;
/** Items of one execution in flight at once. */
const CONCURRENCY = 5;
/** The receiver takes so long for an answer that executions overlap. Milliseconds. */
const HOLD_MS = 300;
/** So much has arrived before executions are held in their middle. */
const ARRIVED_BEFORE_HOLD = (EXECUTIONS * ITEMS) / 5;
/** A minute on an idle machine; others may be using this one. Milliseconds. */
const RUN_TIMEOUT_MS = 400_000;
const POLL_MS = 50;
/** n8n itself waits ten seconds for its Redis before it ends. Milliseconds. */
const REDIS_GONE_MS = 2000;

/** @type {Awaited<ReturnType<typeof startQueueN8n>>} */
let queue;
/** @type {Array<{ stop: () => Promise<void> }>} */
const receivers = [];
before(async () => {
	queue = await startQueueN8n({ workers: 2 });
});
after(async () => {
	await queue?.stop();
	await Promise.all(receivers.map((receiver) => receiver.stop()));
});

/** A workflow that is called at `path`, and the receiver that it delivers to. */
async function setUp(/** @type {string} */ path, /** @type {object} */ options) {
	const receiver = await startReceiver();
	receivers.push(receiver);
	const workflow = await queue.api.createWorkflow(
		deliveringWorkflow({ path, receiverUrl: receiver.url, options }),
	);
	await queue.api.activate(workflow);
	return { receiver, workflow, url: `${queue.url}/webhook/${path}` };
}

const numbers = (/** @type {number} */ length) => Array.from({ length }, (_, index) => index);

/** Four executions of twelve items at once. */
const FOUR = ['a', 'b', 'c', 'd'];
const TWELVE = 12;

it('concurrency holds for one execution: four at once have more in flight than one may', async () => {
	const limits = { values: { concurrency: 2 } };
	const { receiver, workflow, url } = await setUp('concurrency', { limits });
	await callWebhook(
		url,
		FOUR.map((batch) => ({ batch, items: TWELVE, holdMs: 800 })),
	);
	await waitUntilOver(queue.api, workflow.id, RUN_TIMEOUT_MS);

	assert.equal(receiver.arrivals.length, FOUR.length * TWELVE);
	assert.equal(receiver.most.ofBatch, 2);
	assert.ok(receiver.most.ofAll > 2, `${receiver.most.ofAll} at once`);
});

/** Four executions of twelve items at once, by a rate. Gives how long it took from the first arrival to the last. Milliseconds. */
async function sendAtRate(/** @type {string} */ path, /** @type {object} */ limits) {
	const { receiver, workflow, url } = await setUp(path, { limits: { values: limits } });
	await callWebhook(
		url,
		FOUR.map((batch) => ({ batch, items: TWELVE, holdMs: 0 })),
	);
	await waitUntilOver(queue.api, workflow.id, RUN_TIMEOUT_MS);
	const times = receiver.arrivals.map(({ at }) => at);
	assert.equal(times.length, FOUR.length * TWELVE);
	return Math.max(...times) - Math.min(...times);
}

/** Between the first and the last of so many requests, evenly spaced; a busy machine may deliver the first one late. */
const shortest = (/** @type {number} */ perSecond) => ((FOUR.length * TWELVE - 1) / perSecond) * 1000 - 500;

it('a rate holds for all executions of one worker', async () => {
	const ms = await sendAtRate('rate', { requestsPerSecond: 4 });
	assert.ok(ms >= shortest(2 * 4), `${ms} ms`);
});

it('with Limit Scope: All n8n Processes a rate holds over all workers', async () => {
	const ms = await sendAtRate('shared-rate', { requestsPerSecond: 4, limitScope: 'workers' });
	assert.ok(ms >= shortest(4), `${ms} ms`);
});

it('the automatic key of an item is the same if its failed execution is retried, on whatever worker', async () => {
	const service = await startKeyedService();
	receivers.push(service);
	service.state.status = 503;
	const workflow = await queue.api.createWorkflow(
		deliveringWorkflow({
			path: 'keys',
			receiverUrl: service.url,
			options: {
				idempotency: { values: { idempotencyKey: 'auto' } },
				retry: { values: { retryMode: 'never' } },
			},
			parameters: { onFailure: 'automatic' },
		}),
	);
	await queue.api.activate(workflow);
	await callWebhook(`${queue.url}/webhook/keys`, [{ batch: 'a', items: TWELVE, holdMs: 0 }]);
	const stopped = async () => (await allExecutions(queue.api, workflow.id)).at(-1);
	await waitUntilOver(queue.api, workflow.id, RUN_TIMEOUT_MS);
	assert.equal((await stopped())?.status, 'error');

	await queue.api.call('POST', `/rest/executions/${(await stopped())?.id}/retry`, { loadWorkflow: false });
	service.state.status = 201;
	const last = await queue.api.call('POST', `/rest/executions/${(await stopped())?.id}/retry`, {
		loadWorkflow: true,
	});
	assert.equal(last.status, 'success');
	assert.equal(service.state.received.length, 3 * TWELVE);
	assert.equal(new Set(service.state.received).size, TWELVE);
	assert.equal(service.state.acted.length, TWELVE);
});

describe('saved webhooks', () => savedWebhookTests(() => queue));

// From here on the workers are others than at the start.
it('a rate over all workers outlives a restart of Redis and the death of a worker', async () => {
	const perSecond = 4;
	const items = 40;
	const { receiver, workflow, url } = await setUp('shared-rate-in-trouble', {
		limits: { values: { requestsPerSecond: perSecond, limitScope: 'workers' } },
	});
	await callWebhook(
		url,
		FOUR.map((batch) => ({ batch, items, holdMs: 0 })),
	);
	const arrived = async (/** @type {number} */ count) => {
		while (receiver.arrivals.length < count) await sleep(POLL_MS);
	};
	await arrived(items);
	await queue.redis.restart(REDIS_GONE_MS);
	await arrived(2 * items);
	const togetherFrom = receiver.arrivals.length;
	await arrived(3 * items);
	const togetherTo = receiver.arrivals.length;
	await queue.workers[0].kill();
	await waitUntilOver(queue.api, workflow.id, RUN_TIMEOUT_MS);
	await queue.replaceWorker(0);

	// While Redis was gone each of the two workers kept the rate by itself; afterwards both together do again.
	const times = receiver.arrivals.map(({ at }) => at).sort((one, other) => one - other);
	// a busy machine may deliver the first one of a stretch late
	const least = (/** @type {number} */ count, /** @type {number} */ rate) =>
		0.75 * ((count - 1) / rate) * 1000;
	const lasted = (/** @type {number} */ from, /** @type {number} */ to) =>
		Number(times[to - 1]) - Number(times[from]);
	assert.ok(lasted(0, togetherFrom) >= least(togetherFrom, 2 * perSecond), `${lasted(0, togetherFrom)} ms`);
	const together = lasted(togetherFrom, togetherTo);
	assert.ok(together >= least(togetherTo - togetherFrom, perSecond), `${together} ms`);
	// The other worker's executions end as if nothing had been.
	const executions = await allExecutions(queue.api, workflow.id);
	const delivered = executions.filter(({ status }) => status === 'success');
	assert.ok(delivered.length > 0);
	for (const execution of delivered) assert.equal(execution.items(DELIVER).length, items);
	assert.equal(
		new Set(receiver.arrivals.map(({ batch, n }) => keyOf(batch, n))).size,
		receiver.arrivals.length,
	);
	const log = await readFile(join(queue.folder, 'worker-2.log'), 'utf8');
	assert.match(log, /Limit Scope: Redis did not respond/);
});

it('a killed worker loses nothing silently, and a second run with keys delivers each item exactly once', async (t) => {
	const { receiver, workflow, url } = await setUp('orders', {
		limits: { values: { concurrency: CONCURRENCY } },
	});
	const batches = numbers(EXECUTIONS).map((index) => `order${index}`);
	const bodies = batches.map((batch) => ({ batch, items: ITEMS, holdMs: HOLD_MS }));
	const sending = callWebhook(url, bodies);

	// Both workers have all that they can run at once, and each execution is in the middle of its items.
	receiver.gate.close(holdInMiddle(receiver.arrivals));
	await receiver.gate.untilHeld(2 * EXECUTIONS_PER_WORKER, RUN_TIMEOUT_MS);
	await queue.workers[0].kill();
	receiver.gate.open();
	await sending;
	await waitUntilOver(queue.api, workflow.id, RUN_TIMEOUT_MS);

	// What n8n reports: every execution is there, and a dead worker's are no success.
	const executions = await allExecutions(queue.api, workflow.id);
	const successes = executions.filter(({ status }) => status === 'success');
	const failures = executions.filter(({ status }) => status !== 'success');
	assert.equal(executions.length, EXECUTIONS);
	assert.equal(failures.length, EXECUTIONS_PER_WORKER);
	for (const failure of failures) {
		assert.match(failure.status, /^(error|crashed)$/);
		assert.equal(failure.items(DELIVER).length, 0);
	}

	// Nothing is reported as delivered that did not arrive: each item has the receiver's own receipt.
	for (const success of successes) assertDelivered(success, receiver.orders);
	const done = new Set(successes.map((success) => success.items(DELIVER)[0].json.batch));
	assert.equal(done.size, successes.length);

	// What a dead worker had sent has arrived, although nobody reports it. Nothing was sent twice.
	const unfinished = bodies.filter(({ batch }) => !done.has(batch));
	const unreported = receiver.arrivals.filter(({ batch }) => !done.has(batch)).length;
	assert.ok(unreported > 0 && unreported < unfinished.length * ITEMS, `${unreported} unreported`);
	assert.equal(receiver.arrivals.length, successes.length * ITEMS + unreported);
	assert.equal(receiver.orders.size, receiver.arrivals.length);
	// Executions share a worker's connections: each for itself would have needed more.
	assert.ok(receiver.connections() < EXECUTIONS * CONCURRENCY, `${receiver.connections()} connections`);

	// n8n's own Retry has no input to run with any more, and sends nothing.
	await queue.api
		.call('POST', `/rest/executions/${failures[0].id}/retry`, { loadWorkflow: false })
		.catch(() => undefined);
	assert.equal(receiver.arrivals.length, receiver.orders.size);

	// The same input once more: what had arrived arrives again, and counts once.
	await callWebhook(url, unfinished);
	await waitUntilOver(queue.api, workflow.id, RUN_TIMEOUT_MS);
	const again = (await allExecutions(queue.api, workflow.id)).filter(
		({ id, status }) => status === 'success' && !successes.some((success) => success.id === id),
	);
	assert.equal(again.length, unfinished.length);
	for (const success of again) assertDelivered(success, receiver.orders);
	const wanted = batches.flatMap((batch) => numbers(ITEMS).map((n) => keyOf(batch, n)));
	assert.equal(receiver.orders.size, wanted.length);
	assert.ok(wanted.every((key) => receiver.orders.has(key)));
	assert.equal(receiver.arrivals.length - receiver.orders.size, unreported);

	t.diagnostic(
		`${successes.length} executions succeeded, ${failures.length} died with their worker; ` +
			`${unreported} of their ${unfinished.length * ITEMS} items had arrived and came a second time; ` +
			`${receiver.connections()} connections for ${receiver.arrivals.length} requests`,
	);
});

/**
 * Once enough has arrived, no execution gets beyond the middle of its items; one that is beyond it ends, and makes room
 * for the next.
 *
 * @param {import('./receiver.mjs').Arrival[]} arrivals so far, with the request that is looked at
 */
function holdInMiddle(arrivals) {
	const beyond = new Set();
	return (/** @type {import('./gate.mjs').Request} */ { batch, n }) => {
		if (n < ITEMS / 2) return false;
		if (arrivals.length < ARRIVED_BEFORE_HOLD) beyond.add(batch);
		return !beyond.has(batch);
	};
}

/**
 * @param {import('../../local/host/execution.mjs').Execution} execution
 * @param {Map<string, string>} orders the receipt that the receiver gave out for each key
 */
function assertDelivered(execution, orders) {
	const items = execution.items(DELIVER);
	assert.equal(items.length, ITEMS, `execution ${execution.id}`);
	assert.equal(execution.items(DELIVER, 1).length, 0);
	for (const { json } of items) {
		const receipt = orders.get(keyOf(json.batch, json.n));
		assert.ok(receipt);
		assert.equal(json.response.body.receipt, receipt);
	}
}
