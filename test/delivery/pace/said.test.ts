import { parseReset, parseRetryAfterMs, saidLimit } from '../../../nodes/CustomWebhook/delivery/pace/said';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const IN_A_MINUTE = NOW / 1000 + 60;

test.each<[string, Record<string, string | string[]>, number, number]>([
	[
		'IETF draft 0 to 6',
		{ 'ratelimit-limit': '100, 100;w=60', 'ratelimit-remaining': '3', 'ratelimit-reset': '60' },
		3,
		60_000,
	],
	['IETF draft 7', { ratelimit: 'limit=100, remaining=3, reset=60' }, 3, 60_000],
	[
		'IETF draft 8 and later',
		{ ratelimit: '"default";r=3;t=60', 'ratelimit-policy': '"default";q=100;w=60' },
		3,
		60_000,
	],
	['with a partition key', { ratelimit: '"peruser";r=0;t=5;pk=:dHJpYWwxMjEzMjM=:' }, 0, 5000],
	[
		'of several, the one that is used up first',
		{ ratelimit: '"day";r=900;t=80000, "burst";r=2;t=1' },
		2,
		1000,
	],
	[
		'of two that are used up, the later one',
		{ ratelimit: '"burst";r=0;t=1,"day";r=0;t=3600' },
		0,
		3_600_000,
	],
	['GitHub', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(IN_A_MINUTE) }, 0, 60_000],
	['Twitter', { 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': String(IN_A_MINUTE) }, 0, 60_000],
	[
		'milliseconds since 1970',
		{ 'x-ratelimit-remaining': '1', 'x-ratelimit-reset': String(IN_A_MINUTE * 1000) },
		1,
		60_000,
	],
	[
		'Discord',
		{
			'x-ratelimit-remaining': '0',
			'x-ratelimit-reset': '1470173023.123',
			'x-ratelimit-reset-after': '64.57',
		},
		0,
		64_570,
	],
	['seconds', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '60' }, 0, 60_000],
	[
		'an HTTP date',
		{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': 'Sun, 01 Mar 2026 12:01:00 GMT' },
		0,
		60_000,
	],
	[
		'an ISO date',
		{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '2026-03-01T13:01:00+01:00' },
		0,
		60_000,
	],
	['a reset that is over', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1500000000' }, 0, 0],
	['twice the same', { 'ratelimit-remaining': ['5', '5'], 'ratelimit-reset': '1' }, 5, 1000],
	[
		'two kinds that agree',
		{ ratelimit: '"a";r=5;t=9', 'x-ratelimit-remaining': '5', 'x-ratelimit-reset': '10' },
		5,
		9000,
	],
])('%s', (_name, headers, remaining, resetMs) => {
	expect(saidLimit(headers, false, NOW)).toEqual({ remaining, resetMs });
});

test.each<[string, Record<string, string | string[]>]>([
	['nothing', {}],
	['no reset', { 'x-ratelimit-remaining': '0' }],
	['no remaining', { 'x-ratelimit-reset': '60' }],
	[
		'two kinds that contradict each other',
		{ ratelimit: '"a";r=5;t=9', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '10' },
	],
	['two values that contradict each other', { 'ratelimit-remaining': ['5', '0'], 'ratelimit-reset': '1' }],
	['a negative number', { 'x-ratelimit-remaining': '-1', 'x-ratelimit-reset': '60' }],
	['a fraction of a request', { 'x-ratelimit-remaining': '0.5', 'x-ratelimit-reset': '60' }],
	['words', { 'x-ratelimit-remaining': 'none', 'x-ratelimit-reset': 'soon' }],
	['a negative reset', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '-5' }],
	[
		'a day that does not exist',
		{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '2026-13-45T00:00:00Z' },
	],
	['a limit alone', { ratelimit: '"default";q=100' }],
])('%s is ignored', (_name, headers) => {
	expect(saidLimit(headers, false, NOW)).toBeUndefined();
});

test('a refusal has nothing left, whether it says so or not', () => {
	expect(saidLimit({ 'x-ratelimit-reset': '7' }, true, NOW)).toEqual({ remaining: 0, resetMs: 7000 });
	expect(saidLimit({ ratelimit: '"a";r=3;t=2' }, true, NOW)).toEqual({ remaining: 0, resetMs: 2000 });
});

test("a time is told by the service's own clock, which may be wrong", () => {
	const headers = {
		date: 'Sun, 01 Mar 2026 12:10:00 GMT',
		'x-ratelimit-remaining': '0',
		'x-ratelimit-reset': String(NOW / 1000 + 660),
	};
	expect(saidLimit(headers, false, NOW)).toEqual({ remaining: 0, resetMs: 60_000 });
});

test.each([
	['250', 250],
	['12.5', 12.5],
	[' 0 ', 0],
	['-1', undefined],
	['soon', undefined],
	[['1', '2'], undefined],
	[undefined, undefined],
])('Retry-After-Ms: %s', (header, expected) => {
	expect(parseRetryAfterMs(header)).toBe(expected);
});

test('seconds are told from a time by their size', () => {
	expect(parseReset('999999999', NOW)).toBe(999_999_999_000);
	expect(parseReset('1000000000', NOW)).toBe(0);
});
