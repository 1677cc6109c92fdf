import { systemTools } from '../../nodes/CustomWebhook/delivery';
import { PROBE_INTERVAL_MS } from '../../nodes/CustomWebhook/delivery/pace/circuit';
import { WebhookFailure } from '../../nodes/CustomWebhook/failure';
import { asText, deliveryWith, requestTo, send, statuses } from '../support/delivery';
import { FaultServer, type Play } from '../support/fault-server';
import { holdTime, pass, releaseTime } from '../support/held-time';
import { ManualClock } from '../support/manual-clock';
import { until } from '../support/until';

const answer =
	(status: number, headers: Record<string, string> = {}, body = `status ${status}`): Play =>
	(_request, response) =>
		void response.writeHead(status, headers).end(body);

/** Answers with each in turn; the last one goes on. */
const inTurn = (...plays: Play[]): Play => {
	let count = 0;
	return (...args) => plays[Math.min(count++, plays.length - 1)]?.(...args);
};

let server: FaultServer;
const start = async (play: Play): Promise<string> => {
	server = await FaultServer.start({ play });
	return server.url('play');
};
afterEach(async () => {
	releaseTime();
	await server?.stop();
});

describe('retries', () => {
	test('end with the response that came at last, and each attempt is on record', async () => {
		const clock = new ManualClock();
		const url = await start(inTurn(answer(503), answer(500), answer(200)));
		const delivered = await send(requestTo(url, { method: 'PUT' }), {}, clock);
		expect(delivered.response).toMatchObject({ statusCode: 200, body: 'status 200' });
		expect(delivered.failure).toBeUndefined();
		expect(delivered.attempts).toMatchObject([
			{ statusCode: 503, waitedMs: 0 },
			{ statusCode: 500, waitedMs: 500 },
			{ statusCode: 200, waitedMs: 1000 },
		]);
		expect(delivered.durationMs).toBe(1500);
	});

	test('end where a redirect turned a POST into a GET: the POST was acted on, whatever came after', async () => {
		const url = await start(inTurn(answer(303, { location: '/play' }), answer(429)));
		const delivered = await send(requestTo(url, { method: 'POST', body: '{}' }));
		expect(delivered.response).toMatchObject({ statusCode: 429 });
		expect(server.received.map(({ method }) => method)).toEqual(['POST', 'GET']);
	});

	test('take the wait that is asked for where it is just the longest that is allowed', async () => {
		const clock = new ManualClock();
		const url = await start(inTurn(answer(429, { 'retry-after': '30' }), answer(200)));
		const { attempts } = await send(requestTo(url), { retry: { maxDelayMs: 30_000 } }, clock);
		expect(attempts).toMatchObject([{ statusCode: 429 }, { statusCode: 200, waitedMs: 30_000 }]);
	});

	test('are on record with how long each took, and what came before the first was no wait', async () => {
		let now = Date.parse('2026-03-01T12:00:00Z');
		const url = await start(inTurn(answer(500), answer(200)));
		const { attempts, durationMs } = await send(
			requestTo(url, { method: 'GET' }),
			{},
			{ now: () => (now += 5) },
		);
		expect(attempts[0]?.waitedMs).toBe(0);
		for (const { durationMs: ms } of attempts) expect(ms).toBeLessThan(500);
		expect(durationMs).toBeLessThan(1000);
	});

	test('are used up: the last response is the response, with its body', async () => {
		const url = await start(answer(503));
		const delivered = await send(requestTo(url, { method: 'GET' }));
		expect(delivered.response).toMatchObject({ statusCode: 503, body: 'status 503' });
		expect(server.received).toHaveLength(3);
	});

	test('a POST without a key is sent once after a 500, and again after a 429', async () => {
		expect((await send(requestTo(await start(answer(500))))).attempts).toHaveLength(1);
		await server.stop();
		expect((await send(requestTo(await start(answer(429))))).attempts).toHaveLength(3);
	});

	test('a POST without a key that is listed and asks to wait is sent again after that wait', async () => {
		const clock = new ManualClock();
		const url = await start(inTurn(answer(403, { 'retry-after': '3' }), answer(200)));
		const retry = { isRetryable: statuses('403, 420, 430, 529') };
		const { attempts } = await send(requestTo(url, { body: '{}' }), { retry }, clock);
		expect(attempts).toMatchObject([{ statusCode: 403 }, { statusCode: 200, waitedMs: 3000 }]);
	});

	test('a POST with a key is sent again, with the same key and body', async () => {
		const url = await start(inTurn(answer(500), answer(200)));
		const headers = [['Idempotency-Key', 'k1']] as const;
		await send(requestTo(url, { headers, idempotencyKey: 'k1', body: '{"a":1}' }));
		expect(
			server.received.map(({ headers: sent, body }) => [sent['idempotency-key'], body.toString()]),
		).toEqual([
			['k1', '{"a":1}'],
			['k1', '{"a":1}'],
		]);
	});

	test('the reader sees the final answer only', async () => {
		const url = await start(inTurn(answer(500), answer(200)));
		const seen: number[] = [];
		await deliveryWith().deliver(
			requestTo(url, { method: 'GET' }),
			async (head) => void seen.push(head.statusCode),
		);
		expect(seen).toEqual([200]);
	});

	test('a response that breaks off is tried again', async () => {
		const cut: Play = (_request, _response, socket) => {
			socket.end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf');
		};
		const url = await start(inTurn(cut, answer(200)));
		const delivered = await send(requestTo(url, { method: 'GET' }));
		expect(delivered.attempts).toMatchObject([{ statusCode: 200, kind: 'network' }, { statusCode: 200 }]);
		expect(delivered.response?.body).toBe('status 200');
		expect(delivered.failure).toBeUndefined();
	});
});

