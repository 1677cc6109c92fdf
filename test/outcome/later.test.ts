import fc from 'fast-check';

import { WebhookFailure } from '../../nodes/CustomWebhook/failure';
import type { JsonObject } from '../../nodes/CustomWebhook/formats/json';
import { earlierLater, nextLater, type EarlierLater } from '../../nodes/CustomWebhook/outcome/later';
import { failureOf } from '../template/render';

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

it('Of the many attempts of an item whose result was asked for, the newest are kept', () => {
	const failure = new WebhookFailure('timeout', 'not ready', { retryable: true });
	const attempts = Array.from({ length: 1000 }, (_, n) => ({
		statusCode: 200,
		durationMs: n,
		waitedMs: 0,
	}));
	const { last } = nextLater([HOUR_MS], 'key', undefined, { failure, statusCode: 200, attempts }, NOW);
	expect(last.attempts).toHaveLength(50);
	expect(last.attempts).toContainEqual({ statusCode: 200, durationMs: 999, waitedMs: 0 });
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

it.each([
	['key', 7],
	['key', ''],
	['key', ' a'],
	['key', 'a\nb'],
	['key', 'k'.repeat(256)],
	['attempt', '2'],
	['attempt', 1.5],
	['attempt', 0],
	['attempt', 10_001],
])('An item whose "%s" was changed to %j is not sent, and says how to go on', (name, value) => {
	const failure = failureOf(() => comeBack({ key: 'k', attempt: 2, [name]: value }));
	expect(failure).toMatchObject({ kind: 'request', field: 'options.retrySchedule' });
	expect(failure.message).toMatch(
		`failure.later of the item was changed, so it was not sent: "${name}" must be the`,
	);
	expect(failure.description).toBe('Restore failure.later, or remove it to send the item as a new one.');
});

it.each(['k', 'a b', 'k'.repeat(255)])('The key %j comes back as it was', (key) => {
	expect(comeBack({ key, attempt: 10_000 })).toMatchObject({ key, attempt: 10_000 });
});

it.each<JsonObject>([
	{},
	{ failure: 'no' },
	{ failure: {} },
	{ later: { key: 'k' } },
	{ later: { attempt: 2 } },
])('An item that carries no earlier try is a new one: %j', (json) => {
	expect(earlierLater(json)).toBeUndefined();
});

const LATER = { key: 'k', attempt: 2 };

it.each<JsonObject>([{ later: LATER }, { failure: { later: LATER } }])(
	'An earlier try comes back in the failure, or beside it: %j',
	(json) => {
		expect(earlierLater(json)).toEqual({ ...LATER, mayHaveActed: false, tries: [] });
	},
);

it('An earlier try that was replaced by a text is not sent', () => {
	expect(failureOf(() => earlierLater({ failure: { later: 'x' } })).message).toMatch('"key" must be');
});

it.each([
	[true, true],
	[false, false],
	['true', false],
	[undefined, false],
])('That the service may have acted comes back as it was written: %j', (mayHaveActed, read) => {
	expect(comeBack({ key: 'k', attempt: 1, mayHaveActed })?.mayHaveActed).toBe(read);
});

it('Once the service may have acted, it stays possible in all later tries', () => {
	const mayHaveActed = (acted: boolean, earlier?: EarlierLater) => {
		const failure = new WebhookFailure('status', 'no');
		const ended = { failure, statusCode: undefined, attempts: [], mayHaveActed: acted };
		return nextLater([HOUR_MS], 'key', earlier, ended, NOW).mayHaveActed;
	};
	const earlier = { key: 'k', attempt: 1, mayHaveActed: false, tries: [] };
	expect(mayHaveActed(false)).toBe(false);
	expect(mayHaveActed(true)).toBe(true);
	expect(mayHaveActed(false, earlier)).toBe(false);
	expect(mayHaveActed(true, earlier)).toBe(true);
	expect(mayHaveActed(false, { ...earlier, mayHaveActed: true })).toBe(true);
});

it('A try says the status and the request if it had one', () => {
	const failure = new WebhookFailure('dns', 'no such host');
	const request = { method: 'POST', url: 'https://x.example/' };
	const lastOf = (ended: { statusCode: number | undefined; request?: typeof request }) =>
		nextLater([], 'key', undefined, { failure, attempts: [], ...ended }, NOW).last;
	const all = { at: '2026-11-30T00:00:00.000Z', kind: 'dns', message: 'no such host', attempts: [] };
	expect(lastOf({ statusCode: undefined })).toStrictEqual(all);
	expect(lastOf({ statusCode: 503, request })).toStrictEqual({ ...all, statusCode: 503, request });
});
