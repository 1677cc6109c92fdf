import { systemTools } from '../../nodes/CustomWebhook/delivery';
import { asText, deliveryWith, requestTo } from '../support/delivery';
import { FaultServer, type Play } from '../support/fault-server';
import { holdRefusedPort } from '../support/refused-port';
import { holdTime, passUntil, releaseTime } from '../support/held-time';
import { ManualClock } from '../support/manual-clock';

let server: FaultServer;
afterEach(async () => {
	releaseTime();
	await server?.stop();
});
const times = <T>(count: number, make: (i: number) => T): T[] =>
	Array.from({ length: count }, (_, i) => make(i));

test('the rate holds over all items of the run, retries counted', async () => {
	let answers = 0;
	const play: Play = (_request, response) => void response.writeHead(answers++ < 3 ? 500 : 200).end();
	server = await FaultServer.start({ play });
	holdTime();
	/** When each was sent. */
	const at: number[] = [];
	const egress = { checkUrl: () => void at.push(Date.now()) };
	const delivery = deliveryWith(
		{ requestsPerSecond: 25, retry: { baseDelayMs: 0, maxRetries: 5 } },
		{ sleep: systemTools().sleep, egress },
	);
	await passUntil(
		Promise.all(
			times(6, () => delivery.deliver(requestTo(server.url('play'), { method: 'GET' }), asText)),
		),
	);
	expect(at).toHaveLength(9);
	const gaps = at.slice(1).map((time, i) => time - (at[i] ?? 0));
	expect(Math.min(...gaps)).toBe(1000 / 25);
});

test('one that is told to wait makes all of its origin wait', async () => {
	const clock = new ManualClock();
	const start = clock.now();
	const at: number[] = [];
	const play: Play = (_request, response) => {
		at.push(clock.now() - start);
		if (at.length === 1) response.writeHead(429, { 'retry-after': '20' }).end();
		else response.end('ok');
	};
	server = await FaultServer.start({ play });
	const delivery = deliveryWith({ concurrency: 1 }, clock);
	const all = await Promise.all(times(6, () => delivery.deliver(requestTo(server.url('play')), asText)));
	expect(all.every(({ response }) => response?.statusCode === 200)).toBe(true);
	expect(at).toHaveLength(7);
	expect(at.slice(1).every((ms) => ms >= 20_000)).toBe(true);
	expect(all[5]?.attempts[0]?.waitedMs).toBeGreaterThanOrEqual(20_000);
});

test('an origin that asks for too long a wait is left alone, with the wait passed on', async () => {
	const play: Play = (_request, response) => void response.writeHead(429, { 'retry-after': '3600' }).end();
	server = await FaultServer.start({ play });
	const delivery = deliveryWith({ concurrency: 2 });
	const first = await delivery.deliver(requestTo(server.url('play')), asText);
	expect(first).toMatchObject({ response: { statusCode: 429 }, retryAfterMs: 3_600_000 });
	const second = await delivery.deliver(requestTo(server.url('play')), asText);
	expect(second).toMatchObject({ failure: { kind: 'circuit' }, attempts: [] });
	expect(second.failure?.retryAfterMs).toBeGreaterThan(3_500_000);
	expect(server.received).toHaveLength(1);
});

test('20,000 items do not each wait for a dead host', async () => {
	const dead = await holdRefusedPort();
	const delivery = deliveryWith({ circuitBreaker: 25 });
	const url = `http://127.0.0.1:${dead.port}/`;
	const all = await Promise.all(times(20_000, () => delivery.deliver(requestTo(url), asText)));
	await dead.stop();
	const kinds = new Map<string, number>();
	for (const { failure } of all)
		kinds.set(failure?.kind ?? 'none', (kinds.get(failure?.kind ?? 'none') ?? 0) + 1);
	expect(kinds.get('connect')).toBeLessThanOrEqual(25 + 10);
	expect((kinds.get('connect') ?? 0) + (kinds.get('circuit') ?? 0)).toBe(20_000);
});

test('the circuit lets an item through after 30 seconds, and a response closes it', async () => {
	const clock = new ManualClock();
	let dead = true;
	const play: Play = (_request, response, socket) => {
		if (dead) socket.destroy();
		else response.end('back');
	};
	server = await FaultServer.start({ play });
	const delivery = deliveryWith({ circuitBreaker: 2 }, clock);
	const kindOfNext = async () => {
		const { failure, response } = await delivery.deliver(requestTo(server.url('play')), asText);
		return failure?.kind ?? response?.body;
	};
	expect(await kindOfNext()).toBe('network');
	expect(await kindOfNext()).toBe('network');
	expect(await kindOfNext()).toBe('circuit');
	clock.advance(30_000);
	expect(await kindOfNext()).toBe('network');
	expect(await kindOfNext()).toBe('circuit');
	dead = false;
	clock.advance(30_000);
	expect(await kindOfNext()).toBe('back');
	expect(await kindOfNext()).toBe('back');
});