describe('a body that says that nothing was done', () => {
	const saysBusy = ({ body }: { body?: string }) => body === 'busy';
	const deliver = async (play: Play, policy = {}, tools = {}) =>
		await deliveryWith(policy, tools).deliver(
			requestTo(await start(play), { body: '{}' }),
			asText,
			undefined,
			{ saysBusy },
		);

	test.each([200, 400, 500])(
		'is retried like a 429, with a %i and a POST without a key',
		async (status) => {
			const delivered = await deliver(
				inTurn(answer(status, {}, 'busy'), answer(201)),
				{},
				new ManualClock(),
			);
			expect(delivered.attempts).toMatchObject([
				{ statusCode: status },
				{ statusCode: 201, waitedMs: 500 },
			]);
			expect(delivered.response).toMatchObject({ statusCode: 201, body: 'status 201' });
		},
	);

	test('is waited for as long as Retry-After asks, by all items of the origin', async () => {
		const clock = new ManualClock();
		const delivery = deliveryWith({ concurrency: 1 }, clock);
		const url = await start(inTurn(answer(200, { 'retry-after': '7' }, 'busy'), answer(201)));
		const all = await Promise.all(
			[0, 1].map(() => delivery.deliver(requestTo(url), asText, undefined, { saysBusy })),
		);
		expect(all.map(({ attempts }) => attempts.at(-1))).toMatchObject([
			{ statusCode: 201, waitedMs: 7000 },
			{ statusCode: 201, waitedMs: 7000 },
		]);
	});

	test('is the response, with its body, once the retries are used up or switched off', async () => {
		const busy = answer(200, {}, 'busy');
		for (const retry of [{ maxRetries: 1 }, { mode: 'never' }]) {
			const delivered = await deliver(busy, { retry });
			expect(delivered.response).toMatchObject({ statusCode: 200, body: 'busy' });
			expect(delivered.attempts).toHaveLength(retry.maxRetries === 1 ? 2 : 1);
			await server.stop();
		}
	});

	test('is no reason to send a POST again that a redirect made a GET of', async () => {
		const delivered = await deliver(inTurn(answer(303, { location: '/play' }), answer(200, {}, 'busy')));
		expect(delivered.attempts).toHaveLength(1);
		expect(delivered.response?.body).toBe('busy');
	});
});

