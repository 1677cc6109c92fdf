/**
 * The service that the benchmarks call: HTTP and HTTPS on loopback, in a process of its own, so that its work is not
 * counted as a node's. What it does by which path is in services.mjs. Counts the requests, and the connections that
 * carried them.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { fileURLToPath } from 'node:url';
import { ANSWER, openServices } from './services.mjs';

const LOOPBACK = '127.0.0.1';
const THIS_FILE = fileURLToPath(import.meta.url);
const CERTIFICATES = new URL('../test/support/certificates/', import.meta.url);

/** Connections that wait to be accepted: HTTP Request opens one for each item, all at once. */
const BACKLOG = 65_535;

/** The last number of the addresses that `openMany` listens on goes from 1 to this. */
export const SERVICES_AT_ONCE = 100;

const JSON_TYPE = { 'content-type': 'application/json' };
const AT_ONCE = JSON.stringify(ANSWER);

/** A round: what is counted from one `take` to the next. */
const newRound = () => ({
	counts: { requests: 0, accepted: 0, connections: 0, inFlight: 0, meanMs: 0, endMs: {} },
	/** @type {number | undefined} */
	beganAt: undefined,
	answer: openServices(),
});

/**
 * @typedef {object} Counts since they were taken last
 * @property {number} requests
 * @property {number} accepted of them, answered with 200
 * @property {number} connections that carried a request
 * @property {number} inFlight at once, at most
 * @property {number} meanMs that the service took for one that it accepted; 0 without one
 * @property {Record<string, number>} endMs by host, from the first request to the last response; not for `/`
 *
 * @typedef {object} BenchServer
 * @property {string} http its address
 * @property {string} https its address; the certificate is one of a test CA
 * @property {() => Promise<Counts>} take
 * @property {() => Promise<string>} open one more address over HTTP, which nobody has called yet
 * @property {() => Promise<number>} openMany one more port over HTTP, on all addresses from 127.0.0.1 to 127.0.0.100
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
		async open() {
			child.send('open');
			const [address] = await once(child, 'message');
			return address;
		},
		async openMany() {
			child.send('openMany');
			const [port] = await once(child, 'message');
			return port;
		},
		stop: () => child.kill(),
	};
}

async function serve() {
	let round = newRound();
	let inFlight = 0;
	/** The round in which a connection carried a request last. @type {WeakMap<object, object>} */
	const usedIn = new WeakMap();

	/** @type {http.RequestListener} */
	const onRequest = (request, response) => {
		const { counts, answer } = round;
		counts.requests++;
		if (usedIn.get(request.socket) !== round) {
			usedIn.set(request.socket, round);
			counts.connections++;
		}
		// what is measured on loopback must not wait for what only other services need
		if (request.url === '/') {
			counts.accepted++;
			request.resume().once('end', () => response.writeHead(200, JSON_TYPE).end(AT_ONCE));
			return;
		}
		counts.inFlight = Math.max(counts.inFlight, ++inFlight);
		response.once('close', () => inFlight--);
		const url = new URL(request.url ?? '', `http://${request.headers.host}`);
		const { status, headers, body, afterMs } = answer({ url, inFlight, now: performance.now() });
		if (status === 200) counts.meanMs += (afterMs - counts.meanMs) / ++counts.accepted;
		round.beganAt ??= performance.now();
		const { beganAt } = round;
		const end = () => {
			counts.endMs[url.hostname] = performance.now() - beganAt;
			response.writeHead(status, { ...JSON_TYPE, ...headers });
			response.end(JSON.stringify(body));
		};
		request.resume().once('end', () => (afterMs > 0 ? setTimeout(end, afterMs) : end()));
	};

	const tls = {
		key: readFileSync(new URL('server.key', CERTIFICATES)),
		cert: readFileSync(new URL('server.crt', CERTIFICATES)),
	};
	const plain = await listen('http', http.createServer(onRequest));
	const secure = await listen('https', https.createServer(tls, onRequest));
	process.on('message', async (wanted) => {
		if (wanted === 'open') {
			process.send?.(await listen('http', http.createServer(onRequest)));
			return;
		}
		if (wanted === 'openMany') {
			process.send?.(await listenOnMany(onRequest));
			return;
		}
		process.send?.(round.counts);
		round = newRound();
	});
	process.once('disconnect', () => process.exit());
	process.send?.({ http: plain, https: secure });
}

/** @param {string} scheme @param {http.Server} server @returns {Promise<string>} its address */
async function listen(scheme, server) {
	return `${scheme}://${LOOPBACK}:${await portOf(server, LOOPBACK)}`;
}

/** @param {http.RequestListener} onRequest @returns {Promise<number>} the port, which is the same on all addresses */
async function listenOnMany(onRequest) {
	const port = await portOf(http.createServer(onRequest), LOOPBACK);
	for (let last = 2; last <= SERVICES_AT_ONCE; last++)
		await portOf(http.createServer(onRequest), `127.0.0.${last}`, port);
	return port;
}

/** @param {http.Server} server @param {string} host @param {number} [wanted] @returns {Promise<number>} */
async function portOf(server, host, wanted = 0) {
	server.on('connection', (socket) => socket.on('error', () => undefined));
	server.on('tlsClientError', () => undefined);
	server.listen({ port: wanted, host, backlog: BACKLOG });
	await once(server, 'listening');
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return port;
}

if (process.argv[1] === THIS_FILE && process.argv[2] === '--serve') await serve();
