import * as net from 'node:net';

import type { Proxy } from '../../../nodes/CustomWebhook/delivery/connection/proxy';
import type { Route } from '../../../nodes/CustomWebhook/delivery/connection/route';
import { openTunnel } from '../../../nodes/CustomWebhook/delivery/connection/through-proxy';

const ROUTE = { hostname: 'a.test', port: 443 } as Route;
const proxyWith = (more: Partial<Proxy> = {}): Proxy =>
	({
		label: 'p.test:3128',
		hostname: 'p.test',
		port: 3128,
		secure: false,
		fromOption: true,
		...more,
	}) as Proxy;

const closing: Array<() => void> = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

/** A socket to a proxy that reads one head and then writes this; an empty text hangs up. */
async function socketTo(written: string) {
	let asked = '';
	const server = net.createServer((socket) => {
		socket.on('error', () => undefined);
		socket.on('data', (data) => {
			asked += data.toString('latin1');
			if (asked.includes('\r\n\r\n')) socket.write(written, () => written === '' && socket.destroy());
			if (written === '') socket.destroy();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const socket = net.connect((server.address() as net.AddressInfo).port, '127.0.0.1');
	socket.on('error', () => undefined);
	await new Promise<void>((resolve) => socket.once('connect', resolve));
	closing.push(
		() => void server.close(),
		() => void socket.destroy(),
	);
	return { socket, asked: () => asked };
}

test('the target and the password go to the proxy, and only there', async () => {
	const { socket, asked } = await socketTo('HTTP/1.1 200 OK\r\n\r\n');
	await openTunnel(ROUTE, proxyWith({ authorization: 'Basic eA==' }), socket);
	expect(asked()).toMatch(/^CONNECT a\.test:443 HTTP\/1\.1\r\n/);
	expect(asked()).toMatch(/^host: a\.test:443\r$/im);
	expect(asked()).toMatch(/^proxy-authorization: Basic eA==\r$/im);
});

test('what comes right behind the head of the proxy belongs to the target', async () => {
	const { socket } = await socketTo('HTTP/1.1 200 OK\r\n\r\nhello');
	await openTunnel(ROUTE, proxyWith(), socket);
	expect(String(socket.read())).toBe('hello');
});

test.each([
	[
		'a password is missing',
		'HTTP/1.1 407 No\r\n\r\n',
		undefined,
		/^The proxy p\.test:3128 requires a user name/,
	],
	[
		'the password is wrong',
		'HTTP/1.1 407 No\r\n\r\n',
		'Basic eA==',
		/^The proxy p\.test:3128 rejects the user name/,
	],
	[
		'it refuses the target',
		'HTTP/1.1 403 No\r\n\r\n',
		undefined,
		/refuses to connect to a\.test:443 \(status 403\)/,
	],
	['it redirects', 'HTTP/1.1 302 No\r\n\r\n', undefined, /status 302/],
	['it hangs up', '', undefined, /closed the connection to a\.test:443/],
	['it speaks no HTTP', 'SSH-2.0-x\r\n', undefined, /closed the connection to a\.test:443/],
])('the proxy is named, and its socket closed, if %s', async (_why, written, authorization, message) => {
	const { socket } = await socketTo(written);
	await expect(
		openTunnel(ROUTE, proxyWith(authorization === undefined ? {} : { authorization }), socket),
	).rejects.toMatchObject({
		kind: 'connect',
		field: 'options.proxy',
		message: expect.stringMatching(message),
	});
	expect(socket.destroyed).toBe(true);
});

test('the operator’s proxy is no field of the author', async () => {
	const { socket } = await socketTo('HTTP/1.1 403 No\r\n\r\n');
	const failure = openTunnel(ROUTE, proxyWith({ fromOption: false }), socket).catch(
		(thrown: unknown) => thrown,
	);
	expect(await failure).not.toHaveProperty('field', 'options.proxy');
});
