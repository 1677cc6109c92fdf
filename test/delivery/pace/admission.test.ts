import { Paces } from '../../../nodes/CustomWebhook/delivery/pace';
import type { RunPace } from '../../../nodes/CustomWebhook/delivery/pace/types';
import { ManualClock } from '../../support/manual-clock';

const POLICY: RunPace = { concurrency: 0, requestsPerSecond: 0, circuitBreaker: 25, maxDelayMs: 30_000 };
const A = { origin: 'https://a.test' };

const run = (policy: Partial<RunPace> = {}, paces = new Paces(new ManualClock())) =>
	paces.openRun({ ...POLICY, ...policy });

describe('how many are in flight', () => {
	test.each([
		[1, 1],
		[5, 5],
		[0, 1000],
	])('with a concurrency of %i there is room for %i', (concurrency, room) => {
		const admission = run({ concurrency });
		for (let entered = 0; entered < room; entered++) {
			expect(admission.hasRoom).toBe(true);
			admission.entered();
		}
		expect(admission.hasRoom).toBe(false);
		admission.left();
		expect(admission.hasRoom).toBe(true);
	});
});

describe('a destination', () => {
	test('has one lane in a run, and another for each origin and credential', () => {
		const admission = run();
		const lane = admission.to(A);
		expect(admission.to({ ...A })).toBe(lane);
		expect(admission.to({ ...A, credential: 'x' })).not.toBe(lane);
		expect(admission.to({ origin: 'https://b.test' })).not.toBe(lane);
	});

	test('has one pace for all runs, and one circuit for all that reach it in the same way', () => {
		const paces = new Paces(new ManualClock());
		const [one, same, other] = [{ way: 'x' }, { way: 'x' }, { way: 'y' }].map((policy) =>
			run(policy, paces).to(A),
		);
		expect([same!.pace, other!.pace]).toEqual([one!.pace, one!.pace]);
		expect(same!.circuit).toBe(one!.circuit);
		expect(other!.circuit).not.toBe(one!.circuit);
	});

	test('lanes that nothing uses are let go, and one in use is not', () => {
		const admission = run();
		const used = admission.to(A);
		expect(used.enter({})).toMatchObject({ entered: true });
		const idle = admission.to({ origin: 'https://idle.test' });
		for (let index = 0; index < 1000; index++) admission.to({ origin: `https://${index}.test` });
		expect(admission.to(A)).toBe(used);
		expect(admission.to({ origin: 'https://idle.test' })).not.toBe(idle);
	});
});

describe('a pause', () => {
	test('lasts as long as it says', async () => {
		const clock = new ManualClock();
		const from = clock.now();
		expect(await run({}, new Paces(clock)).pause(5000, undefined)).toBe(true);
		expect(clock.now() - from).toBe(5000);
	});

	test.each(['before it begins', 'while it lasts'])('ends when the run stops: %s', async (when) => {
		const admission = run();
		if (when === 'before it begins') admission.stop();
		const pause = admission.pause(3_600_000, undefined);
		admission.stop();
		expect(await pause).toBe(false);
	});

	test.each(['before it begins', 'while it lasts'])('ends when its item is aborted: %s', async (when) => {
		const item = new AbortController();
		if (when === 'before it begins') item.abort();
		const pause = run().pause(3_600_000, item.signal);
		item.abort();
		expect(await pause).toBe(false);
	});

	test('that breaks by itself is no stop', async () => {
		const broken = new Error('the clock is broken');
		const admission = run({}, new Paces({ now: () => 0, sleep: () => Promise.reject(broken) }));
		await expect(admission.pause(1, undefined)).rejects.toBe(broken);
	});
});
