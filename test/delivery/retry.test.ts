import * as fc from 'fast-check';

import {
	backoff,
	backPressure,
	decide,
	mayHaveActed,
	type AttemptEnd,
	type RetryState,
} from '../../nodes/CustomWebhook/delivery/retry';
import type { FailureKind } from '../../nodes/CustomWebhook/failure';
import { policyWith } from '../support/delivery';

const { retry } = policyWith();
const state: RetryState = { method: 'POST', keyed: false, retries: 0, remainingMs: 120_000, backoffMs: 700 };
const again = (end: Partial<AttemptEnd>, over: Partial<RetryState> = {}, mode = retry.mode) =>
	decide({ ...retry, mode }, { written: true, ...end }, { ...state, ...over }).again;

describe('safe', () => {
	test.each(['GET', 'HEAD', 'PUT', 'DELETE'])(
		'%s is sent again after a status, a broken connection, a timeout',
		(method) => {
			expect(again({ statusCode: 500 }, { method })).toBe(true);
			expect(again({ failure: 'network' }, { method })).toBe(true);
			expect(again({ failure: 'timeout' }, { method })).toBe(true);
		},
	);

	test.each(['POST', 'PATCH'])('%s is sent again with a key', (method) => {
		expect(again({ statusCode: 500 }, { method, keyed: true })).toBe(true);
		expect(again({ failure: 'timeout' }, { method, keyed: true })).toBe(true);
	});

	test.each(['POST', 'PATCH'])(
		'%s without a key is not sent again where the service may have acted',
		(method) => {
			expect(again({ statusCode: 500 }, { method })).toBe(false);
			expect(again({ statusCode: 503 }, { method })).toBe(false);
			expect(again({ failure: 'network' }, { method })).toBe(false);
			expect(again({ failure: 'timeout' }, { method })).toBe(false);
		},
	);

	test.each(['POST', 'PATCH'])(
		'%s without a key is sent again where the service cannot have acted',
		(method) => {
			expect(again({ failure: 'connect', written: false }, { method })).toBe(true);
			expect(again({ failure: 'dns', written: false }, { method })).toBe(true);
			expect(again({ failure: 'timeout', written: false }, { method })).toBe(true);
			expect(again({ statusCode: 429 }, { method })).toBe(true);
			expect(again({ statusCode: 503, retryAfterMs: 100 }, { method })).toBe(true);
		},
	);

	test.each([403, 408, 409, 420, 425, 430, 503, 529])(
		'a POST is sent again after a %i with Retry-After, if the author listed the status',
		(statusCode) => {
			const listed = { ...retry, isRetryable: () => true };
			const end = { statusCode, retryAfterMs: 100, written: true };
			expect(decide(listed, end, state)).toEqual({ again: true, waitMs: 100 });
			expect(decide(listed, { statusCode, written: true }, state).again).toBe(false);
			expect(backPressure(listed, end, 700)).toBe(100);
			const notListed = { ...retry, isRetryable: () => false };
			expect(decide(notListed, end, state).again).toBe(false);
			expect(backPressure(notListed, end, 700)).toBeUndefined();
		},
	);

	test.each([500, 502, 504])(
		'a POST is not sent again after a %i with Retry-After: it may have been acted on',
		(statusCode) => {
			expect(again({ statusCode, retryAfterMs: 100 })).toBe(false);
		},
	);

	test('what is not sent again only because it may have been acted on says so', () => {
		const verdict = (over: Partial<RetryState>, policy = retry) =>
			decide(policy, { statusCode: 503, written: true }, { ...state, ...over });
		expect(verdict({})).toEqual({ again: false, waitMs: 0, notRepeated: 'POST' });
		expect(verdict({ keyed: true })).toEqual({ again: true, waitMs: 700 });
		expect(verdict({ retries: 2 })).not.toHaveProperty('notRepeated');
		expect(verdict({}, { ...retry, mode: 'never' })).not.toHaveProperty('notRepeated');
		expect(verdict({}, { ...retry, maxRetries: 0 })).not.toHaveProperty('notRepeated');
	});

	test('a redirect that turned a POST into a GET has acted on it, whatever the GET is answered', () => {
		expect(again({ statusCode: 429, method: 'GET' })).toBe(false);
		expect(again({ statusCode: 503, retryAfterMs: 100, method: 'GET' })).toBe(false);
		expect(again({ statusCode: 429, method: 'POST' })).toBe(true);
		expect(again({ statusCode: 429, method: 'GET' }, { keyed: true })).toBe(true);
	});

	test('a connection that fails after a redirect was answered does not make a POST safe', () => {
		expect(again({ failure: 'connect', written: true })).toBe(false);
	});
});

test('always sends every method again, never sends none', () => {
	expect(again({ statusCode: 500 }, {}, 'always')).toBe(true);
	expect(again({ failure: 'network' }, {}, 'always')).toBe(true);
	expect(again({ statusCode: 500 }, { method: 'GET' }, 'never')).toBe(false);
	expect(again({ statusCode: 429 }, {}, 'never')).toBe(false);
});

test.each(['tls', 'blocked', 'credentials', 'redirect', 'response', 'request', 'cancelled'] as const)(
	'%s is final in every mode',
	(failure) => expect(again({ failure, written: false }, { method: 'GET' }, 'always')).toBe(false),
);

test('410 is final whatever the list says', () => {
	const end = { statusCode: 410, retryAfterMs: 5, written: true };
	const policy = { ...retry, mode: 'always' as const, isRetryable: () => true };
	expect(decide(policy, end, state)).toEqual({ again: false, waitMs: 0 });
	expect(backPressure(policy, end, 5)).toBeUndefined();
});

