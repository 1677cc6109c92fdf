import { Admission } from '../../../nodes/CustomWebhook/delivery/pace/admission';
import { WebhookFailure } from '../../../nodes/CustomWebhook/failure';
import { ManualClock } from '../../support/manual-clock';

const A = 'https://a.test';
const B = 'https://b.test';
const open = (policy = {}, clock = new ManualClock()) => ({
	clock,
	admission: new Admission({ concurrency: 10, requestsPerSecond: 0, circuitBreaker: 25, ...policy }, clock),
});
const connectFailure = new WebhookFailure('connect', 'nothing there');

test('whoever may enter does so at once', () => {
	const { admission } = open();
	expect(admission.enter(A, {})).toEqual({ entered: true, round: 0, waited: false });
});

test('under a rate requests leave evenly spaced, over all origins', async () => {
	const { admission, clock } = open({ requestsPerSecond: 10 });
	const start = clock.now();
	const times = await Promise.all(
		[A, A, B, A, B].map(async (origin) => {
			await admission.enter(origin, {});
			return clock.now() - start;
		}),
	);
	expect(times.sort((a, b) => a - b)).toEqual([0, 100, 200, 300, 400]);
});

test('an origin that asked to wait is waited for, another is not', async () => {
	const { admission, clock } = open();
	admission.slowDown(A, 5000, 0);
	const start = clock.now();
	expect(admission.enter(B, {})).toMatchObject({ entered: true });
	await admission.enter(A, {});
	expect(clock.now() - start).toBe(5000);
});

test('after a wait the rate still holds: no burst', async () => {
	const { admission, clock } = open({ requestsPerSecond: 10 });
	admission.slowDown(A, 5000, 0);
	const start = clock.now();
	const times = await Promise.all(
		[1, 2, 3].map(async () => {
			await admission.enter(A, {});
			return clock.now() - start;
		}),
	);
	expect(times).toEqual([5000, 5100, 5200]);
});

test('no more are in flight to an origin than it bears; each that leaves makes room', async () => {
	const { admission } = open({ concurrency: 2 });
	admission.enter(A, {});
	admission.enter(A, {});
	let entered = false;
	const third = Promise.resolve(admission.enter(A, {})).then(() => (entered = true));
	await new Promise(setImmediate);
	expect(entered).toBe(false);
	admission.leave(A);
	await third;
	expect(entered).toBe(true);
});

test('repeats go before first requests, each in their order', async () => {
	const { admission, clock } = open({ concurrency: 1 });
	admission.enter(A, {});
	const order: string[] = [];
	const wait = async (name: string, deadline?: number) => {
		await admission.enter(A, deadline === undefined ? {} : { deadline });
		order.push(name);
		admission.leave(A);
	};
	const later = clock.now() + 60_000;
	const all = [wait('first'), wait('second'), wait('repeat', later), wait('repeat too', later)];
	admission.leave(A);
	await Promise.all(all);
	expect(order).toEqual(['repeat', 'repeat too', 'first', 'second']);
});

test('who comes when a wait has just ended goes behind those who waited', async () => {
	const { admission, clock } = open();
	admission.slowDown(A, 5000, 0);
	const order: number[] = [];
	const waiting = Promise.resolve(admission.enter(A, {})).then(() => order.push(1));
	clock.advance(5000);
	await Promise.all([waiting, Promise.resolve(admission.enter(A, {})).then(() => order.push(2))]);
	expect(order).toEqual([1, 2]);
	expect(admission.enter(A, {})).toMatchObject({ entered: true });
});

test('under a rate, too, also where the next one is for another origin', async () => {
	const { admission, clock } = open({ requestsPerSecond: 10 });
	admission.enter(A, {});
	const start = clock.now();
	const times: Array<[string, number]> = [];
	const enter = async (origin: string) => {
		await admission.enter(origin, {});
		times.push([origin, clock.now() - start]);
	};
	const waiting = enter(A);
	clock.advance(100);
	await Promise.all([waiting, enter(B)]);
	expect(times).toEqual([
		[A, 100],
		[B, 200],
	]);
});

