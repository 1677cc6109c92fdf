import type { TLSSocket } from 'node:tls';

import { poolCount } from '../../../nodes/CustomWebhook/delivery/connection/pools';
import { asText, deliveryWith, requestTo, send } from '../../support/delivery';
import { FaultServer, type Play } from '../../support/fault-server';
import { holdTime, pass, releaseTime } from '../../support/held-time';
import { ProxyServer } from '../../support/proxy-server';
import { holdRefusedPort } from '../../support/refused-port';
import { certificate, pem } from '../../support/tls-fixtures';
import { until } from '../../support/until';

let server: FaultServer;
let proxy: ProxyServer | undefined;
afterEach(async () => {
	releaseTime();
	await server?.stop();
	await proxy?.stop();
	await until(() => poolCount() === 0);
});

test('connections are shared by all items of a run and by later runs', async () => {
	server = await FaultServer.start();
	for (let run = 0; run < 3; run++) {
		const delivery = deliveryWith();
		for (let i = 0; i < 3; i++) await delivery.deliver(requestTo(server.url()), asText);
	}
	expect(server.connections).toBe(1);
});

test('500 items over HTTPS open no more connections than may be in flight', async () => {
	server = await FaultServer.start({}, certificate('server'));
	const delivery = deliveryWith({ tls: { ignoreSslIssues: false, ca: pem('ca.crt') }, concurrency: 10 });
	const requests = Array.from({ length: 500 }, (_, i) =>
		requestTo(server.url(`?${i}`), { body: `{"i":${i}}` }),
	);
	const all = await Promise.all(requests.map((request) => delivery.deliver(request, asText)));
	expect(all.every(({ response }) => response?.statusCode === 200)).toBe(true);
	expect(server.connections).toBeLessThanOrEqual(10);
});

test.each(['TLSv1.2', 'TLSv1.3'] as const)(
	'a TLS session is resumed by the next connection, also if the first is closed (%s)',
	async (maxVersion) => {
		const resumed: boolean[] = [];
		const close: Play = (_request, response, socket) => {
			resumed.push((socket as TLSSocket).isSessionReused());
			response.writeHead(200, { connection: 'close' }).end();
		};
		server = await FaultServer.start({ close }, { ...certificate('server'), maxVersion });
		const trusting = { tls: { ignoreSslIssues: false, ca: pem('ca.crt') } };
		const ignoring = { tls: { ignoreSslIssues: true } };
		for (const policy of [trusting, trusting, ignoring]) {
			const { failure } = await send(requestTo(server.url('close', 'secure.test')), policy);
			expect(failure).toBeUndefined();
			await until(() => poolCount() === 0);
		}
		expect(resumed).toEqual([false, true, false]);
	},
);

test('what makes connections different keeps them apart', async () => {
	server = await FaultServer.start({}, certificate('server'));
	const ca = pem('ca.crt');
	const url = server.url('', 'secure.test');
	await send(requestTo(url), { tls: { ignoreSslIssues: true } });
	expect((await send(requestTo(url))).failure?.kind).toBe('tls');
	await send(requestTo(url), { tls: { ignoreSslIssues: false, ca } });
	const refused = await send(requestTo(url), {
		tls: { ignoreSslIssues: false, ca },
		allowPrivateNetwork: false,
	});
	expect(refused.failure?.kind).toBe('blocked');
	const egress = {
		checkUrl: () => undefined,
		checkAddress: () => {
			throw new Error('no');
		},
	};
	const guarded = await send(requestTo(url), { tls: { ignoreSslIssues: false, ca } }, { egress });
	expect(guarded.failure?.kind).toBe('blocked');
});

test("a private proxy that is refused by name is not reached on a connection of the environment's", async () => {
	server = await FaultServer.start();
	proxy = await ProxyServer.start(server.port);
	const address = proxy.url().replace('127.0.0.1', 'proxy.test');
	const lookup = async (hostname: string) => [
		{ address: hostname === 'proxy.test' ? '127.0.0.1' : '93.184.216.34', family: 4 },
	];
	const closed = { allowPrivateNetwork: false };
	const request = requestTo('http://public.test/');
	const own = () => send(request, { ...closed, proxy: address }, { lookup });
	expect((await own()).failure?.kind).toBe('blocked');
	const byEnvironment = await send(request, closed, { lookup, environment: { HTTP_PROXY: address } });
	expect(byEnvironment.response?.statusCode).toBe(200);
	expect((await own()).failure?.kind).toBe('blocked');
	expect(proxy.lines).toHaveLength(1);
});

test('idle connections are dropped after four seconds without a hint, and their pool with them', async () => {
	server = await FaultServer.start({
		bare: (_request, _response, socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'),
	});
	holdTime();
	await send(requestTo(server.url('bare')));
	pass(3999);
	await new Promise(setImmediate);
	expect([server.open, poolCount()]).toEqual([1, 1]);
	pass(1);
	expect(poolCount()).toBe(0);
	await until(() => server.open === 0);
});

test('each idle connection is dropped when its own time is over, in whatever order they became idle', async () => {
	const idle: Play = ({ url = '' }, response) =>
		response.writeHead(200, { 'keep-alive': `timeout=${url.slice(-1)}` }).end();
	server = await FaultServer.start({ idle3: idle, idle2: idle, idle4: idle });
	holdTime();
	for (const seconds of [3, 2, 4])
		await send(requestTo(server.url(`idle${seconds}`, `in-${seconds}.test`)));
	for (const left of [3, 2, 1]) {
		expect(poolCount()).toBe(left);
		pass(999);
		expect(poolCount()).toBe(left);
		pass(1);
	}
	expect(poolCount()).toBe(0);
});

test('failed connections leave no pool behind', async () => {
	const refused = await holdRefusedPort();
	for (let i = 0; i < 5; i++) await send(requestTo(`http://127.0.0.1:${refused.port}/`));
	expect(poolCount()).toBe(0);
	await refused.stop();
});

test('the headers of a response may be as large as this Node was told', async () => {
	const large = 'x'.repeat(20_000);
	server = await FaultServer.start({
		large: (_request, _response, socket) =>
			socket.write(`HTTP/1.1 200 OK\r\nX-Large: ${large}\r\nContent-Length: 0\r\n\r\n`),
	});
	const usual = await send(requestTo(server.url('large')), { retry: { mode: 'never' } });
	expect(usual.failure).toMatchObject({ kind: 'response', message: expect.stringContaining('headers') });
	const inNode = jest.requireActual<{ maxHeaderSize: number }>('node:http');
	const spy = jest.spyOn(inNode, 'maxHeaderSize', 'get').mockReturnValue(65_536);
	const { response } = await send(requestTo(server.url('large')));
	expect(response?.headers['x-large']).toBe(large);
	spy.mockRestore();
});
