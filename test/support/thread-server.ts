/**
 * A server in a thread of its own: it goes on while the event loop of the test is blocked, as a real service does.
 * It closes its connections when it is told to, and the test stands still until their end is in the kernel.
 */
import { Worker } from 'node:worker_threads';

/** How a service ends a connection. TLS says `close_notify` before each of them but `reset`. */
export type Ending = 'end' | 'destroy' | 'reset';

/** A net for a server that never closes. */
const LONGEST_MS = 60_000;

const WORKER = `
const { parentPort, workerData } = require('node:worker_threads');
const { flags, tls } = workerData;
const server = tls ? require('node:https').createServer(tls) : require('node:http').createServer();
const sockets = new Set();
server.keepAliveTimeout = 0;
server.on(tls ? 'secureConnection' : 'connection', (socket) => {
	sockets.add(socket);
	socket.on('error', () => undefined);
	socket.on('close', () => sockets.delete(socket));
	parentPort.postMessage('connection');
});
server.on('request', (request, response) => {
	request.resume().on('end', () => {
		parentPort.postMessage('request');
		response.end('ok');
	});
});
const endings = [
	(socket, done) => socket.end(done),
	(socket, done) => socket.on('close', done).destroy(),
	(socket, done) => socket.on('close', done)[tls ? 'destroy' : 'resetAndDestroy'](),
];
const obey = async () => {
	for (;;) {
		await Atomics.waitAsync(flags, 0, 0).value;
		while (sockets.size === 0) await new Promise(setImmediate);
		const end = endings[Atomics.load(flags, 0) - 1];
		await Promise.all([...sockets].map((socket) => new Promise((done) => end(socket, done))));
		Atomics.store(flags, 0, 0);
		Atomics.store(flags, 1, 1);
		Atomics.notify(flags, 1);
	}
};
server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
obey();
`;

export class ThreadServer {
	connections = 0;
	requests = 0;
	private port = 0;

	private constructor(
		private readonly worker: Worker,
		private readonly scheme: string,
		private readonly flags: Int32Array,
	) {}

	static async start(tls?: object): Promise<ThreadServer> {
		const flags = new Int32Array(new SharedArrayBuffer(8));
		const worker = new Worker(WORKER, { eval: true, workerData: { flags, tls } });
		const server = new ThreadServer(worker, tls ? 'https' : 'http', flags);
		await new Promise<void>((resolve) => {
			worker.on('message', (message: unknown) => {
				if (message === 'connection') server.connections++;
				else if (message === 'request') server.requests++;
				else {
					server.port = Number(message);
					resolve();
				}
			});
		});
		return server;
	}

	url(host = '127.0.0.1'): string {
		return `${this.scheme}://${host}:${this.port}/`;
	}

	/** Blocks this thread, and so its event loop, until the server has closed all its connections; it waits for one. */
	closeWhileBlocked(ending: Ending): void {
		Atomics.store(this.flags, 1, 0);
		Atomics.store(this.flags, 0, ['end', 'destroy', 'reset'].indexOf(ending) + 1);
		Atomics.notify(this.flags, 0);
		if (Atomics.wait(this.flags, 1, 0, LONGEST_MS) === 'timed-out') throw new Error('It closed nothing');
	}

	async stop(): Promise<void> {
		await this.worker.terminate();
	}
}