describe('Retry-After', () => {
	test.each([
		['5', 5000],
		['Sun, 01 Mar 2026 12:00:07 GMT', 7000],
	])('%s replaces the wait, without jitter', async (header, ms) => {
		const clock = new ManualClock();
		const url = await start(inTurn(answer(429, { 'retry-after': header }), answer(200)));
		const delivered = await send(requestTo(url), {}, clock);
		expect(delivered.attempts).toMatchObject([{ statusCode: 429 }, { statusCode: 200, waitedMs: ms }]);
	});

	test('over the longest wait: the response at once, with what was asked for', async () => {
		const url = await start(answer(503, { 'retry-after': '31' }));
		const delivered = await send(requestTo(url));
		expect(delivered).toMatchObject({
			response: { statusCode: 503, body: 'status 503' },
			retryAfterMs: 31_000,
		});
		expect(delivered.attempts).toHaveLength(1);
	});

	test('past the total time: the response at once, with what was asked for', async () => {
		const url = await start(answer(429, { 'retry-after': '10' }));
		const delivered = await send(requestTo(url), { totalTimeoutMs: 9000 });
		expect(delivered).toMatchObject({
			response: { statusCode: 429 },
			retryAfterMs: 10_000,
			attempts: [{}],
		});
	});

	test('a response that is not tried again asks for nothing', async () => {
		const delivered = await send(requestTo(await start(answer(200, { 'retry-after': '5' }))));
		expect(delivered.retryAfterMs).toBeUndefined();
	});
});

describe('time', () => {
	test('an attempt over its time fails with timeout, within it', async () => {
		const url = await start(() => pass(100));
		holdTime();
		const delivered = await send(requestTo(url), { timeoutMs: 100 });
		expect(delivered.failure).toMatchObject({ kind: 'timeout', retryable: true });
		expect(delivered.failure?.message).toMatch(/127\.0\.0\.1:\d+ did not respond within 0\.1 s/);
		expect(delivered.durationMs).toBe(100);
	});

	test('a response that began in time and did not end is told as such', async () => {
		const url = await start((_request, response) => {
			response.writeHead(200, { 'content-length': '10' });
			response.write('half');
		});
		const delivered = await send(requestTo(url), { timeoutMs: 300 });
		expect(delivered.failure).toMatchObject({ kind: 'timeout', retryable: true });
		expect(delivered.failure?.message).toMatch(
			/127\.0\.0\.1:\d+ did not finish its response within 0\.3 s/,
		);
	});

	test('the total time ends an attempt with timeout', async () => {
		const url = await start(() => undefined);
		const delivered = await send(requestTo(url), { totalTimeoutMs: 100 });
		expect(delivered.failure).toMatchObject({
			kind: 'timeout',
			description: expect.stringMatching(/Total Timeout/),
		});
	});

	test('the total time ends the waits: what was seen last counts', async () => {
		const clock = new ManualClock();
		const url = await start(answer(500));
		const retry = { maxRetries: 100, baseDelayMs: 4000 };
		const delivered = await send(
			requestTo(url, { method: 'GET' }),
			{ totalTimeoutMs: 10_000, retry },
			clock,
		);
		expect(delivered.response).toMatchObject({ statusCode: 500, body: 'status 500' });
		expect(delivered.durationMs).toBeLessThanOrEqual(10_000);
	});
});

