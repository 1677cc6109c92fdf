/**
 * What the pace costs where it never holds anything back: each item of a large run enters, is accepted and leaves, ten
 * at a time, and nothing is sent. In a process of its own, with n8n's Node.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { importSource } from './bundled.mjs';
import { median } from './numbers.mjs';

const THIS_FILE = fileURLToPath(import.meta.url);
const PACE = 'nodes/CustomWebhook/delivery/pace/index.ts';

const ITEMS = 100_000;
const IN_FLIGHT = 10;
const ROUNDS = 5;
const LATENCY_MS = 1;
const MICROSECONDS = 1000;

/** @param {string} node that n8n runs with @returns {Promise<number>} microseconds an item, the same loop without a pace taken off */
export async function measurePace(node) {
	const { stdout } = await promisify(execFile)(node, [THIS_FILE, '--alone']);
	return Number(stdout);
}

async function measure() {
	const { Paces } = await importSource(PACE);
	/** @type {number[]} */
	const paced = [];
	/** @type {number[]} */
	const bare = [];
	for (let round = 0; round < ROUNDS; round++) {
		paced.push(await pass(new Paces(systemClock()).openRun(policy())));
		bare.push(await pass());
	}
	return ((median(paced) - median(bare)) * MICROSECONDS) / ITEMS;
}

/** Milliseconds for all items. @param {any} [admission] */
async function pass(admission) {
	let next = 0;
	const worker = async () => {
		while (next++ < ITEMS) {
			const lane = admission?.to({ origin: 'https://service.test' });
			const { ticket } = (await lane?.enter({})) ?? {};
			await undefined;
			lane?.responded(ticket, { latencyMs: LATENCY_MS, isAccepted: true });
			lane?.leave(ticket);
			lane?.itemEnded();
		}
	};
	const startedAt = performance.now();
	await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
	return performance.now() - startedAt;
}

function policy() {
	return { concurrency: 0, requestsPerSecond: 0, circuitBreaker: 25, maxDelayMs: 30_000, items: ITEMS };
}

function systemClock() {
	return { now: () => Date.now(), sleep: () => new Promise(() => undefined) };
}

if (process.argv[1] === THIS_FILE && process.argv[2] === '--alone') console.log(await measure());
