import * as net from 'node:net';
import { MessageChannel } from 'node:worker_threads';

import { MOST_IDLE, poolCount } from '../../../nodes/CustomWebhook/delivery/connection/pools';
import { asText, deliveryWith, requestTo } from '../../support/delivery';
import { FaultServer, type Play } from '../../support/fault-server';
import { holdTime, pass, releaseTime } from '../../support/held-time';
import { ThreadServer, type Ending } from '../../support/thread-server';
import { certificate, pem } from '../../support/tls-fixtures';
import { until } from '../../support/until';

const ENDINGS: Ending[] = ['end', 'destroy', 'reset'];
const never = { retry: { mode: 'never' as const } };
const trusting = { ...never, tls: { ignoreSslIssues: false, ca: pem('ca.crt') } };

let server: ThreadServer | FaultServer;
afterEach(async () => {
	releaseTime();
	await server.stop();
	await until(() => poolCount() === 0);
});

/** Where in the event loop this process is when it goes on: as n8n, which may be anywhere. */
const PLACES: Array<[string, (goOn: () => void) => void]> = [
	['in the callback of a socket', (goOn) => goOn()],
	['in a timer', (goOn) => void setTimeout(goOn, 0)],
	['in an immediate', (goOn) => void setImmediate(goOn)],
];

const SCHEMES = ['http', 'https'] as const;
const tlsOf = (scheme: (typeof SCHEMES)[number]) => (scheme === 'https' ? certificate('server') : undefined);
const cases = SCHEMES.flatMap((scheme) =>
	ENDINGS.flatMap((ending) => PLACES.map((place) => [scheme, ending, ...place] as const)),
);

describe('a POST takes a new connection if the service closed the old one while this process was busy', () => {
	test.each(cases)('%s, closed by %s, %s', async (scheme, ending, _place, go) => {
		const thread = await ThreadServer.start(tlsOf(scheme));
		server = thread;
		const delivery = deliveryWith(trusting);
		const post = () => delivery.deliver(requestTo(thread.url(), { body: '{}' }), asText);
		for (let i = 0; i < 3; i++) await post();
		const delivered = await new Promise<Awaited<ReturnType<typeof post>>>((resolve) =>
			go(() => {
				thread.closeWhileBlocked(ending);
				resolve(post());
			}),
		);
		expect(delivered).toMatchObject({ response: { statusCode: 200 }, attempts: [{ statusCode: 200 }] });
		expect(delivered.attempts).toHaveLength(1);
		await until(() => thread.requests === 4);
		expect(thread.connections).toBe(2);
	});

	test.each(SCHEMES)('also if it gets busy between the look and the write (%s)', async (scheme) => {
		const thread = await ThreadServer.start(tlsOf(scheme));
		server = thread;
		const delivery = deliveryWith(trusting);
		const post = () => delivery.deliver(requestTo(thread.url(), { body: '{}' }), asText);
		for (let i = 0; i < 3; i++) await post();

		const { port1, port2 } = new MessageChannel();
		port1.on('message', () => {
			thread.closeWhileBlocked('destroy');
			Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60);
		});
		const posted = post();
		// runs after the look: its message comes with the next poll, before the immediate in which undici writes
		setImmediate(() => port2.postMessage('block'));
		const { response, attempts } = await posted;
		port1.close();
		expect(response?.statusCode).toBe(200);
		expect(attempts).toHaveLength(1);
		await until(() => thread.requests === 4);
	});

	test.each(SCHEMES)('also if it ends each connection with the third response (%s)', async (scheme) => {
		const served = new Map<unknown, number>();
		const third: Play = (_request, response, socket) => {
			served.set(socket, (served.get(socket) ?? 0) + 1);
			if (served.get(socket) !== 3) response.end('ok');
			else socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
		};
		const faults = await FaultServer.start({ third }, tlsOf(scheme));
		server = faults;
		const delivery = deliveryWith(trusting);
		for (let i = 0; i < 12; i++) {
			const { failure } = await delivery.deliver(
				requestTo(faults.url('third'), { body: '{}' }),
				asText,
			);
			expect(failure).toBeUndefined();
		}
		expect(faults.connections).toBe(4);
	});
});

