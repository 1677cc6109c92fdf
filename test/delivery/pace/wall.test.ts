import { Wall, type WallTicket } from '../../../nodes/CustomWebhook/delivery/pace/wall';
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

describe('Step by step', () => {
	let wall: Wall;
	beforeEach(() => (wall = new Wall()));

	/** A request that is accepted at once. */
	const take = (now: number): WallTicket => {
		const ticket = wall.enter(now);
		wall.accept(ticket);
		wall.leave(ticket);
		return ticket;
	};
	const turnAway = (ticket: WallTicket, now: number, waitMs = 500, hinted = false) => {
		wall.refuse(ticket, now, waitMs, hinted);
		wall.leave(ticket);
	};
	/** Ten in a second, then one too many; the service accepts again half a second later. */
	const learnRate = (hinted: boolean) => {
		for (let now = 0; now < 1000; now += 100) take(now);
		turnAway(wall.enter(1000), 1050, 500, hinted);
		return wall.enter(1550);
	};
	/** Three, then one too many; refused at 0.5 and 2 s, accepted at 3 s. */
	const learnWindow = () => {
		for (const now of [0, 10, 20]) take(now);
		turnAway(wall.enter(30), 40);
		turnAway(wall.enter(wall.freeAt), 550);
		turnAway(wall.enter(wall.freeAt), 2020);
		const ticket = wall.enter(wall.freeAt);
		wall.accept(ticket);
		return ticket;
	};

	test('no limit is known at first', () => {
		expect(wall).toMatchObject({ isFresh: true, isProbing: false, isPacing: false, hasRoom: true });
		for (let i = 0; i < 100; i++) wall.enter(0);
		expect(wall).toMatchObject({ isFresh: false, isPacing: false, hasRoom: true, freeAt: -Infinity });
	});

	test('a refusal closes for the wait, and one request at a time asks whether it is open again', () => {
		turnAway(wall.enter(0), 100);
		expect(wall).toMatchObject({ freeAt: 600, isProbing: true, isPacing: true, hasRoom: true });
		const question = wall.enter(600);
		expect(wall).toMatchObject({ isProbing: true, hasRoom: false });
		wall.leave(question);
		expect(wall.hasRoom).toBe(true);
	});

	test('a service that says when to come back is not probed', () => {
		turnAway(wall.enter(0), 100, 500, true);
		expect(wall).toMatchObject({ freeAt: 600, isProbing: false, isPacing: true });
	});

	test('refused again and again, it asks when usual windows end, counted from the first request, then each 30 s', () => {
		turnAway(wall.enter(0), 100);
		const asked = [];
		for (let i = 0; i < 13; i++) {
			asked.push(Math.round(wall.freeAt));
			const asks = wall.enter(wall.freeAt);
			turnAway(asks, asks.sentAt + 100);
		}
		const ends = [2, 3, 5, 7, 10, 15, 20, 30, 45, 60].map((seconds) => seconds * 1005);
		expect(asked.slice(0, 11)).toEqual([600, ...ends]);
		expect(asked.slice(11)).toEqual([60_300 + 100 + 30_000, 60_300 + 2 * 30_100]);
	});

	test('a service that accepts again soon has a rate: below it by a third while only one refusal tells of it', () => {
		const question = learnRate(false);
		expect(wall.isPacing).toBe(true);
		wall.accept(question);
		// 10 in 1.55 s, of which 70% are used
		expect(wall.freeAt).toBeCloseTo(1550 + 155 / 0.7, 1);
		expect(wall).toMatchObject({ isProbing: false, isPacing: true, hasRoom: true });
		wall.enter(wall.freeAt);
		expect(wall.freeAt).toBeCloseTo(1550 + 155 / 0.7 + 1000 / (7 / 1.55 + 0.08), 1);
	});

	test('after a wait that the service named it accepts a little more than its rate', () => {
		learnRate(true);
		// the first one that it accepts counts too
		expect(wall.freeAt).toBeCloseTo(1550 + 2 * (155 / 1.15), 1);
	});

	test('a rate from one refusal to the next is used nearly whole', () => {
		wall.accept(learnRate(false));
		for (let i = 0; i < 10; i++) take(2000 + i * 100);
		turnAway(wall.enter(3000), 3050);
		wall.accept(wall.enter(3550));
		// 11 from the refusal at 1 s to the one at 3 s
		expect(wall.freeAt).toBeCloseTo(3550 + 2000 / 11 / 0.96, 1);
	});

	test.each([
		['by a refusal alone', false, 8],
		['by a wait that was named', true, 1],
	])(
		'a rate known %s grows with each that is accepted, and is no limit any more at four times',
		(_how, hinted, hundredths) => {
			wall.accept(learnRate(hinted));
			const rate = (10 / 1.55) * (hinted ? 1.15 : 0.7);
			let accepted = 1;
			for (; wall.isPacing && accepted < 10_000; accepted++) take(wall.freeAt);
			expect(accepted).toBe(Math.ceil((3 * rate * 100) / hundredths));
		},
	);

	test('a service that accepts again later has a window, which takes as many as before', () => {
		learnWindow();
		expect(wall.isPacing).toBe(false);
		wall.enter(3020);
		expect(wall.hasRoom).toBe(true);
		wall.enter(3020);
		expect(wall).toMatchObject({ hasRoom: false, isProbing: true });
	});

	test('beyond what the window took before, it feels on with one, two and four requests, each step after the last', () => {
		wall.leave(learnWindow());
		take(3020);
		take(3020);
		const steps = [1, 2, 4].map((step) => {
			for (let sent = 0; sent < step - 1; sent++) {
				expect(wall.isProbing).toBe(false);
				take(3030);
			}
			const last = wall.enter(3030);
			expect(wall.isProbing).toBe(true);
			wall.accept(last);
			wall.leave(last);
			return step;
		});
		expect(steps).toHaveLength(3);
	});

	test('no step is made while others of it are on their way', () => {
		wall.leave(learnWindow());
		const [one, two] = [wall.enter(3020), wall.enter(3020)];
		wall.accept(one);
		expect(wall.isProbing).toBe(true);
		wall.leave(one);
		wall.accept(two);
		expect(wall.isProbing).toBe(false);
	});

	test('a window whose end is not known well is probed halfway, then at the time that was late enough, then in steps', () => {
		wall.leave(learnWindow());
		turnAway(wall.enter(3040), 3050);
		// it ended between 2.01 and 3.015 s after its first request
		expect(wall.freeAt).toBeCloseTo(3015 + (2010 + 3015) / 2, 3);
		turnAway(wall.enter(wall.freeAt), 5600);
		expect(wall.freeAt).toBeCloseTo(3015 + 3015, 3);
		turnAway(wall.enter(wall.freeAt), 6040);
		expect(wall.freeAt).toBeCloseTo(6040 + 3015 * 0.02 * 3, 3);
	});

	test('after a pause longer than the window, a new one begins', () => {
		wall.leave(learnWindow());
		take(3020);
		take(3020);
		const late = 3020 + 3016;
		for (let i = 0; i < 3; i++) wall.enter(late);
		expect(wall).toMatchObject({ hasRoom: true, isProbing: false });
		// the three of the last one, and one to feel on
		wall.enter(late);
		expect(wall).toMatchObject({ hasRoom: false, isProbing: true });
	});

	test('and not after a shorter pause', () => {
		wall.leave(learnWindow());
		take(3020);
		take(3020);
		wall.enter(3020 + 3014);
		expect(wall.isProbing).toBe(true);
	});

	test('requests in flight when it closed count for what the opening took, and only a named wait of theirs makes it longer', () => {
		const [one, two, three] = [wall.enter(0), wall.enter(0), wall.enter(0)];
		turnAway(one, 100);
		wall.accept(two);
		wall.refuse(three, 150, 9000, false);
		expect(wall.freeAt).toBe(600);
		wall.refuse(three, 150, 5000, true);
		expect(wall.freeAt).toBe(5150);
		const question = wall.enter(5150);
		wall.leave(two);
		wall.leave(three);
		expect(wall.hasRoom).toBe(false);
		wall.accept(question);
		expect(wall).toMatchObject({ isPacing: true, isProbing: true });
	});
});
