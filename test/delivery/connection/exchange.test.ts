import type { LookupAddress } from 'node:dns';
import * as http2 from 'node:http2';
import * as net from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';

import { poolCount } from '../../../nodes/CustomWebhook/delivery/connection/pools';
import { asText, deliveryWith, requestTo } from '../../support/delivery';
import { holdTime, pass, releaseTime } from '../../support/held-time';
import { until } from '../../support/until';

const never = { retry: { mode: 'never' as const } };
const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

/** A server of bare sockets: `play` is called with each request's head. */
class Bare {
	readonly requests: string[] = [];
	connections = 0;
	private readonly sockets = new Set<Socket>();
	private readonly server: net.Server;

	constructor(play: (socket: Socket, count: number) => void) {
		this.server = net.createServer((socket) => {
			this.connections++;
			this.sockets.add(socket);
			socket.on('error', () => undefined);
			socket.on('data', (data) => {
				this.requests.push(data.toString());
				play(socket, this.requests.length);
			});
		});
	}

	async start(): Promise<string> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
	}

	stop(): void {
		for (const socket of this.sockets) socket.destroy();
		this.server.close();
	}
}

let bare: Bare;
afterEach(async () => {
	releaseTime();
	bare.stop();
	await until(() => poolCount() === 0);
});

