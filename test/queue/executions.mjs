/** Starting executions through a webhook, and what n8n reports of them. */
import { setTimeout as sleep } from 'node:timers/promises';
import { NO_KEEP_ALIVE } from '../../local/host/api.mjs';
import { readExecution } from '../../local/host/execution.mjs';

/** In queue mode a webhook is registered a moment after its workflow was activated. Milliseconds. */
const REGISTER_TIMEOUT_MS = 30_000;

const POLL_MS = 250;

/** Calls to n8n at once: its main process shares two cores with the workers. */
const CALLS_AT_ONCE = 10;

/** @typedef {ReturnType<typeof import('../../local/host/api.mjs').n8nApi>} Api */

/**
 * Calls a webhook of n8n once for each body, a few at a time.
 *
 * @param {string} url
 * @param {object[]} bodies
 * @throws {Error} where n8n does not accept one
 */
export async function callWebhook(url, bodies) {
	await each(bodies, async (body) => {
		const deadline = Date.now() + REGISTER_TIMEOUT_MS;
		let response = await post(url, body);
		while (response.status === 404 && Date.now() < deadline) {
			await sleep(POLL_MS);
			response = await post(url, body);
		}
		if (!response.ok) throw new Error(`n8n answered ${response.status}: ${await response.text()}`);
	});
}

/**
 * Waits until no execution of a workflow is queued or running any more.
 *
 * @param {Api} api
 * @param {string} workflowId
 * @param {number} timeoutMs
 */
export async function waitUntilOver(api, workflowId, timeoutMs) {
	const deadline = Date.now() + timeoutMs;
	const filter = encodeURIComponent(JSON.stringify({ workflowId, status: ['new', 'running'] }));
	for (;;) {
		const { results } = await api.call('GET', `/rest/executions?filter=${filter}&limit=100`);
		if (results.length === 0) return;
		if (Date.now() > deadline)
			throw new Error(`${results.length} executions are not over after ${timeoutMs / 1000} seconds.`);
		await sleep(POLL_MS);
	}
}

/**
 * Every execution of a workflow, in full. n8n's list is sorted by start but paged by id, and leaves some out
 * where these differ: so they are asked for one by one.
 *
 * @param {Api} api
 * @param {string} workflowId
 */
export async function allExecutions(api, workflowId) {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const { results } = await api.call('GET', `/rest/executions?filter=${filter}&limit=100`);
	const highest = Math.max(...results.map((/** @type {{ id: string }} */ { id }) => Number(id)));
	const ids = Array.from({ length: highest + CALLS_AT_ONCE }, (_, index) => String(index + 1));
	const found = await each(ids, (id) =>
		api.call('GET', `/rest/executions/${id}`).catch((/** @type {Error} */ error) => {
			if (!error.message.startsWith('n8n answered 404 ')) throw error;
		}),
	);
	return found.filter((execution) => execution?.workflowId === workflowId).map(readExecution);
}

/**
 * @template T, R
 * @param {T[]} values
 * @param {(value: T) => Promise<R>} work
 * @returns {Promise<R[]>} in the order of the values
 */
async function each(values, work) {
	/** @type {R[]} */
	const results = new Array(values.length);
	let next = 0;
	const take = async () => {
		while (next < values.length) {
			const index = next++;
			results[index] = await work(values[index]);
		}
	};
	await Promise.all(Array.from({ length: CALLS_AT_ONCE }, take));
	return results;
}

/** @param {string} url @param {object} body */
async function post(url, body) {
	return await fetch(url, {
		method: 'POST',
		headers: { ...NO_KEEP_ALIVE, 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
}