test('a success makes room at an origin that was slowed down, another answer does not', async () => {
	for (const [success, isInstant] of [
		[true, true],
		[false, false],
	] as const) {
		const { admission } = open({ concurrency: 2 });
		admission.enter(A, {});
		admission.slowDown(A, 0, 0);
		admission.answered(A, success);
		expect(!(admission.enter(A, {}) instanceof Promise)).toBe(isInstant);
	}
});

test('an origin at which nothing is under way or remembered is forgotten, another is not', () => {
	const { admission } = open();
	const { origins } = admission as unknown as { origins: Map<string, unknown> };
	for (const origin of [A, B]) admission.enter(origin, {});
	admission.enter(B, {});
	admission.slowDown(A, 5000, 0);
	for (const origin of [A, B]) admission.leave(origin);
	expect([...origins.keys()]).toEqual([A, B]);
	admission.leave(B);
	expect([...origins.keys()]).toEqual([A]);
});

test('repeats that wait for a free place give up at their deadline by the real clock', async () => {
	const { admission } = open({ concurrency: 1 }, {
		...new ManualClock(),
		now: () => Date.now(),
	} as ManualClock);
	admission.enter(A, {});
	const before = Date.now();
	expect(await admission.enter(A, { deadline: before + 40 })).toEqual({ entered: false });
	expect(Date.now() - before).toBeGreaterThanOrEqual(38);
});

test('each repeat gives up at its own deadline, and the others go on waiting', async () => {
	const { admission, clock } = open();
	admission.slowDown(A, 5000, 0);
	const start = clock.now();
	const ends = await Promise.all(
		[3000, 1000, 2000, 9000].map(async (ms) => {
			const { entered } = await admission.enter(A, { deadline: start + ms });
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

test('a repeat does not wait past its deadline', async () => {
	const { admission, clock } = open();
	admission.slowDown(A, 5000, 0);
	const start = clock.now();
	expect(await admission.enter(A, { deadline: start + 2000 })).toEqual({ entered: false });
	expect(clock.now() - start).toBe(2000);
});

test('when the circuit opens, those who wait are refused at once', async () => {
	const { admission, clock } = open({ concurrency: 1, circuitBreaker: 1 });
	admission.enter(A, {});
	const waiting = [admission.enter(A, {}), admission.enter(A, {})];
	admission.itemEnded(A, connectFailure);
	expect(await Promise.all(waiting)).toMatchObject([
		{ entered: false, failure: { kind: 'circuit' } },
		{ entered: false, failure: { kind: 'circuit' } },
	]);
	admission.leave(A);
	clock.advance(30_000);
	expect(admission.enter(A, {})).toMatchObject({ entered: true });
	expect(admission.enter(A, {})).toMatchObject({ failure: { kind: 'circuit' } });
	admission.answered(A, true);
	admission.leave(A);
	expect(admission.enter(A, {})).toMatchObject({ entered: true });
});

test('a wait that is too long shuts the origin until then', () => {
	const { admission, clock } = open();
	admission.shutFor(A, 3_600_000);
	expect(admission.enter(A, {})).toMatchObject({ failure: { kind: 'circuit', retryAfterMs: 3_600_000 } });
	clock.advance(3_600_000);
	expect(admission.enter(A, {})).toMatchObject({ entered: true });
});

test('cancelling ends the wait, and leaves the place to the next', async () => {
	const { admission } = open({ concurrency: 1 });
	admission.enter(A, {});
	const stop = new AbortController();
	const cancelled = admission.enter(A, { signal: stop.signal });
	const next = admission.enter(A, {});
	stop.abort();
	expect(await cancelled).toMatchObject({
		failure: { kind: 'cancelled', message: 'The execution was stopped before this request was done' },
	});
	admission.leave(A);
	expect(await next).toMatchObject({ entered: true, waited: true });
	expect(admission.enter(A, { signal: AbortSignal.abort() })).toMatchObject({
		failure: { kind: 'cancelled' },
	});
});
