import * as fc from 'fast-check';

import { Paces } from '../../../nodes/CustomWebhook/delivery/pace';
import type { Entry, RunPace } from '../../../nodes/CustomWebhook/delivery/pace/types';
import { WebhookFailure } from '../../../nodes/CustomWebhook/failure';
import { ManualClock } from '../../support/manual-clock';
import { latency, simulate, type Sent } from '../../support/simulation';

const A = { origin: 'https://a.test' };
const B = { origin: 'https://b.test' };
const POLICY: RunPace = { concurrency: 0, requestsPerSecond: 0, circuitBreaker: 25, maxDelayMs: 30_000 };

function open(policy: Partial<RunPace> = {}) {
	const clock = new ManualClock();
	const paces = new Paces(clock);
	const run = (more: Partial<RunPace> = {}) => paces.openRun({ ...POLICY, ...policy, ...more });
	return { clock, paces, run };
}

const ticketOf = (entry: Entry | Promise<Entry>) => {
	if (entry instanceof Promise || !entry.entered) throw new Error('It did not enter at once');
	return entry.ticket;
};
const isInstant = (entry: unknown) => !(entry instanceof Promise);
const lost = new WebhookFailure('connect', 'nothing there');

test('whoever may enter does so at once', () => {
	expect(open().run().to(A).enter({})).toMatchObject({ entered: true, waited: false });
});

test('when nobody waits any more, no timer is left', async () => {
	const sleeping = new Set<AbortSignal>();
	const sleep = (_ms: number, signal?: AbortSignal) =>
		new Promise<void>((_resolve, reject) => {
			sleeping.add(signal!);
			signal!.addEventListener('abort', () => {
				sleeping.delete(signal!);
				reject(new Error('stopped'));
			});
		});
	const run = new Paces({ now: () => 0, sleep }).openRun({ ...POLICY, requestsPerSecond: 0.001 });
	const lane = run.to(A);
	ticketOf(lane.enter({}));
	const waiting = lane.enter({});
	expect(sleeping.size).toBe(1);
	run.stop();
	expect(await waiting).toMatchObject({ entered: false });
	expect(sleeping.size).toBe(0);
});

test('no more of a run are in flight than its own number, over all origins', async () => {
	const lane = open({ concurrency: 2 });
	const run = lane.run();
	const first = ticketOf(run.to(A).enter({}));
	run.to(B).enter({});
	const third = run.to(B).enter({});
	expect(isInstant(third)).toBe(false);
	run.to(A).leave(first);
	expect(await third).toMatchObject({ entered: true, waited: true });
});

test('a wait that one run was told holds for the others at the same origin and credential only', async () => {
	const { run, clock } = open();
	const lane = run().to({ ...A, credential: 'x' });
	lane.refused(ticketOf(lane.enter({})), 5000, true);
	const other = run();
	expect(isInstant(other.to({ ...A, credential: 'y' }).enter({}))).toBe(true);
	expect(isInstant(other.to({ ...B, credential: 'x' }).enter({}))).toBe(true);
	const start = clock.now();
	await other.to({ ...A, credential: 'x' }).enter({});
	expect(clock.now() - start).toBe(5000);
});

test('a dead host is known to all runs that reach it in the same way, to no others', () => {
	const { run } = open({ circuitBreaker: 1 });
	run().to(A).itemEnded(lost);
	expect(
		run()
			.to({ ...A, credential: 'x' })
			.enter({}),
	).toMatchObject({ failure: { kind: 'circuit' } });
	expect(run({ way: 'by a proxy' }).to(A).enter({})).toMatchObject({ entered: true });
	expect(run().to(B).enter({})).toMatchObject({ entered: true });
});

test('when the circuit opens, those who wait are refused at once', async () => {
	const { run } = open({ concurrency: 1, circuitBreaker: 1 });
	const lane = run().to(A);
	lane.enter({});
	const waiting = [lane.enter({}), lane.enter({})];
	lane.itemEnded(lost);
	expect(await Promise.all(waiting)).toMatchObject([
		{ entered: false, failure: { kind: 'circuit' } },
		{ entered: false, failure: { kind: 'circuit' } },
	]);
});

test('a wait longer than a run goes along with fails its items, and those of another run wait', async () => {
	const { run, clock } = open();
	const lane = run().to(A);
	lane.refused(ticketOf(lane.enter({})), 3_600_000, true);
	expect(run().to(A).enter({})).toMatchObject({
		failure: { kind: 'circuit', retryAfterMs: 3_600_000, message: expect.stringContaining('3600 s') },
	});
	const start = clock.now();
	await run({ maxDelayMs: 7_200_000 }).to(A).enter({});
	expect(clock.now() - start).toBe(3_600_000);
});

test('without a circuit breaker such a wait is not waited for', () => {
	const { run } = open({ circuitBreaker: 0 });
	const lane = run().to(A);
	const ticket = ticketOf(lane.enter({}));
	lane.refused(ticket, 3_600_000, true);
	lane.leave(ticket);
	expect(lane.enter({})).toMatchObject({ entered: true });
});

test('a reset that is too far away counts like a wait that is too long', () => {
	const { run } = open();
	const lane = run().to(A);
	const limit = { remaining: 0, resetMs: 3_600_000 };
	lane.responded(ticketOf(lane.enter({})), { latencyMs: 5, isAccepted: true, limit });
	expect(run().to(A).enter({})).toMatchObject({ failure: { kind: 'circuit', retryAfterMs: 3_600_000 } });
});