describe('cancelling', () => {
	test('ends an attempt at once, and sends nothing more', async () => {
		const stop = new AbortController();
		const url = await start(() => stop.abort());
		const delivered = await deliveryWith().deliver(
			requestTo(url, { method: 'GET' }),
			asText,
			stop.signal,
		);
		expect(delivered.failure?.kind).toBe('cancelled');
		expect(delivered.attempts).toMatchObject([{ kind: 'cancelled' }]);
		await until(() => server.open === 0);
		expect(server.received).toHaveLength(1);
	});

	test('ends a wait', async () => {
		const url = await start(answer(503));
		const stop = new AbortController();
		const sleep = (ms: number, signal?: AbortSignal) => {
			const sleeping = systemTools().sleep(ms, signal);
			stop.abort();
			return sleeping;
		};
		holdTime();
		const delivery = deliveryWith({}, { sleep });
		const delivered = await delivery.deliver(requestTo(url, { method: 'GET' }), asText, stop.signal);
		expect(delivered.failure?.kind).toBe('cancelled');
		expect(delivered.attempts).toMatchObject([{ statusCode: 503 }]);
		expect(server.received).toHaveLength(1);
	});

	test('before the start sends nothing', async () => {
		const url = await start(answer(200));
		const delivered = await deliveryWith().deliver(requestTo(url), asText, AbortSignal.abort());
		expect(delivered).toMatchObject({ failure: { kind: 'cancelled' }, attempts: [] });
		expect(server.received).toHaveLength(0);
	});
});

describe('a refused token', () => {
	const guarded: Play = (request, response) =>
		void response.writeHead(request.headers.authorization === 'Bearer new' ? 200 : 401).end('said');
	const withRefresh = (url: string, refresh: () => Promise<Array<[string, string]> | undefined>) =>
		requestTo(url, {
			headers: [['authorization', 'Bearer old']],
			body: '{}',
			credential: { headers: ['Authorization'], refresh },
		});

	test('is replaced once, and the request sent again as an attempt of its own', async () => {
		const url = await start(guarded);
		const delivered = await send(
			withRefresh(url, async () => [['Authorization', 'Bearer new']]),
			{ retry: { mode: 'never' } },
		);
		expect(delivered.attempts).toMatchObject([{ statusCode: 401 }, { statusCode: 200 }]);
		expect(server.received[1]?.rawHeaders.filter((name) => /^authorization$/i.test(name))).toHaveLength(
			1,
		);
	});

	test('is asked for once only', async () => {
		const url = await start(guarded);
		const refresh = jest.fn(async (): Promise<Array<[string, string]>> => [
			['Authorization', 'Bearer bad'],
		]);
		const delivered = await send(withRefresh(url, refresh));
		expect(delivered.response).toMatchObject({ statusCode: 401, body: 'said' });
		expect(refresh).toHaveBeenCalledTimes(1);
	});

	test('for which there is no other leaves the 401 as the response, with its body', async () => {
		const delivered = await send(withRefresh(await start(guarded), async () => undefined));
		expect(delivered.response).toMatchObject({ statusCode: 401, body: 'said' });
		expect(delivered.failure).toBeUndefined();
	});

	test('whose refresh fails is a failure of the credentials', async () => {
		const refresh = async () => {
			throw new Error('no refresh token');
		};
		const delivered = await send(withRefresh(await start(guarded), refresh));
		expect(delivered.failure).toMatchObject({ kind: 'credentials', description: 'no refresh token' });
	});
});

describe('the reader', () => {
	test('that finds fault with the response fails the item; the response is kept', async () => {
		const url = await start(answer(200));
		const delivered = await deliveryWith().deliver(requestTo(url), async () => {
			throw new WebhookFailure('response', 'not what was asked for');
		});
		expect(delivered).toMatchObject({ response: { statusCode: 200 }, failure: { kind: 'response' } });
		expect(delivered.response).not.toHaveProperty('body');
	});

	test('that has a bug shows it', async () => {
		const url = await start(answer(200));
		const delivery = deliveryWith({ concurrency: 1 });
		const buggy = delivery.deliver(requestTo(url), async () => {
			throw new TypeError('a bug');
		});
		await expect(buggy).rejects.toThrow('a bug');
		expect((await delivery.deliver(requestTo(url), asText)).response?.statusCode).toBe(200);
	});

	test('need not read at all', async () => {
		const url = await start(answer(200, {}, 'x'.repeat(500_000)));
		const delivered = await deliveryWith().deliver(requestTo(url), async () => 'seen');
		expect(delivered).toMatchObject({ response: { body: 'seen' } });
		expect(delivered.failure).toBeUndefined();
	});
});