describe('a kept-alive connection', () => {
	test('that the server closes while it is idle is never an error, and no POST is sent twice', async () => {
		let idle: Socket | undefined;
		bare = new Bare((socket) => {
			socket.write(OK);
			idle = socket;
		});
		const delivery = deliveryWith(never);
		const url = await bare.start();
		const isSeen = async () => await until(() => poolCount() === 0);
		const isClosed = async () => await new Promise((resolve) => idle?.once('close', resolve));
		const turns = [
			() => undefined,
			async () => {
				idle?.end();
				await isSeen();
			},
			async () => {
				idle?.destroy();
				await isSeen();
			},
			async () => {
				idle?.resetAndDestroy();
				await isClosed();
			},
		];
		for (let i = 0; i < 200; i++) {
			const { failure } = await delivery.deliver(requestTo(url, { body: `{"i":${i}}` }), asText);
			expect(failure).toBeUndefined();
			await turns[i % turns.length]?.();
		}
		expect(bare.requests).toHaveLength(200);
	});

	test.each([1, 5])(
		'that the server closes right after its response, without a word, takes no other request: %i at once',
		async (atOnce) => {
			bare = new Bare((socket) => socket.end(OK));
			const delivery = deliveryWith(never);
			const url = await bare.start();
			const sendTen = async () => {
				for (let i = 0; i < 10; i++) {
					const { failure } = await delivery.deliver(requestTo(url, { body: '{}' }), asText);
					expect(failure).toBeUndefined();
				}
			};
			await Promise.all(Array.from({ length: atOnce }, sendTen));
			expect(bare.requests).toHaveLength(10 * atOnce);
		},
	);

	test('that breaks once the request is on its way is an error, since the service may have acted', async () => {
		bare = new Bare((socket, count) => {
			if (count === 1) socket.write(OK);
			else socket.destroy();
		});
		const delivery = deliveryWith(never);
		const url = await bare.start();
		await delivery.deliver(requestTo(url), asText);
		const { failure } = await delivery.deliver(requestTo(url), asText);
		expect(failure?.kind).toBe('network');
		expect(bare.requests).toHaveLength(2);
		expect(bare.connections).toBe(1);
	});

	test('is used again, also after a DELETE with a body', async () => {
		bare = new Bare((socket) => socket.write(OK));
		const delivery = deliveryWith(never);
		const url = await bare.start();
		for (const method of ['POST', 'DELETE', 'PATCH', 'PUT', 'GET']) {
			const body = method === 'GET' ? {} : { body: '{}' };
			expect((await delivery.deliver(requestTo(url, { method, ...body }), asText)).response?.body).toBe(
				'ok',
			);
		}
		expect(bare.connections).toBe(1);
	});

	test('is used again after a HEAD', async () => {
		bare = new Bare((socket) => socket.write(OK.replace(/ok$/, '')));
		const delivery = deliveryWith(never);
		const url = await bare.start();
		for (let i = 0; i < 3; i++) await delivery.deliver(requestTo(url, { method: 'HEAD' }), asText);
		expect(bare.connections).toBe(1);
	});

	test('on which a HEAD was answered with a body is not used again, and harms no other request', async () => {
		bare = new Bare((socket) => socket.write(OK));
		const delivery = deliveryWith(never);
		const url = await bare.start();
		for (const method of ['HEAD', 'HEAD', 'POST']) {
			const { response } = await delivery.deliver(requestTo(url, { method }), asText);
			expect(response).toMatchObject({ statusCode: 200, body: method === 'HEAD' ? '' : 'ok' });
		}
		expect(bare.connections).toBe(3);
	});

	test('is not used again where the server says that it closes', async () => {
		bare = new Bare((socket) => socket.write(OK.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n')));
		const delivery = deliveryWith(never);
		const url = await bare.start();
		for (let i = 0; i < 3; i++) await delivery.deliver(requestTo(url), asText);
		expect(bare.connections).toBe(3);
	});

	test.each(['timeout=2', 'max=9, Timeout = "2"'])(
		'is dropped a second before the time that the server gives: %s',
		async (hint) => {
			bare = new Bare((socket) =>
				socket.write(OK.replace('\r\n\r\n', `\r\nKeep-Alive: ${hint}\r\n\r\n`)),
			);
			const delivery = deliveryWith(never);
			const url = await bare.start();
			holdTime();
			await delivery.deliver(requestTo(url), asText);
			pass(999);
			await delivery.deliver(requestTo(url), asText);
			expect(bare.connections).toBe(1);
			pass(1000);
			await delivery.deliver(requestTo(url), asText);
			expect(bare.connections).toBe(2);
		},
	);

	test('is not used again where the server leaves it a second or less', async () => {
		bare = new Bare((socket) =>
			socket.write(OK.replace('\r\n\r\n', '\r\nKeep-Alive: TIMEOUT=1\r\n\r\n')),
		);
		const delivery = deliveryWith(never);
		const url = await bare.start();
		for (let i = 0; i < 3; i++) await delivery.deliver(requestTo(url), asText);
		expect(bare.connections).toBe(3);
	});
});

test.each([
	['lines that end in LF alone', 'HTTP/1.1 200 OK\nContent-Length: 2\n\nok'],
	['another protocol', 'ICY 200 OK\r\n\r\n'],
	['a chunk without a size', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nok\r\n'],
])('a response that is no HTTP is told as such: %s', async (_what, bytes) => {
	bare = new Bare((socket) => socket.write(bytes));
	const { failure } = await deliveryWith(never).deliver(requestTo(await bare.start()), asText);
	expect(failure).toMatchObject({
		kind: 'network',
		message: 'The response of 127.0.0.1 is not HTTP',
		description: expect.stringContaining('does not match'),
	});
});

test.each([
	['a header after the length that is none', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX Y: z\r\n\r\nok'],
	['a status that does not exist', 'HTTP/1.1 099 Low\r\nContent-Length: 2\r\n\r\nok'],
])('a head that is no HTTP is not said to have broken off, nor to be too short: %s', async (_what, bytes) => {
	bare = new Bare((socket) => socket.write(bytes));
	const { failure } = await deliveryWith(never).deliver(requestTo(await bare.start()), asText);
	expect(failure).toMatchObject({ kind: 'network', message: 'The response of 127.0.0.1 is not HTTP' });
});

test.each([
	[
		'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
		'it has both Content-Length and Transfer-Encoding',
	],
	[
		'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ncontent-length: 2\r\n\r\n0\r\n\r\n',
		'it has both Content-Length and Transfer-Encoding',
	],
	[
		'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok',
		'it has more than one Content-Length',
	],
])('a head that contradicts itself is told as such: %j', async (bytes, reason) => {
	bare = new Bare((socket) => socket.write(bytes));
	const { failure } = await deliveryWith(never).deliver(requestTo(await bare.start()), asText);
	expect(failure).toMatchObject({
		kind: 'network',
		message: `The response of 127.0.0.1 cannot be read: ${reason}`,
	});
});

test('a service that speaks only HTTP/2 without TLS is told as such', async () => {
	const server = http2.createServer().on('sessionError', () => undefined);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const { failure } = await deliveryWith(never).deliver(requestTo(`http://127.0.0.1:${port}/`), asText);
	expect(failure).toMatchObject({ kind: 'network', message: expect.stringContaining('HTTP/2') });
	server.close();
	bare = new Bare(() => undefined);
});

test.each([
	['as it is', Buffer.alloc(2000), ''],
	['packed', gzipSync(Buffer.alloc(2000)), 'Content-Encoding: gzip\r\n'],
])(
	'a response over the limit closes the connection, also where it came at once: %s',
	async (_how, body, header) => {
		let closed = 0;
		bare = new Bare((socket) => {
			socket.once('close', () => closed++);
			const head = `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n${header}\r\n`;
			socket.write(Buffer.concat([Buffer.from(head), body]));
		});
		const delivery = deliveryWith({ ...never, maxResponseBytes: 1000 });
		const url = await bare.start();
		for (let count = 1; count <= 2; count++) {
			const { failure } = await delivery.deliver(requestTo(url), asText);
			expect(failure?.kind).toBe('response');
			await until(() => closed === count);
		}
		expect(bare.connections).toBe(2);
	},
);

test('a response in chunks that is cut off is HTTP that broke off', async () => {
	const begun = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n5\r\nok';
	bare = new Bare((socket) => socket.end(begun));
	const { failure } = await deliveryWith(never).deliver(requestTo(await bare.start()), asText);
	expect(failure).toMatchObject({
		kind: 'network',
		message: '127.0.0.1 closed the connection in the middle of its response',
	});
});

test('informational answers before the final one are passed over', async () => {
	bare = new Bare((socket) => socket.write(`HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n${OK}`));
	const { response } = await deliveryWith(never).deliver(requestTo(await bare.start()), asText);
	expect(response).toMatchObject({ statusCode: 200, body: 'ok' });
	expect(response?.headers).not.toHaveProperty('link');
});

test('a response that comes before the body was sent is the response', async () => {
	bare = new Bare((socket, count) => {
		if (count === 1)
			socket.end('HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno');
	});
	const url = await bare.start();
	const { Readable } = await import('node:stream');
	let isAnswered = false;
	const slow = async function* () {
		yield Buffer.alloc(10);
		await until(() => isAnswered);
		yield Buffer.alloc(10);
	};
	const body = { length: 20, open: () => Readable.from(slow()) };
	const { response } = await deliveryWith(never)
		.deliver(requestTo(url, { body }), asText)
		.finally(() => (isAnswered = true));
	expect(response).toMatchObject({ statusCode: 413, body: 'no' });
});

test('repeated headers come as an array, all names in lower case', async () => {
	bare = new Bare((socket) =>
		socket.write(OK.replace('\r\n\r\n', '\r\nSet-Cookie: a\r\nset-cookie: b\r\nX-A: c\r\n\r\n')),
	);
	const { response } = await deliveryWith(never).deliver(requestTo(await bare.start()), asText);
	expect(response?.headers).toMatchObject({ 'set-cookie': ['a', 'b'], 'x-a': 'c' });
});

test('a request that was ended before its connection stood leaves no connection behind', async () => {
	bare = new Bare((socket) => socket.write(OK));
	const url = await bare.start();
	let found: (addresses: LookupAddress[]) => void = () => undefined;
	const lookup = () => new Promise<LookupAddress[]>((resolve) => (found = resolve));
	const delivery = deliveryWith({ ...never, timeoutMs: 30 }, { lookup });
	const { failure } = await delivery.deliver(requestTo(url.replace('127.0.0.1', 'late.test')), asText);
	expect(failure?.kind).toBe('timeout');
	found([{ address: '127.0.0.1', family: 4 }]);
	await deliveryWith(never).deliver(requestTo(url), asText);
	expect(bare.requests).toHaveLength(1);
	expect(bare.requests[0]).not.toContain('late.test');
});
