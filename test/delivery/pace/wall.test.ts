import { fixedWindow, simulate, tokenBucket, type RunOptions, type Service } from '../../support/simulation';

const SEEDS = [7, 8, 9];
const five = Array.from({ length: 5 }, () => ({ items: 100 }));

/** The shortest time in which a service takes 500 requests. Milliseconds. */
const BUCKET_BEST = 9000;
const WINDOW_BEST = 40_000;

async function all(service: () => Service, runs: RunOptions[]) {
	return await Promise.all(SEEDS.map((seed) => simulate(service(), runs, seed)));
}

describe.each([
	['one run of 500', [{ items: 500 }]],
	['5 runs of 100 at once', five],
] as Array<[string, RunOptions[]]>)('%s', (_name, runs) => {
	test.each([
		[
			'a token bucket that says when to come back',
			(ms: number) => tokenBucket(50, 50, { ms, hint: true }),
			BUCKET_BEST,
		],
		['a token bucket that says nothing', (ms: number) => tokenBucket(50, 50, { ms }), BUCKET_BEST],
		[
			'a window that says when it ends',
			(ms: number) => fixedWindow(100, 10_000, { ms, hint: true }),
			WINDOW_BEST,
		],
		['a window that says nothing', (ms: number) => fixedWindow(100, 10_000, { ms }), WINDOW_BEST],
		[
			'a window whose headers say what is left',
			(ms: number) => fixedWindow(100, 10_000, { ms, headers: true }),
			WINDOW_BEST,
		],
	])('%s takes all, soon, and refuses few', async (_service, make, best) => {
		for (const { delivered, ms, refused } of await all(() => make(50), runs)) {
			expect(delivered).toBe(500);
			expect(refused).toBeLessThanOrEqual(50);
			expect(ms).toBeLessThan(best * 1.2);
		}
	});
});

test('at remaining 0 nothing is sent before the reset: nothing is refused', async () => {
	for (const { refused } of await all(
		() => fixedWindow(20, 5000, { ms: 100, headers: true }),
		[{ items: 100 }],
	))
		expect(refused).toBeLessThanOrEqual(10);
});

test('after the limit is known each window costs at most a few refusals', async () => {
	const { sent } = await simulate(fixedWindow(100, 10_000, { ms: 50, hint: true }), [{ items: 1000 }]);
	const late = sent.filter(({ at, status }) => at > 15_000 && status === 429);
	expect(late.length).toBeLessThanOrEqual(16);
});

test('runs that name their own concurrency keep to what was learned too', async () => {
	const { delivered, refused } = await simulate(tokenBucket(50, 50, { ms: 50 }), [
		{ items: 500, concurrency: 20 },
	]);
	expect(delivered).toBe(500);
	expect(refused).toBeLessThanOrEqual(50);
});
