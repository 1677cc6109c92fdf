/**
 * The service that the benchmarks call: HTTP and HTTPS on loopback, in a process of its own, so that its work is not
 * counted as a node's. `/` answers at once, `/wait/50` after 50 ms. Counts the requests, and the connections that
 * carried them.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { fileURLToPath } from 'node:url';

const LOOPBACK = '127.0.0.1';
const THIS_FILE = fileURLToPath(import.meta.url);
const CERTIFICATES = new URL('../test/support/certificates/', import.meta.url);

/** Connections that wait to be accepted: HTTP Request opens one for each item, all at once. */
const BACKLOG = 65_535;

/** What each request is answered with: a small object, as most services send. */
const ANSWER = JSON.stringify({ received: true, message: 'Thank you', reference: 'A-1024' });

/**
 * @typedef {object} Counts since they were taken last
 * @property {number} requests
 * @property {number} connections that carried a request
 *
 * @typedef {object} BenchServer
 * @property {string} http its address
 * @property {string} https its address; the certificate is one of a test CA
 * @property {() => Promise<Counts>} take
 * @property {() => void} stop
 */

/** @returns {Promise<BenchServer>} */
export async function startServer() {
	const child = fork(THIS_FILE, ['--serve'], { execArgv: [] });
	const [addresses] = await once(child, 'message');
	return {
		...addresses,
		async take() {
			child.send('take');
			const [counts] = await once(child, 'message');
			return counts;
		},
		stop: () => child.kill(),
	};
}

async function serve() {
	let round = 0;
	let counts = { requests: 0, connections: 0 };
	/** The round in which a connection carried a request last. @type {WeakMap<object, number>} */
	const usedIn = new WeakMap();

	/** @type {http.RequestListener} */
	const onRequest = (request, response) => {
		counts.requests++;
		if (usedIn.get(request.socket) !== round) {
			usedIn.set(request.socket, round);
			counts.connections++;
		}
		const answer = () => {
			response.setHeader('content-type', 'application/json');
			response.end(ANSWER);
		};
		const waitMs = Number(/^\/wait\/(\d+)/.exec(request.url ?? '')?.[1] ?? 0);
		request.resume().once('end', () => (waitMs > 0 ? setTimeout(answer, waitMs) : answer()));
	};

	const tls = {
		key: readFileSync(new URL('server.key', CERTIFICATES)),
		cert: readFileSync(new URL('server.crt', CERTIFICATES)),
	};
	const servers = [http.createServer(onRequest), https.createServer(tls, onRequest)];
	for (const server of servers) {
		server.on('connection', (socket) => socket.on('error', () => undefined));
		server.on('tlsClientError', () => undefined);
		server.listen({ port: 0, host: LOOPBACK, backlog: BACKLOG });
		await once(server, 'listening');
	}
	process.on('message', () => {
		process.send?.(counts);
		round++;
		counts = { requests: 0, connections: 0 };
	});
	process.once('disconnect', () => process.exit());
	const [plain, secure] = servers.map((server) => {
		const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
		return `${LOOPBACK}:${port}`;
	});
	process.send?.({ http: `http://${plain}`, https: `https://${secure}` });
}

if (process.argv[1] === THIS_FILE && process.argv[2] === '--serve') await serve();