test('a new connection that the service closed before anything was written is replaced, too', async () => {
	const thread = await ThreadServer.start();
	server = thread;
	let lookups = 0;
	const lookup = async () => {
		// once the connection has been asked for, and before anybody looks whether it stands
		if (lookups++ === 0) setImmediate(() => thread.closeWhileBlocked('destroy'));
		return [{ address: '127.0.0.1', family: 4 }];
	};
	const url = thread.url('late.test');
	const { failure, attempts } = await deliveryWith(never, { lookup }).deliver(requestTo(url), asText);
	expect(failure).toBeUndefined();
	expect(attempts).toHaveLength(1);
	await until(() => thread.requests === 1);
	expect(thread.connections).toBe(2);
});

test('a service that closes every connection before a request got nothing, so a POST may be sent again', async () => {
	const bare = net.createServer((socket) => socket.destroy());
	await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve));
	server = { stop: async () => void bare.close() } as FaultServer;
	const { port } = bare.address() as net.AddressInfo;
	const policy = { retry: { maxRetries: 1 } };
	const { attempts } = await deliveryWith(policy).deliver(requestTo(`http://127.0.0.1:${port}/`), asText);
	expect(attempts).toMatchObject([{ kind: 'network' }, { kind: 'network' }]);
});

test('a service that speaks first, such as a mail server, is told as one without HTTP', async () => {
	const bare = net.createServer((socket) => void socket.on('error', () => undefined).write('220 mail\r\n'));
	await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve));
	server = { stop: async () => void bare.close() } as FaultServer;
	const { port } = bare.address() as net.AddressInfo;
	const { failure } = await deliveryWith(never).deliver(requestTo(`http://127.0.0.1:${port}/`), asText);
	expect(failure).toMatchObject({ kind: 'network', message: 'The response of 127.0.0.1 is not HTTP' });
});

describe('a connection past its idle time is not used', () => {
	test('by the clock, also if the timer is late', async () => {
		const faults = await FaultServer.start();
		server = faults;
		const delivery = deliveryWith(never);
		holdTime();
		await delivery.deliver(requestTo(faults.url()), asText);
		jest.setSystemTime(Date.now() + 3999);
		await delivery.deliver(requestTo(faults.url()), asText);
		expect(faults.connections).toBe(1);
		jest.setSystemTime(Date.now() + 4000);
		await delivery.deliver(requestTo(faults.url()), asText);
		expect(faults.connections).toBe(2);
	});

	test('and after a minute at the latest, whatever the service offers', async () => {
		const faults = await FaultServer.start({
			long: (_request, response) => response.writeHead(200, { 'keep-alive': 'timeout=3600' }).end(),
		});
		server = faults;
		holdTime();
		await deliveryWith(never).deliver(requestTo(faults.url('long')), asText);
		pass(59_999);
		expect(poolCount()).toBe(1);
		pass(1);
		expect(poolCount()).toBe(0);
		await until(() => faults.open === 0);
	});
});

test('of more idle connections than a process may hold, those used longest ago are closed', async () => {
	const faults = await FaultServer.start();
	server = faults;
	const delivery = deliveryWith({ ...never, concurrency: 50 });
	const hosts = Array.from({ length: MOST_IDLE + 100 }, (_, i) => `host-${i}.test`);
	holdTime();
	const sendTo = async (host: string) => await delivery.deliver(requestTo(faults.url('', host)), asText);
	await Promise.all(hosts.map(sendTo));
	expect(poolCount()).toBe(MOST_IDLE);
	await until(() => faults.open === MOST_IDLE);
	const made = faults.connections;
	await sendTo(hosts.at(-1) as string);
	expect(faults.connections).toBe(made);
	await sendTo(hosts[0] as string);
	expect(faults.connections).toBe(made + 1);
	expect(poolCount()).toBe(MOST_IDLE);
});
