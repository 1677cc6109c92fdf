/**
 * The service at the other end: it counts what arrives, and honours idempotency keys as payment services do: the
 * first request with a key is carried out, a later one gets the first one's answer.
 */
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { LOOPBACK } from '../../local/settings.mjs';
import { openGate } from './gate.mjs';

/** Longer than the pauses between executions, so that connections end by the client's choice. Milliseconds. */
const KEEP_ALIVE_MS = 60_000;

/**
 * @typedef {{ batch: string, n: number, key: string, at: number }} Arrival `at`: milliseconds, when it was whole
 */

export async function startReceiver() {
	/** @type {Arrival[]} */
	const arrivals = [];
	/** The receipt for each key: what was carried out. @type {Map<string, string>} */
	const orders = new Map();
	/** Requests under way, by batch. @type {Map<string, number>} */
	const underWay = new Map();
	let ofAll = 0;
	const gate = openGate();
	/** The most at once: of one batch, of all. */
	const most = { ofBatch: 0, ofAll: 0 };
	let connections = 0;

	const server = createServer(async (request, response) => {
		let text = '';
		for await (const chunk of request) text += chunk;
		const { batch, n, holdMs = 0 } = JSON.parse(text);
		const key = String(request.headers['idempotency-key']);
		arrivals.push({ batch, n, key, at: Date.now() });
		if (!orders.has(key)) orders.set(key, `R${orders.size + 1}`);

		const ofBatch = (underWay.get(batch) ?? 0) + 1;
		underWay.set(batch, ofBatch);
		ofAll++;
		most.ofBatch = Math.max(most.ofBatch, ofBatch);
		most.ofAll = Math.max(most.ofAll, ofAll);
		await Promise.all([sleep(holdMs), gate.pass({ batch, n })]);
		underWay.set(batch, Number(underWay.get(batch)) - 1);
		ofAll--;
		response.setHeader('Content-Type', 'application/json');
		response.end(JSON.stringify({ receipt: orders.get(key) }));
	});
	server.keepAliveTimeout = KEEP_ALIVE_MS;
	server.on('connection', () => connections++);
	await new Promise((resolve) => server.listen(0, LOOPBACK, () => resolve(undefined)));
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());

	return {
		url: `http://${LOOPBACK}:${port}/orders`,
		arrivals,
		orders,
		most,
		gate,
		connections: () => connections,
		async stop() {
			gate.open();
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
