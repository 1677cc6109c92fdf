import fc from 'fast-check';

import { WebhookFailure } from '../../nodes/CustomWebhook/failure';
import { earlierLater, nextLater, type EarlierLater } from '../../nodes/CustomWebhook/outcome/later';

const HOUR_MS = 3_600_000;
const NOW = Date.parse('2026-11-30T00:00:00Z');
const YEAR_MS = 365 * 24 * HOUR_MS;

/** A try that failed for now at this time by the clock. */
function tryAt(now: number, { earlier, retryAfterMs, retryable = true }: Partial<Parts> = {}) {
	const failure = new WebhookFailure('status', 'no', { retryable, retryAfterMs });
	const ended = { failure, statusCode: 503, attempts: [{ statusCode: 503, durationMs: 1, waitedMs: 0 }] };
	return nextLater([HOUR_MS, HOUR_MS], 'key', earlier, ended, now);
}
interface Parts {
	earlier: EarlierLater;
	retryAfterMs: number;
	retryable: boolean;
}
const comeBack = (later: object) => earlierLater({ failure: { later } } as never);

/** Of clocks: from 1902 to 2286. */
const times = fc.integer({ min: -2_147_483_648_000, max: 9_999_999_999_000 });

it('The schedule counts tries, not time: a clock that jumps in between changes nothing', () => {
	fc.assert(
		fc.property(times, times, times, (first, second, third) => {
			const once = tryAt(first);
			const twice = tryAt(second, { earlier: comeBack(once)! });
			const thrice = tryAt(third, { earlier: comeBack(twice)! });
			expect(Date.parse(once.dueAt!)).toBe(first + HOUR_MS);
			expect(Date.parse(twice.dueAt!)).toBe(second + HOUR_MS);
			expect([once, twice, thrice].map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
			expect([once, twice, thrice].map(({ key }) => key)).toEqual(['key', 'key', 'key']);
			expect(thrice).toMatchObject({ givenUp: true });
		}),
	);
});

it('An item is due after the longer of its wait and Retry-After, and within a year, whatever a service says', () => {
	fc.assert(
		fc.property(times, fc.maxSafeNat(), (now, retryAfterMs) => {
			const waitMs = Date.parse(tryAt(now, { retryAfterMs }).dueAt!) - now;
			expect(waitMs).toBe(Math.min(Math.max(HOUR_MS, retryAfterMs), YEAR_MS));
		}),
	);
});

it('Each try is kept, with its attempts: the last one by itself, the others in their order', () => {
	const once = tryAt(NOW);
	const twice = tryAt(NOW + 1, { earlier: comeBack(once)! });
	const thrice = tryAt(NOW + 2, { earlier: comeBack(twice)! });
	expect(once.last).toMatchObject({ attempts: [{ statusCode: 503, durationMs: 1 }] });
	expect(once).not.toHaveProperty('earlier');
	expect(thrice.earlier).toEqual([once.last, twice.last]);
});

it('The newest hundred tries are kept', () => {
	let later = tryAt(NOW);
	for (let life = 1; life < 150; life++) later = tryAt(NOW + life, { earlier: comeBack(later)! });
	expect(later.attempt).toBe(150);
	expect(later.earlier).toHaveLength(100);
	expect(later.earlier?.at(-1)?.at).toBe(new Date(NOW + 148).toISOString());
});

it.each([
	['no list', 'x'],
	['a list of no tries', [1, null, 'x']],
])('Earlier tries that are %s are left out', (_what, earlier) => {
	expect(comeBack({ key: 'k', attempt: 2, earlier })?.tries).toEqual([]);
});

it('One that fails for good after an earlier try is given up, and says all that is known of it', () => {
	const once = tryAt(NOW);
	const last = tryAt(NOW, { earlier: comeBack(once)!, retryable: false });
	expect(last).toMatchObject({ key: 'key', attempt: 2, givenUp: true, earlier: [once.last] });
	expect(last).not.toHaveProperty('dueAt');
});
