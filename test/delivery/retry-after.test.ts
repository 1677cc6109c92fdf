import * as fc from 'fast-check';

import { parseHttpDate, parseRetryAfter } from '../../nodes/CustomWebhook/delivery/retry-after';

const NOW = Date.parse('2026-03-01T12:00:00Z'); // a Sunday

describe('Retry-After', () => {
	test.each([
		['0', 0],
		['120', 120_000],
		[' 5 ', 5000],
		['Sun, 01 Mar 2026 12:00:30 GMT', 30_000],
		['Sunday, 01-Mar-26 12:00:30 GMT', 30_000],
		['Sun Mar  1 12:00:30 2026', 30_000],
		['Sun, 01 Mar 2026 11:00:00 GMT', 0],
	])('%j is a wait', (header, ms) => expect(parseRetryAfter(header, NOW)).toBe(ms));

	test.each([
		undefined,
		'',
		'-1',
		'1.5',
		'+5',
		'1e3',
		'soon',
		'5, 6',
		'2026-03-01T12:00:30Z',
		'Mon, 01 Mar 2026 12:00:30 GMT',
		'Sun, 1 Mar 2026 12:00:30 GMT',
		'Sun, 01 Mar 2026 12:00:30 UTC',
		'Sun, 01 Mar 2026 25:00:00 GMT',
		'Sun, 30 Feb 2026 12:00:00 GMT',
		'sun, 01 mar 2026 12:00:30 gmt',
	])('%j counts as absent', (header) => expect(parseRetryAfter(header, NOW)).toBeUndefined());

	test('given twice it counts as absent', () => expect(parseRetryAfter(['5', '6'], NOW)).toBeUndefined());

	test('more seconds than a number can hold are a very long wait', () => {
		expect(parseRetryAfter('9'.repeat(400), NOW)).toBe(Number.MAX_SAFE_INTEGER);
	});

	test('a two-digit year is taken for the one within fifty years', () => {
		expect(parseHttpDate('Sunday, 01-Mar-76 00:00:00 GMT', NOW)).toBe(Date.UTC(2076, 2, 1));
		expect(parseHttpDate('Sunday, 06-Nov-94 08:49:37 GMT', NOW)).toBe(Date.UTC(1994, 10, 6, 8, 49, 37));
	});

	test('every date of the preferred form is read as it was written', () => {
		fc.assert(
			fc.property(
				fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true }),
				(date) => {
					const seconds = Math.floor(date.getTime() / 1000) * 1000;
					expect(parseHttpDate(new Date(seconds).toUTCString(), NOW)).toBe(seconds);
				},
			),
		);
	});
});

test.each([
	['Thu, 31 Dec 2026 23:59:60 GMT', Date.UTC(2027, 0, 1)],
	['Sun, 01 Mar 2026 23:59:59 GMT', Date.UTC(2026, 2, 1, 23, 59, 59)],
	['Sat, 29 Feb 2020 00:00:00 GMT', Date.UTC(2020, 1, 29)],
])('%s is a date', (text, time) => expect(parseHttpDate(text, NOW)).toBe(time));

test.each([
	'Sun, 01 Mar 2026 24:00:00 GMT',
	'Sun, 01 Mar 2026 00:60:00 GMT',
	'Sun, 01 Mar 2026 00:00:61 GMT',
	'Sun, 29 Feb 2026 00:00:00 GMT',
	'Sun, 00 Mar 2026 00:00:00 GMT',
	'Sun, 01 Foo 2026 00:00:00 GMT',
	'Foo, 01 Mar 2026 00:00:00 GMT',
	'x Sun, 01 Mar 2026 00:00:00 GMT',
	'Sun, 01 Mar 2026 00:00:00 GMT x',
])('%s is no date', (text) => expect(parseHttpDate(text, NOW)).toBeUndefined());

test('a year of fifty ahead is that one, one more is of the century before', () => {
	expect(new Date(parseHttpDate('Sunday, 01-Mar-76 00:00:00 GMT', NOW)!).getUTCFullYear()).toBe(2076);
	expect(new Date(parseHttpDate('Tuesday, 01-Mar-77 00:00:00 GMT', NOW)!).getUTCFullYear()).toBe(1977);
});
