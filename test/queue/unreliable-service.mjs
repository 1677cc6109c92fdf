/**
 * A service on a bad day: down at first, failing for three in ten requests afterwards, and refusing some orders until it is
 * mended. It honours idempotency keys: the first request with a key is carried out, a later one is answered only.
 */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { LOOPBACK } from '../../local/settings.mjs';
import { openGate } from './gate.mjs';

/** What becomes of a request: of ten three fail, one of them after the order was carried out. */
const FATES = ['busy', 'broken', 'lost', 'done', 'done', 'done', 'done', 'done', 'done', 'done'];

/** @typedef {{ batch: string, n: number }} Order */

/** @param {(order: Order) => boolean} isRefused until the service is mended */
export async function startUnreliableService(isRefused) {
	let isDown = true;
	let isMended = false;
	/** How often each order was carried out, by its batch and number. @type {Map<string, number>} */
	const carriedOut = new Map();
	/** @type {Set<string>} */
	const keys = new Set();
	/** Requests by key, since it is up. @type {Map<string, number>} */
	const asked = new Map();
	const counts = { requests: 0, down: 0, refused: 0, failed: 0, repeated: 0 };
	const gate = openGate();

	const server = createServer(async (request, response) => {
		let text = '';
		for await (const chunk of request) text += chunk;
		counts.requests++;
		if (isDown) {
			counts.down++;
			request.socket.destroy();
			return;
		}
		const { batch, n } = JSON.parse(text);
		const key = String(request.headers['idempotency-key']);
		if (!isMended && isRefused({ batch, n })) {
			counts.refused++;
			response.writeHead(422).end();
			return;
		}
		const before = asked.get(key) ?? 0;
		asked.set(key, before + 1);
		const fate = fateOf(key, before);
		if (fate !== 'done') counts.failed++;
		if (fate === 'busy') response.writeHead(503).end();
		if (fate === 'broken') response.writeHead(500).end();
		if (fate === 'busy' || fate === 'broken') return;
		if (keys.has(key)) counts.repeated++;
		else {
			const order = `${batch}-${n}`;
			keys.add(key);
			carriedOut.set(order, (carriedOut.get(order) ?? 0) + 1);
		}
		await gate.pass({ batch: String(request.headers['x-run']), n });
		if (fate === 'lost') request.socket.destroy();
		else response.writeHead(201, { 'content-type': 'application/json' }).end('{}');
	});
	await new Promise((resolve) => server.listen(0, LOOPBACK, () => resolve(undefined)));
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());

	return {
		url: `http://${LOOPBACK}:${port}/orders`,
		counts,
		carriedOut,
		/** Holds back its responses, by execution. */
		gate,
		up: () => void (isDown = false),
		mend: () => void (isMended = true),
		async stop() {
			gate.open();
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** The same in each test run for the same keys. @param {string} key @param {number} before requests with it so far */
function fateOf(key, before) {
	const [byte = 0] = createHash('sha256').update(`${key} ${before}`).digest();
	return FATES[byte % FATES.length];
}
