import * as net from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

import { asText, deliveryWith, requestTo } from '../../support/delivery';

const CONTINUE = 'HTTP/1.1 100 Continue\r\n\r\n';
const PROCESSING = 'HTTP/1.1 102 Processing\r\n\r\n';
const HINTS = 'HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n';
const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
const soon = () => new Promise((resolve) => setTimeout(resolve, 2));

let server: net.Server;
const sockets: Socket[] = [];
afterEach(() => {
	for (const socket of sockets.splice(0)) socket.destroy();
	server.close();
});

/** A server that answers each request with these pieces, each in a packet of its own, and then may hang up. */
async function answering(pieces: string[], hangUp = false): Promise<string> {
	server = net.createServer({ noDelay: true }, (socket) => {
		sockets.push(socket);
		socket.on('error', () => undefined);
		socket.on('data', () => {
			void (async () => {
				for (const piece of pieces) {
					socket.write(piece);
					await soon();
				}
				if (hangUp) socket.end();
			})();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const deliveryOnce = () => deliveryWith({ retry: { mode: 'never' } });

describe('a 100 Continue that nobody asked for', () => {
	test.each([
		['in a packet of its own', [CONTINUE, OK]],
		['in one packet with the response', [CONTINUE + OK]],
		['twice', [CONTINUE, CONTINUE + OK]],
		['with headers, and without a reason', ['HTTP/1.1 100\r\nX-A: 1\r\n\r\n', OK]],
		['torn in the status line', ['HTT', 'P/1.1 100 Cont', `inue\r\n\r\n${OK}`]],
		['torn at its end', ['HTTP/1.1 100 Continue\r\n\r', `\n${OK}`]],
		['byte by byte', [...CONTINUE, ...OK]],
		['after other informational answers', [PROCESSING, HINTS + CONTINUE, OK]],
		['between them, torn', [`${HINTS}HTTP/1.1 1`, `00 Continue\r\n\r\n${PROCESSING}${OK}`]],
	])('is passed over: %s', async (_how, pieces) => {
		const url = await answering(pieces);
		const delivery = deliveryOnce();
		for (const method of ['POST', 'GET']) {
			const { response, failure } = await delivery.deliver(requestTo(url, { method }), asText);
			expect(failure).toBeUndefined();
			expect(response).toMatchObject({ statusCode: 200, body: 'ok' });
		}
		expect(sockets).toHaveLength(1);
	});

	test('is a part of the body where it stands in the body', async () => {
		const head = `HTTP/1.1 200 OK\r\nContent-Length: ${CONTINUE.length * 2}\r\n\r\n`;
		const url = await answering([head, CONTINUE, CONTINUE]);
		const { response } = await deliveryOnce().deliver(requestTo(url), asText);
		expect(response?.body).toBe(CONTINUE + CONTINUE);
	});

	test.each([
		['nothing follows it', [CONTINUE], true, 'network'],
		['it is not whole', ['HTTP/1.1 100 Con'], true, 'network'],
		['it never ends', [`HTTP/1.1 100 Continue\r\nX: ${'x'.repeat(20_000)}`], false, 'response'],
		[
			'it changes the protocol',
			[`HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n${OK}`],
			false,
			'network',
		],
		['it is none', [`HTTP/1.1 1000 Continue\r\n\r\n${OK}`], false, 'network'],
	])('is no response: %s', async (_why, pieces, hangUp, kind) => {
		const url = await answering(pieces, hangUp);
		const { response, failure } = await deliveryOnce().deliver(requestTo(url), asText);
		expect(response).toBeUndefined();
		expect(failure?.kind).toBe(kind);
	});
});
