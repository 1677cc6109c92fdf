import fc from 'fast-check';

import { followUp, type Asking, type Follow } from '../../../nodes/CustomWebhook/delivery/follow';
import type { Delivered, OutgoingRequest, Responded } from '../../../nodes/CustomWebhook/delivery';

interface Page {
	list: number[];
	next: string | undefined;
}

const request: OutgoingRequest = { method: 'GET', url: 'https://a.test/0', headers: [] };

const answered = <B>(body: B, url = request.url, statusCode = 200): Responded<B> => ({
	response: { statusCode, statusMessage: '', headers: {}, url, method: 'GET', body, redirects: [] },
	attempts: [],
	durationMs: 0,
});

/** A service with these pages, a clock of its own, and what was asked of it. */
function service<B>(respond: (url: string, times: number) => Delivered<B>) {
	const asked: string[] = [];
	let now = 0;
	const asking: Asking<B> = {
		ask: async ({ url }) => {
			asked.push(url);
			return await Promise.resolve(respond(url, asked.length));
		},
		pause: async (ms) => {
			now += ms;
			return await Promise.resolve(true);
		},
		now: () => now,
		bytes: 1,
		policy: { httpsOnly: false },
	};
	return { asking, asked, now: () => now };
}

const pages = (maxPages: number): Follow<Page> => ({
	judge: () => undefined,
	pages: {
		maxPages,
		maxBytes: Infinity,
		next: ({ body }) => (body?.next === undefined ? undefined : { address: body.next }),
		join: (all) => ({ list: all.flatMap(({ list }) => list), next: undefined }),
	},
});

it('Pages are read in order, none twice, each member once, wherever the next URLs lead', async () => {
	const page = fc.record({
		list: fc.array(fc.integer(), { maxLength: 3 }),
		next: fc.option(fc.nat(6), { nil: undefined }),
	});
	await fc.assert(
		fc.asyncProperty(
			fc.array(page, { minLength: 7, maxLength: 7 }),
			fc.integer({ min: 1, max: 9 }),
			async (all, max) => {
				const of = (index: number): Page => {
					const { list = [], next } = all[index] ?? {};
					return { list, next: next === undefined ? undefined : `/${next}` };
				};
				const at = (url: string) => answered(of(Number(url.slice(-1))), url);
				const { asking, asked } = service(at);
				const delivered = await followUp(request, at(request.url), pages(max), asking);

				const read = [request.url, ...asked];
				expect(new Set(read).size).toBe(read.length);
				expect(delivered.failure).toBeUndefined();
				expect(delivered.response?.body?.list).toEqual(
					read.flatMap((url) => of(Number(url.slice(-1))).list),
				);
				expect(delivered.followed).toMatchObject({ pages: read.length, requests: read.length });
				expect(read.length).toBeLessThanOrEqual(max);
			},
		),
	);
});

it('Pages that are too large together fail the item without half a list', async () => {
	const list: Follow<Page> = { ...pages(9), pages: { ...pages(9).pages!, maxBytes: 2 } };
	const next = (url: string) => `/${Number(url.slice(-1)) + 1}`;
	const at = (url: string) => answered<Page>({ list: [1], next: next(url) }, url);
	const { asking } = service(at);
	const delivered = await followUp(request, at(request.url), list, asking);
	expect(delivered).toMatchObject({ failure: { kind: 'response' }, followed: { pages: 2 } });
	expect(delivered.response).not.toHaveProperty('body');
});

describe('waiting for a result', () => {
	const later = (timeoutMs: number): Follow<string> => ({
		judge: () => undefined,
		result: {
			intervalMs: 2000,
			timeoutMs,
			statusAt: () => ({ address: '/status', isAuthors: false }),
			movedTo: () => undefined,
			judge: () => undefined,
			isDone: ({ body }) => body === 'done',
			stateOf: ({ body }) => `has ${body}`,
		},
	});

	it('asks in the interval, and a last time when the time is over', async () => {
		const { asking, asked, now } = service(() => answered('running'));
		const delivered = await followUp(request, answered('accepted'), later(5000), asking);
		expect(asked).toHaveLength(3);
		expect(now()).toBe(5000);
		expect(delivered).toMatchObject({
			failure: { kind: 'timeout', retryable: true },
			response: { body: 'running' },
			followed: { polls: 3, requests: 4 },
		});
	});

	const withHeader = (value: string, body: string, name = 'retry-after') => {
		const { response, ...report } = answered(body);
		return { ...report, response: { ...response, headers: { [name]: value } } };
	};

	it('asks as Retry-After says, and 0 names no wait', async () => {
		const { asking, now } = service((_url, times) => withHeader('0', times < 3 ? 'running' : 'done'));
		const delivered = await followUp(request, withHeader('60', 'accepted'), later(300_000), asking);
		expect(delivered.followed?.polls).toBe(3);
		expect(now()).toBe(64_000);
	});

	it('never asks more than ten times a second, whatever the service says', async () => {
		const { asking, now } = service((_url, times) =>
			withHeader('1', times < 20 ? 'running' : 'done', 'retry-after-ms'),
		);
		const first = withHeader('1', 'accepted', 'retry-after-ms');
		const { followed } = await followUp(request, first, later(300_000), asking);
		expect(followed?.polls).toBe(20);
		expect(now()).toBe(2000);
	});
});
