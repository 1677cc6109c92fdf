/**
 * A server that plays every fault a client can meet, each under a path of its name, and keeps count of what it got.
 * Over HTTP, or over HTTPS where TLS options are given.
 */
import * as http from 'node:http';
import * as https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';

export interface Received {
	method: string;
	url: string;
	/** As they came, names and values in turn. */
	rawHeaders: string[];
	headers: http.IncomingHttpHeaders;
	body: Buffer;
	/** Which connection it came on, from 1. */
	connection: number;
	/** Milliseconds since 1970. */
	at: number;
}

/** 20 MB of zeroes in 20 KB. */
const BOMB = gzipSync(Buffer.alloc(20_000_000));

export type Play = (request: Received, response: http.ServerResponse, socket: Socket) => void;

/** What a client can meet. Each ends the connection or leaves it hanging; none is a whole response. */
export const FAULTS: Readonly<Record<string, Play>> = {
	'reset-before-response': (_request, _response, socket) => socket.resetAndDestroy(),
	'close-before-response': (_request, _response, socket) => socket.end(),
	'reset-in-headers': (_request, _response, socket) => {
		socket.write('HTTP/1.1 200 OK\r\nContent-Le', () => socket.resetAndDestroy());
	},
	'reset-in-body': (_request, _response, socket) => {
		socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf', () =>
			setTimeout(() => socket.resetAndDestroy(), 5),
		);
	},
	'reset-without-length': (_request, _response, socket) => {
		socket.write('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhalf', () =>
			setTimeout(() => socket.resetAndDestroy(), 5),
		);
	},
	'cut-short': (_request, _response, socket) =>
		socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf'),
	'cut-chunked': (_request, _response, socket) => {
		socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n');
	},
	garbage: (_request, _response, socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n\r\n'),
	'garbage-in-chunks': (_request, _response, socket) => {
		socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n');
	},
	'wrong-length': (_request, _response, socket) => {
		socket.end('HTTP/1.1 200 OK\r\nContent-Length: 50\r\nConnection: close\r\n\r\nfar too short');
	},
	'stall-headers': () => undefined,
	'stall-in-headers': (_request, _response, socket) => socket.write('HTTP/1.1 200 OK\r\nContent-'),
	'stall-body': (_request, _response, socket) =>
		socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf'),
	drip: (_request, _response, socket) => {
		socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n');
		repeat(socket, 20, () => socket.write('x'));
	},
	'endless-headers': (_request, _response, socket) => {
		socket.write('HTTP/1.1 200 OK\r\n');
		repeat(socket, 1, () => socket.write(`X-More: ${'y'.repeat(2000)}\r\n`));
	},
	'corrupt-gzip': (_request, response) => {
		const packed = gzipSync('hello '.repeat(1000));
		packed.fill(0x55, 20, 40);
		response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed);
	},
	'cut-gzip': (_request, response) => {
		const packed = gzipSync(Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * i) % 251)));
		response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed.subarray(0, -20));
	},
	bomb: (_request, response) => {
		response.writeHead(200, { 'content-encoding': 'gzip' }).end(BOMB);
	},
	endless: (_request, response, socket) => {
		response.writeHead(200);
		repeat(socket, 0, () => response.write(Buffer.alloc(65_536)));
	},
	'too-large': (_request, response) =>
		response.writeHead(200, { 'x-kept': 'yes' }).end(Buffer.alloc(2_000_000)),
	loop: (_request, response) => response.writeHead(302, { location: '/loop' }).end(),
};

export class FaultServer {
	readonly received: Received[] = [];
	/** Connections that were ever made. */
	connections = 0;
	private readonly plays = new Map<string, Play>(Object.entries(FAULTS));
	private readonly sockets = new Set<Socket>();

	private constructor(
		private readonly server: http.Server,
		private readonly secure: boolean,
	) {
		server.on('connection', (socket: Socket) => {
			this.connections++;
			this.sockets.add(socket);
			socket.on('close', () => this.sockets.delete(socket));
			socket.on('error', () => undefined);
		});
		server.on('request', (request: http.IncomingMessage, response: http.ServerResponse) => {
			void this.play(request, response);
		});
		server.on('tlsClientError', () => undefined);
	}

	/** Plays for a path, besides the faults; by default any path is answered with 200 and `ok`. */
	static async start(plays: Record<string, Play> = {}, tls?: https.ServerOptions): Promise<FaultServer> {
		const server = tls ? https.createServer(tls) : http.createServer();
		const fault = new FaultServer(server, tls !== undefined);
		for (const [path, play] of Object.entries(plays)) fault.plays.set(path, play);
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return fault;
	}

	get port(): number {
		return (this.server.address() as AddressInfo).port;
	}

	/** The URL of a play, by default on the literal loopback address. */
	url(path = '', host = '127.0.0.1'): string {
		return `${this.secure ? 'https' : 'http'}://${host}:${this.port}/${path}`;
	}

	/** The connections that are open now. */
	get open(): number {
		return this.sockets.size;
	}

	async stop(): Promise<void> {
		for (const socket of this.sockets) socket.destroy();
		await new Promise((resolve) => this.server.close(resolve));
	}

	private async play(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		try {
			for await (const chunk of request) chunks.push(chunk as Buffer);
		} catch {
			return;
		}
		const { method = '', url = '', headers, rawHeaders, socket } = request;
		const received: Received = {
			method,
			url,
			headers,
			rawHeaders,
			body: Buffer.concat(chunks),
			connection: this.numberOf(socket),
			at: Date.now(),
		};
		this.received.push(received);
		const path = new URL(url, 'http://x').pathname.slice(1);
		const play = this.plays.get(path) ?? ((_request, answer) => void answer.end('ok'));
		play(received, response, socket);
	}

	private readonly numbers = new WeakMap<Socket, number>();
	private lastNumber = 0;

	private numberOf(socket: Socket): number {
		const number = this.numbers.get(socket) ?? ++this.lastNumber;
		this.numbers.set(socket, number);
		return number;
	}
}

function repeat(socket: Socket, ms: number, action: () => void): void {
	const timer = setInterval(() => {
		if (socket.writable && !socket.writableNeedDrain) action();
	}, ms);
	socket.on('close', () => clearInterval(timer));
}