test('retries go before first attempts, each in their order', async () => {
	const { run, clock } = open({ concurrency: 1 });
	const lane = run().to(A);
	const ticket = ticketOf(lane.enter({}));
	const order: string[] = [];
	const wait = async (name: string, deadline?: number) => {
		const entry = await lane.enter({ deadline });
		order.push(name);
		lane.leave(ticketOf(entry));
	};
	const later = clock.now() + 60_000;
	const all = [wait('first'), wait('second'), wait('retry', later), wait('retry too', later)];
	lane.leave(ticket);
	await Promise.all(all);
	expect(order).toEqual(['retry', 'retry too', 'first', 'second']);
});

test('each retry gives up at its own deadline, and the others go on waiting', async () => {
	const { run, clock } = open();
	const lane = run().to(A);
	lane.refused(ticketOf(lane.enter({})), 5000, true);
	const start = clock.now();
	const ends = await Promise.all(
		[3000, 1000, 2000, 9000].map(async (ms) => {
			const { entered } = await lane.enter({ deadline: start + ms });
			return [entered, clock.now() - start];
		}),
	);
	expect(ends).toEqual([
		[false, 3000],
		[false, 1000],
		[false, 2000],
		[true, 5000],
	]);
});

test('cancelling ends the wait, and leaves the place to the next', async () => {
	const { run } = open({ concurrency: 1 });
	const lane = run().to(A);
	const ticket = ticketOf(lane.enter({}));
	const stop = new AbortController();
	const cancelled = lane.enter({ signal: stop.signal });
	const next = lane.enter({});
	stop.abort();
	expect(await cancelled).toMatchObject({ failure: { kind: 'cancelled' } });
	lane.leave(ticket);
	expect(await next).toMatchObject({ entered: true });
	expect(lane.enter({ signal: AbortSignal.abort() })).toMatchObject({ failure: { kind: 'cancelled' } });
});

test('a run that is stopped ends the waits of its own items, and no others', async () => {
	const { run } = open();
	const [one, other] = [run(), run()];
	const lane = one.to(A);
	const ticket = ticketOf(lane.enter({}));
	lane.refused(ticket, 5000, true);
	const [mine, theirs] = [lane.enter({}), other.to(A).enter({})];
	one.stop();
	expect(await mine).toMatchObject({ failure: { kind: 'cancelled' } });
	expect(await theirs).toMatchObject({ entered: true });
	expect(await one.pause(1000, undefined)).toBe(false);
	expect(await other.pause(1000, undefined)).toBe(true);
});

test('a run of one item is not stuck behind a run of 100,000', async () => {
	const { sent } = await simulate(latency(100), [
		{ items: 5000, concurrency: 0 },
		{ items: 1, startsAt: 500 },
	]);
	const small = sent.find(({ run }) => run === 1)!;
	expect(small.at).toBeLessThanOrEqual(600);
});

test('runs of the same rate share it, and the lowest of different rates holds while it is under way', async () => {
	const { run, clock } = open();
	const start = clock.now();
	const at: number[] = [];
	const send = async (lane: ReturnType<ReturnType<typeof run>['to']>) => {
		const entry = await lane.enter({});
		at.push(clock.now() - start);
		lane.leave(ticketOf(entry));
	};
	const [slow, fast] = [run({ requestsPerSecond: 5 }).to(A), run({ requestsPerSecond: 10 }).to(A)];
	await Promise.all([slow, fast, slow, fast, fast].map(send));
	expect(at).toEqual([0, 200, 400, 500, 600]);
});

/** Any mix of runs at one service. */
const runs = fc.array(
	fc.record({
		items: fc.integer({ min: 1, max: 40 }),
		startsAt: fc.nat(300),
		concurrency: fc.constantFrom(0, 1, 3),
	}),
	{ minLength: 1, maxLength: 5 },
);

test('no item is lost, and none is sent twice without need', async () => {
	await fc.assert(
		fc.asyncProperty(runs, fc.integer({ min: 1, max: 200 }), async (mix, ms) => {
			const { sent, delivered } = await simulate(latency(ms), mix);
			const wanted = mix.reduce((sum, { items }) => sum + items, 0);
			expect(delivered).toBe(wanted);
			expect(new Set(sent.map(({ run, item }) => `${run} ${item}`)).size).toBe(wanted);
			expect(sent).toHaveLength(wanted);
		}),
		{ numRuns: 25 },
	);
});

test('in no second do more requests leave than the rate, and one', async () => {
	await fc.assert(
		fc.asyncProperty(runs, fc.integer({ min: 2, max: 50 }), async (mix, rate) => {
			const { sent } = await simulate(
				latency(20),
				mix.map((run) => ({ ...run, requestsPerSecond: rate })),
			);
			expect(mostInASecond(sent)).toBeLessThanOrEqual(rate + 1);
		}),
		{ numRuns: 25 },
	);
});

test('a waiting run sends at least one request while another sends two', async () => {
	await fc.assert(
		fc.asyncProperty(fc.integer({ min: 2, max: 6 }), async (count) => {
			const mix = Array.from({ length: count }, () => ({ items: 60 }));
			const { sent } = await simulate(
				latency(50),
				mix.map((run) => ({ ...run, requestsPerSecond: 20 })),
			);
			for (let at = 1; at + count <= 60; at += count)
				expect(new Set(sent.slice(at, at + count).map(({ run }) => run)).size).toBe(count);
		}),
		{ numRuns: 5 },
	);
});

function mostInASecond(sent: Sent[]): number {
	const times = sent.map(({ at }) => at).sort((a, b) => a - b);
	return Math.max(...times.map((from, i) => times.filter((to, j) => j >= i && to < from + 1000).length));
}