test('the circuit of an origin that does not answer fails the rest at once', async () => {
	const url = await start((_request, _response, socket) => socket.destroy());
	const delivery = deliveryWith({ circuitBreaker: 3 });
	const kinds = [];
	for (let i = 0; i < 6; i++) kinds.push((await delivery.deliver(requestTo(url), asText)).failure?.kind);
	expect(kinds).toEqual(['network', 'network', 'network', 'circuit', 'circuit', 'circuit']);
	expect(server.received).toHaveLength(3);
});

test.each<[string, Play]>([
	['a redirect that is not followed', answer(302, { location: 'http://user@x.test/' })],
	['a redirect to where nothing may be sent', answer(302, { location: 'http://blocked.test/' })],
	['headers that are too large', answer(200, { 'x-large': 'x'.repeat(20_000) })],
])('%s is a response, which closes the circuit', async (_name, play) => {
	const clock = new ManualClock();
	const gone: Play = (_request, _response, socket) => void socket.destroy();
	const url = await start(inTurn(gone, gone, play, answer(200)));
	const delivery = deliveryWith({ circuitBreaker: 2, retry: { mode: 'never' } }, clock);
	const credential = { headers: [], allowsHost: ({ hostname }: URL) => hostname !== 'blocked.test' };
	const kinds = [];
	for (let i = 0; i < 4; i++) {
		if (i === 2) clock.advance(PROBE_INTERVAL_MS);
		kinds.push((await delivery.deliver(requestTo(url, { credential }), asText)).failure?.kind);
	}
	expect(kinds).toEqual(['network', 'network', expect.stringMatching(/^(re|credentials)/), undefined]);
});

test('a status of the list of an own run is tried again', async () => {
	const url = await start(inTurn(answer(418), answer(200)));
	const delivered = await send(requestTo(url, { method: 'GET' }), {
		retry: { isRetryable: statuses('418') },
	});
	expect(delivered.attempts).toHaveLength(2);
});

test('a request that was refused when it was about to connect is no attempt', async () => {
	server = await FaultServer.start();
	const { failure, attempts } = await send(requestTo(server.url('', 'inside.test')), {
		allowPrivateNetwork: false,
	});
	expect([failure?.kind, attempts]).toEqual(['blocked', []]);
});

test('what a time-out was of is told with the option that can be raised', async () => {
	const url = await start(() => undefined);
	const descriptionOf = async (policy: object) => (await send(requestTo(url), policy)).failure?.description;
	expect(await descriptionOf({ timeoutMs: 60 })).toContain(
		'Raise Timeout (Seconds) if the service needs longer.',
	);
	expect(await descriptionOf({ timeoutMs: 5000, totalTimeoutMs: 60 })).toContain(
		'Raise Total Timeout (Seconds) if the service needs longer.',
	);
	expect(await descriptionOf({ timeoutMs: 60, totalTimeoutMs: 60 })).toContain(
		'Raise Timeout (Seconds) if the service needs longer.',
	);
});

test('the signature that was sent is told with the delivery, and none where nothing is signed', async () => {
	const url = await start(answer(200));
	const signing = {
		scheme: 'hmac',
		secret: 's',
		header: 'X-Sig',
		algorithm: 'sha256',
		encoding: 'hex',
		prefix: '',
	} as const;
	const { signature } = await send(requestTo(url, { body: 'x' }), { signing });
	expect(signature).toEqual([['X-Sig', server.received[0]?.headers['x-sig']]]);
	expect((await send(requestTo(url, { body: 'x' }))).signature).toEqual([]);
});