test('retries end when they are used up', () => {
	expect(again({ statusCode: 500 }, { method: 'GET', retries: 1 })).toBe(true);
	expect(again({ statusCode: 500 }, { method: 'GET', retries: 2 })).toBe(false);
});

describe('waits', () => {
	test('Retry-After replaces the wait, to the millisecond', () => {
		expect(decide(retry, { statusCode: 429, retryAfterMs: 30_000, written: true }, state)).toEqual({
			again: true,
			waitMs: 30_000,
		});
	});

	test('a Retry-After over the longest wait ends the item and is passed on', () => {
		expect(decide(retry, { statusCode: 429, retryAfterMs: 30_001, written: true }, state)).toEqual({
			again: false,
			waitMs: 0,
			retryAfterMs: 30_001,
		});
	});

	test('a Retry-After past the total time ends the item and is passed on', () => {
		const end = { statusCode: 503, retryAfterMs: 10_000, written: true };
		expect(decide(retry, end, { ...state, remainingMs: 9000 })).toMatchObject({
			again: false,
			retryAfterMs: 10_000,
		});
	});

	test('a wait of the policy past the total time ends the item', () => {
		expect(again({ statusCode: 500 }, { method: 'GET', backoffMs: 700, remainingMs: 700 })).toBe(false);
	});

	test('doubles, is capped, and jitters over the whole span', () => {
		expect([0, 1, 2, 3].map((retries) => backoff(retry, retries, 1))).toEqual([1000, 2000, 4000, 8000]);
		expect(backoff(retry, 10, 1)).toBe(30_000);
		expect(backoff(retry, 5000, 0.5)).toBe(15_000);
		expect(backoff(retry, 3, 0)).toBe(0);
	});

	test('never exceeds the cap', () => {
		fc.assert(
			fc.property(
				fc.nat(2000),
				fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
				(retries, random) => {
					const wait = backoff(retry, retries, random);
					expect(wait).toBeGreaterThanOrEqual(0);
					expect(wait).toBeLessThanOrEqual(retry.maxDelayMs);
				},
			),
		);
	});
});

describe('back-pressure', () => {
	test('comes from a 429, and from a 503 with Retry-After', () => {
		expect(backPressure(retry, { statusCode: 429, written: true }, 700)).toBe(700);
		expect(backPressure(retry, { statusCode: 429, retryAfterMs: 5, written: true }, 700)).toBe(5);
		expect(backPressure(retry, { statusCode: 503, retryAfterMs: 5, written: true }, 700)).toBe(5);
	});

	test('does not come from anything else', () => {
		expect(backPressure(retry, { statusCode: 503, written: true }, 700)).toBeUndefined();
		expect(backPressure(retry, { statusCode: 500, retryAfterMs: 5, written: true }, 700)).toBeUndefined();
		expect(backPressure(retry, { failure: 'network', written: true }, 700)).toBeUndefined();
	});

	test('does not come from a status that is not tried again', () => {
		const policy = { ...retry, isRetryable: (status: number) => status === 500 };
		expect(
			backPressure(policy, { statusCode: 429, retryAfterMs: 5, written: true }, 700),
		).toBeUndefined();
	});
});

describe('whether the service may have acted', () => {
	const acted = (end: Partial<AttemptEnd>, method = 'POST') =>
		mayHaveActed(retry, { written: true, ...end }, method);

	test.each<Partial<AttemptEnd>>([
		{ failure: 'timeout' },
		{ failure: 'network' },
		{ failure: 'response' },
		{ failure: 'redirect' },
		{ failure: 'cancelled' },
		{ statusCode: 200 },
		{ statusCode: 202 },
		{ statusCode: 302 },
		{ statusCode: 408 },
		{ statusCode: 500 },
		{ statusCode: 502, retryAfterMs: 100 },
		{ statusCode: 503 },
		{ statusCode: 429, method: 'GET' },
		{ statusCode: 404, method: 'GET' },
		{ failure: 'connect', method: 'GET' },
	])('is possible after %j', (end) => {
		expect(acted(end)).toBe(true);
		expect(acted(end, 'GET')).toBe(false);
	});

	test.each<Partial<AttemptEnd>>([
		{ failure: 'connect', written: false },
		{ failure: 'timeout', written: false },
		{ failure: 'blocked', written: false },
		{ statusCode: 404 },
		{ statusCode: 422 },
		{ statusCode: 429 },
		{ statusCode: 408, retryAfterMs: 100 },
		{ statusCode: 503, retryAfterMs: 0 },
		{ statusCode: 200, busy: true },
		{ statusCode: 500, busy: true },
	])('is not possible after %j', (end) => {
		expect(acted(end)).toBe(false);
	});

	test('is possible whenever that is why a request is not sent again', () => {
		const codes = fc.constantFrom(200, 301, 403, 404, 408, 425, 429, 499, 500, 502, 503, 504, 529);
		const policy = { ...retry, isRetryable: () => true };
		const responses = fc.record(
			{
				statusCode: codes,
				method: fc.constantFrom('POST', 'GET'),
				retryAfterMs: fc.constantFrom(0, 100),
				busy: fc.boolean(),
				written: fc.constant(true),
			},
			{ requiredKeys: ['statusCode', 'written'] },
		);
		const failures = fc.record({
			failure: fc.constantFrom<FailureKind>('timeout', 'network', 'connect', 'dns'),
			written: fc.boolean(),
		});
		fc.assert(
			fc.property(fc.oneof(responses, failures), (end: AttemptEnd) => {
				const { notRepeated } = decide(policy, end, state);
				if (notRepeated !== undefined) expect(mayHaveActed(policy, end, 'POST')).toBe(true);
			}),
		);
	});
});
