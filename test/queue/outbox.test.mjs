/**
 * An outbox on a bad day: nothing is lost, and no order is carried out twice. `npm run soak:outbox` does the same with 2,000
 * items and a service that is down for five minutes.
 */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { after, before, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { callWebhook, waitUntilOver } from './executions.mjs';
import { example, outboxWorkflow, replayWorkflow } from './outbox-workflow.mjs';
import { startQueueN8n } from './queue-n8n.mjs';
import { startUnreliableService } from './unreliable-service.mjs';

const SHORT = { batches: 6, items: 40, downMs: 15_000, rows: 40, schedule: '3s, 4s, 6s, 8s, 8s' };
const LONG = {
	batches: 40,
	items: 50,
	downMs: 300_000,
	rows: 500,
	schedule: '10s, 20s, 30s, 1m, 1m, 1m, 1m',
};
const isLong = process.env.OUTBOX_SOAK === 'long';
const { batches, items, downMs, rows, schedule } = isLong ? LONG : SHORT;
const ITEMS = batches * items;
/** What the long form measures, for bench/RESULTS.md. */
const RESULTS = new URL('../../bench/outbox.json', import.meta.url);

/** Seconds between two runs of the schedule. */
const EVERY_SECONDS = 3;
/** Longer than a run of the schedule takes, shorter than a test wants to wait for the rows of a killed one. Seconds. */
const CLAIM_SECONDS = 30;
/** For one condition; others may be using the machine. Milliseconds. */
const WAIT_MS = 600_000;
const POLL_MS = 500;

const BATCHES = Array.from({ length: batches }, (_, index) => `batch${index}`);
/** One of each batch. */
const isRefused = (/** @type {{ n: number }} */ { n }) => n === 7;

/** @type {Awaited<ReturnType<typeof startQueueN8n>>} */
let queue;
/** @type {Awaited<ReturnType<typeof startUnreliableService>>} */
let service;
before(async () => {
	service = await startUnreliableService(isRefused);
	// with one execution at a time, two executions that send are on two workers
	queue = await startQueueN8n({ workers: 2, workerEnv: { N8N_CONCURRENCY_PRODUCTION_LIMIT: '1' } });
});
after(async () => {
	await queue?.stop();
	await service?.stop();
});

/** Creates the table. @returns {Promise<string>} its path in n8n's interface */
async function createTable() {
	const { status, error } = await queue.api.run(
		await queue.api.createWorkflow(await example('17a-create-the-outbox.json')),
	);
	assert.equal(status, 'success', error);
	const project = await queue.api.call('GET', '/rest/projects/personal');
	const tables = `/rest/projects/${project.id}/data-tables`;
	const { data } = await queue.api.call('GET', tables);
	return `${tables}/${data[0].id}`;
}

/** How many rows there are in a state. @param {string} table @param {string} state */
async function countRows(table, state) {
	const filter = { type: 'and', filters: [{ columnName: 'state', condition: 'eq', value: state }] };
	const query = `take=1&filter=${encodeURIComponent(JSON.stringify(filter))}`;
	return Number((await queue.api.call('GET', `${table}/rows?${query}`)).count);
}

/** @param {string} what is waited for @param {() => Promise<boolean>} isSo */
async function until(what, isSo) {
	const deadline = Date.now() + WAIT_MS;
	while (!(await isSo())) {
		if (Date.now() > deadline) throw new Error(`Not within ${WAIT_MS / 1000} seconds: ${what}.`);
		await sleep(POLL_MS);
	}
}

it('an outage, two killed workers and a restart lose no item, and each order is carried out once', async (t) => {
	const began = Date.now();
	/** Seconds from the start to what happened. @type {Record<string, number>} */
	const at = {};
	const happened = (/** @type {string} */ what) => {
		at[what] = Math.round((Date.now() - began) / 1000);
		t.diagnostic(`${what} after ${at[what]} s`);
	};
	const table = await createTable();
	const workflow = await queue.api.createWorkflow(
		await outboxWorkflow({
			path: 'outbox',
			url: service.url,
			schedule,
			rows,
			claimSeconds: CLAIM_SECONDS,
			everySeconds: EVERY_SECONDS,
		}),
	);
	await queue.api.activate(workflow);

	// The service is down: every item comes into the table.
	const upAt = Date.now() + downMs;
	await callWebhook(
		`${queue.url}/webhook/outbox`,
		BATCHES.map((batch) => ({ batch, items, holdMs: 0 })),
	);
	const inTable = async () => (await countRows(table, 'waiting')) + (await countRows(table, 'dead'));
	await until('all items are in the table', async () => (await inTable()) === ITEMS);
	happened('All items in the table');
	await sleep(Math.max(0, upAt - Date.now()));
	assert.equal(await inTable(), ITEMS);
	assert.equal(service.carriedOut.size, 0);

	// It is up again, and two workers are killed, each while it sends.
	service.gate.close();
	service.up();
	await service.gate.untilHeld(2, WAIT_MS);
	await queue.workers[0].kill();
	await queue.replaceWorker(0);
	await service.gate.untilHeld(3, WAIT_MS);
	await queue.workers[0].kill();
	await queue.replaceWorker(0);
	service.gate.open();
	happened('Service up, two workers killed while they sent');
	await queue.restartMain();
	happened('Main process restarted');

	// What was given up is listed, and nothing else is left.
	const nothingWaits = async () => (await countRows(table, 'waiting')) === 0;
	await until('no row waits', nothingWaits);
	const replay = await queue.api.createWorkflow(await replayWorkflow());
	let replayed = 0;
	service.mend();
	for (let dead = await countRows(table, 'dead'); dead > 0; dead = await countRows(table, 'dead')) {
		const execution = await queue.api.run(replay);
		const listed = execution.items('Dead letters').map(({ json }) => json);
		assert.equal(listed.length, dead);
		if (replayed === 0) {
			const refused = listed.filter(({ item }) => isRefused(JSON.parse(item)));
			assert.deepEqual(refused.map(({ item }) => JSON.parse(item).batch).sort(), [...BATCHES].sort());
			// one that used up its schedule while the service was down has that reason
			for (const { reason } of refused) assert.match(reason, /^status: .*422|^(?!status)\w+: /);
		}
		replayed += dead;
		await until('no row waits', nothingWaits);
	}
	await queue.api.call('POST', `/rest/workflows/${workflow.id}/deactivate`);
	await waitUntilOver(queue.api, workflow.id, WAIT_MS);

	const orders = BATCHES.flatMap((batch) => Array.from({ length: items }, (_, n) => `${batch}-${n}`));
	assert.deepEqual([...service.carriedOut.keys()].sort(), orders.sort());
	assert.deepEqual(
		[...service.carriedOut].filter(([, times]) => times !== 1),
		[],
	);
	assert.equal(await inTable(), 0);
	happened('Each order carried out once, table empty');
	const told = { items: ITEMS, downSeconds: downMs / 1000, at, replayed, requests: service.counts };
	t.diagnostic(JSON.stringify(told));
	if (isLong) await writeFile(RESULTS, `${JSON.stringify(told, null, '\t')}\n`);
});
