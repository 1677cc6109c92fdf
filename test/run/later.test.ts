import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { CustomWebhook } from '../../nodes/CustomWebhook/CustomWebhook.node';
import { nodeContext } from '../support/node-context';
import { startWebServer, type Answer, type WebServer } from '../support/web-server';

let server: WebServer;
let status = 503;
beforeEach(async () => {
	status = 503;
	server = await startWebServer((_request, response) => {
		response.statusCode = status;
		response.end();
	});
});
afterEach(async () => await server.close());

type Later = Record<string, unknown> & { key: string; attempt: number; dueAt: string };

/** One run for one item; retried later by this schedule. */
async function run(json: object, schedule = '5m, 2h', more: INodeParameters = {}, parameters = {}) {
	const { context } = nodeContext({
		items: [{ json: json as INodeExecutionData['json'] }],
		parameters: {
			url: server.url,
			jsonBody: '{"a":1}',
			onFailure: 'route',
			...parameters,
			options: {
				allowPrivateNetwork: true,
				retry: { values: { retryMode: 'never' } },
				idempotency: { values: { idempotencyKey: 'auto' } },
				later: { values: { retrySchedule: schedule } },
				...more,
			},
		},
	});
	const [[success] = [], [failed] = []] = await new CustomWebhook().execute.call(context);
	const failure = failed?.json.failure as (Record<string, unknown> & { later?: Later }) | undefined;
	return { success, item: failed?.json, failure, later: failure?.later };
}

const keysSent = () => server.requests.map(({ headers }) => headers['idempotency-key']);
const minutesUntil = (time?: string) => Math.round((Date.parse(time ?? '') - Date.now()) / 60_000);

it('A failure that may pass carries a key, the count, when it is due, and what it came to', async () => {
	const { later } = await run({ id: 1 });
	expect(later).toMatchObject({ key: keysSent()[0], attempt: 1, mayHaveActed: true });
	expect(later).toMatchObject({ last: { kind: 'status', statusCode: 503 } });
	expect(minutesUntil(later?.dueAt)).toBe(5);
	expect(later).not.toHaveProperty('givenUp');
});

it('An item that comes back counts on with the same key, until it is given up', async () => {
	const first = await run({ id: 1 });
	const second = await run(first.item!);
	expect(second.later).toMatchObject({ key: first.later?.key, attempt: 2 });
	expect(minutesUntil(second.later?.dueAt)).toBe(120);

	const third = await run({ id: 1, later: second.later });
	expect(third.later).toMatchObject({ key: first.later?.key, attempt: 3, givenUp: true });
	expect(third.later).not.toHaveProperty('dueAt');
	expect(third.item).not.toHaveProperty('later');
	expect(new Set(keysSent())).toEqual(new Set([first.later?.key]));

	status = 200;
	const { success } = await run({ id: 1, later: third.later });
	expect(success?.json).toMatchObject({ id: 1, response: { ok: true } });
	expect(success?.json).not.toHaveProperty('later');
});

it('It is told over all tries whether the service may have acted', async () => {
	status = 500;
	const first = await run({}, '1s', { retry: { values: { retryMode: 'never', retryStatusCodes: '5xx' } } });
	expect(first.later).toMatchObject({ mayHaveActed: true });
	status = 503;
	expect((await run(first.item!)).later).toMatchObject({ mayHaveActed: true });
});

describe('Whether the service may have acted', () => {
	const laterAfter = async (answer: Answer, more: INodeParameters = {}, parameters = {}) => {
		await server.close();
		server = await startWebServer(answer);
		return (await run({}, '1h', more, parameters)).later;
	};

	it.each<[string, number, Record<string, string>]>([
		['a 503', 503, {}],
		['a 408', 408, {}],
		['a 502 that asks to wait', 502, { 'retry-after': '1' }],
	])('is possible after %s', async (_title, statusCode, headers) => {
		const later = await laterAfter((_request, response) => response.writeHead(statusCode, headers).end());
		expect(later).toMatchObject({ mayHaveActed: true });
	});

	it.each<[string, number, Record<string, string>]>([
		['a 429', 429, {}],
		['a 408 that asks to wait', 408, { 'retry-after': '1' }],
		['a 503 that asks to wait', 503, { 'retry-after': '1' }],
	])('is not possible after %s', async (_title, statusCode, headers) => {
		const later = await laterAfter((_request, response) => response.writeHead(statusCode, headers).end());
		expect(later).toMatchObject({ mayHaveActed: false });
	});

	it('is possible if only the page after the order refuses', async () => {
		const later = await laterAfter(({ method }, response) =>
			method === 'POST'
				? response.writeHead(303, { location: '/receipt' }).end()
				: response.writeHead(503, { 'retry-after': '1' }).end(),
		);
		expect(later).toMatchObject({ mayHaveActed: true });
	});

	it('is possible if the order was accepted, and asking for its result is refused', async () => {
		const later = await laterAfter(
			({ method }, response) =>
				method === 'POST'
					? response.writeHead(202, { location: '/jobs/1', 'retry-after-ms': '1' }).end()
					: response.writeHead(429).end(),
			{ result: { values: { waitFor: 'location' } } },
		);
		expect(later).toMatchObject({ last: { statusCode: 429 }, mayHaveActed: true });
	});

	it('is not possible if the body says that it did not', async () => {
		const retry = { retryMode: 'never', retryWhenPath: 'state', retryWhenValues: 'BUSY' };
		const later = await laterAfter((_request, response) => response.end('{"state":"BUSY"}'), {
			retry: { values: retry },
		});
		expect(later).toMatchObject({ mayHaveActed: false });
	});

	it('does not matter for a request that only reads', async () => {
		const later = await laterAfter(
			(_request, response) => response.writeHead(500).end(),
			{},
			{ method: 'GET' },
		);
		expect(later).toMatchObject({ mayHaveActed: false });
	});
});

