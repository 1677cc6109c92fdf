import { readLater } from '../../nodes/CustomWebhook/settings/later';

const waitsOf = (retrySchedule: string) =>
	readLater({ plain: () => retrySchedule, template: () => retrySchedule });

const MINUTE = 60_000;

it.each([
	['5m, 30m, 2h', [5 * MINUTE, 30 * MINUTE, 120 * MINUTE]],
	['10s', [10_000]],
	['1.5h,24H , 2 d', [90 * MINUTE, 1440 * MINUTE, 2 * 1440 * MINUTE]],
	['365d', [365 * 1440 * MINUTE]],
	[' ', undefined],
	['', undefined],
])('the schedule %j is these waits, in milliseconds', (typed, waits) => {
	expect(waitsOf(typed)).toEqual(waits);
});

it.each([
	['soon', /"soon" is not a wait/],
	['5m,,2h', /a wait is empty/],
	['5m,', /a wait is empty/],
	['0m', /"0m" is not a wait/],
	['366d', /at most a year/],
	['-5m', /"-5m" is not a wait/],
	['5', /"5" is not a wait/],
	['5 weeks', /"5 weeks" is not a wait/],
	[Array.from({ length: 101 }, () => '1m').join(), /more than 100 waits/],
])('the schedule %j is a mistake, which shows how waits are written', (typed, message) => {
	expect(() => waitsOf(typed)).toThrow(message);
	expect(() => waitsOf(typed)).toThrow(/^"options\.retrySchedule" takes waits such as 5m, 30m, 2h/);
});
