/** A service that can be down, and that honours idempotency keys, as payment services do. */
import { createServer } from 'node:http';
import { LOOPBACK } from '../../local/settings.mjs';

export async function startKeyedService() {
	const state = {
		status: 201,
		/** Of each response. @type {Record<string, string>} */
		headers: {},
		/** The key of each request. @type {string[]} */
		received: [],
		/** Its body. @type {string[]} */
		bodies: [],
		/** The key of each request that was carried out: each once. @type {string[]} */
		acted: [],
	};
	/** Until when responses are held back. */
	let held = Promise.resolve();
	let letGo = () => {};
	/** Told of each request. */
	let told = () => {};
	const server = createServer(async (request, response) => {
		const key = String(request.headers['idempotency-key']);
		let body = '';
		for await (const chunk of request) body += chunk;
		state.received.push(key);
		state.bodies.push(body);
		told();
		await held;
		if (state.status < 300 && !state.acted.includes(key)) state.acted.push(key);
		response.writeHead(state.status, { 'content-type': 'application/json', ...state.headers }).end('{}');
	});
	await new Promise((resolve) => server.listen(0, LOOPBACK, () => resolve(undefined)));
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		state,
		url: `http://${LOOPBACK}:${port}/contacts`,
		/** Forgets what it received. */
		reset: ({ status = 201 } = {}) =>
			Object.assign(state, { status, headers: {}, received: [], bodies: [], acted: [] }),
		/** From now on no request is answered. */
		hold: () => void (held = new Promise((resolve) => (letGo = () => resolve(undefined)))),
		letGo() {
			letGo();
			held = Promise.resolve();
		},
		/** @param {number} requests since the last reset */
		untilReceived: (requests) =>
			/** @type {Promise<void>} */ (
				new Promise((resolve) => {
					const look = () => state.received.length >= requests && resolve(undefined);
					const before = told;
					told = () => {
						before();
						look();
					};
					look();
				})
			),
		async stop() {
			letGo();
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
