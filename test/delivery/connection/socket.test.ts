import * as net from 'node:net';

import type { Opening } from '../../../nodes/CustomWebhook/delivery/connection/route';
import { connectTcp, hostAndPort } from '../../../nodes/CustomWebhook/delivery/connection/socket';
import { holdRefusedPort } from '../../support/refused-port';

const HERE = [{ address: '127.0.0.1', family: 4 }];

let server: net.Server;
let port: number;
const arrived: net.Socket[] = [];

beforeAll(async () => {
	server = net.createServer((socket) => void arrived.push(socket.on('error', () => undefined)));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	port = (server.address() as net.AddressInfo).port;
});
afterAll(() => {
	for (const socket of arrived) socket.destroy();
	server.close();
});

test.each([
	['a.test', 80, 'a.test:80'],
	['127.0.0.1', 8080, '127.0.0.1:8080'],
	['::1', 443, '[::1]:443'],
])('host %s and port %i are written %s', (hostname, at, written) => {
	expect(hostAndPort({ hostname, port: at })).toBe(written);
});

test('only the addresses that were judged are connected to: no name is looked up again', async () => {
	const opening: Opening = { cancelled: false };
	const socket = await connectTcp({ hostname: 'no-such-name.test', port }, HERE, opening);
	expect([socket.remoteAddress, opening.socket]).toEqual(['127.0.0.1', socket]);
	socket.destroy();
});

test('a refused connection is told with host and port, and the field of the author', async () => {
	const { port: refused, stop } = await holdRefusedPort();
	const details = { field: 'options.proxy' };
	await expect(
		connectTcp({ hostname: 'p.test', port: refused }, HERE, { cancelled: false }, details),
	).rejects.toMatchObject({
		kind: 'connect',
		field: 'options.proxy',
		message: expect.stringContaining(`p.test:${refused}`),
	});
	await stop();
});

test('an opening that is cancelled is closed at once, and is a failure', async () => {
	const opening: Opening = { cancelled: true };
	await expect(connectTcp({ hostname: 'a.test', port }, HERE, opening)).rejects.toMatchObject({
		kind: 'connect',
	});
	expect(opening.socket?.destroyed).toBe(true);
});

test('an error on a connection that nobody uses any more does not end the process', async () => {
	const socket = await connectTcp({ hostname: 'a.test', port }, HERE, { cancelled: false });
	const closed = new Promise((resolve) => socket.once('close', resolve));
	socket.destroy(new Error('late'));
	await expect(closed).resolves.toBe(true);
});