it('A person can decide by what it carries: what was sent, and each attempt of all lives', async () => {
	const options = { retry: { values: { maxRetries: 1, retryBaseDelay: 0 } } };
	const first = await run({ id: 1 }, '1s, 1s', options);
	const second = await run(first.item!, '1s, 1s', options);
	status = 404;
	const third = await run(second.item!, '1s, 1s', options);
	const last = { request: { method: 'POST', url: `${server.url}/` } };
	expect(third.failure).toMatchObject({ kind: 'status', statusCode: 404, retryable: false });
	expect(third.later).toMatchObject({ key: keysSent()[0], attempt: 3, givenUp: true, mayHaveActed: true });
	expect(third.later).toMatchObject({
		last: { ...last, statusCode: 404, attempts: [{ statusCode: 404 }] },
	});
	const busy = { ...last, statusCode: 503, attempts: [{ statusCode: 503 }, { statusCode: 503 }] };
	expect(third.later).toMatchObject({ earlier: [busy, busy] });
	expect(new Set(keysSent()).size).toBe(1);
});

it('What was sent is shown without its secrets', async () => {
	const { context } = nodeContext({
		items: [{ json: {} }],
		credentials: {
			customWebhookApiKeyApi: { placement: 'query', name: 'api_key', value: 'top-secret-key' },
		},
		parameters: {
			url: `${server.url}/orders?token=my-own-token`,
			authentication: 'apiKey',
			jsonBody: '{}',
			onFailure: 'route',
			options: {
				allowPrivateNetwork: true,
				retry: { values: { retryMode: 'never' } },
				later: { values: { retrySchedule: '1h' } },
			},
		},
	});
	const [, [failed] = []] = await new CustomWebhook().execute.call(context);
	expect(server.requests[0]?.url).toMatch(/top-secret-key/);
	const { later } = failed!.json.failure as { later: { last: { request: { url: string } } } };
	expect(later.last.request.url).toContain('/orders?');
	expect(JSON.stringify(later)).not.toMatch(/top-secret-key|my-own-token/);
});

it('A Retry-After of ages is a year', async () => {
	await server.close();
	server = await startWebServer((_request, response) =>
		response.writeHead(503, { 'retry-after': '99999999999999999999' }).end(),
	);
	expect(minutesUntil((await run({})).later?.dueAt)).toBe(365 * 24 * 60);
});

it('A longer Retry-After wins over the schedule', async () => {
	await server.close();
	server = await startWebServer((_request, response) =>
		response.writeHead(503, { 'retry-after': '3600' }).end(),
	);
	expect(minutesUntil((await run({})).later?.dueAt)).toBe(60);
});

it('An own key is the key, and a failure for good is not tried later', async () => {
	const own = { idempotency: { values: { idempotencyKey: 'custom', idempotencyKeyValue: 'o-{{id}}' } } };
	expect((await run({ id: 7 }, '5m', own)).later?.key).toBe('o-7');
	status = 400;
	expect((await run({ id: 7 })).failure).not.toHaveProperty('later');
});

it('Without a schedule nothing is added, and a field of the author named later stays', async () => {
	const { failure, item } = await run({ later: 'tomorrow' }, '');
	expect(failure).not.toHaveProperty('later');
	expect(item).toMatchObject({ later: 'tomorrow' });
	expect((await run({ later: 'tomorrow' })).item).toMatchObject({ later: 'tomorrow' });
});

it.each<[string, unknown]>([
	['no object', 'x'],
	['without a key', { attempt: 1 }],
	['with a key for two headers', { key: 'a\r\nb: c', attempt: 1 }],
	['with a count that is no number', { key: 'k', attempt: '1' }],
	['with a count below one', { key: 'k', attempt: 0 }],
])(
	'A later that is %s fails the item before it is sent, and nothing of it is lost',
	async (_title, later) => {
		const { failure, item } = await run({ id: 1, failure: { kind: 'status', retryable: true, later } });
		expect(failure).toMatchObject({ kind: 'request', retryable: false, later });
		expect(failure?.message).toMatch(/was changed, so it was not sent/);
		expect(item).toMatchObject({ id: 1 });
		expect(server.requests).toEqual([]);
	},
);

it.each(['5', '5x', '5m,', 'm5', '-5m', '0m', '400d', Array(101).fill('1s').join()])(
	'The schedule %j is a mistake in the set-up',
	async (schedule) => {
		await expect(run({}, schedule)).rejects.toThrow(/"options.retrySchedule" takes waits such as 5m/);
	},
);
