import { Script } from 'node:vm';

import { Data, READ_DATA } from '../../../nodes/CustomWebhook/template/expressions/data';

/** The value after its way to n8n; undefined if it is not let through. */
function passed(value: unknown, left = 1000): { value: unknown } | undefined {
	const data = new Data();
	if (!data.admits(value, ['v'], { left })) return undefined;
	const read = new Script(READ_DATA).runInThisContext() as (root: unknown) => { v: unknown };
	return { value: read(JSON.parse(data.text({ v: value }))).v };
}

describe('the data of a call', () => {
	it.each([
		[{ a: ['x', true, null, 1.5] }],
		[[NaN, Infinity, -Infinity, -0]],
		[[undefined, { a: undefined }]],
		[{ big: 12345678901234567890n }],
		[Object.assign(Object.create(null) as object, { a: 1 })],
	])('keeps each value with its type: %p', (value) => {
		expect(passed(value)?.value).toEqual(value);
	});

	it.each([[() => 1], [Symbol('s')], [new Map()], [{ toJSON: () => 1 }], [{ deep: [new Set()] }]])(
		'refuses what is not plain data: %p',
		(value) => {
			expect(passed(value)).toBeUndefined();
		},
	);

	it('keeps dates, also those that are none', () => {
		const dates = passed([new Date(5), new Date(NaN)])?.value as Date[];
		expect(dates.map((date) => date.getTime())).toEqual([5, NaN]);
	});

	it('refuses what refers to itself, and what is larger than the limit', () => {
		const circle: unknown[] = [];
		circle.push(circle);
		expect(passed(circle, Infinity)).toBeUndefined();
		expect(passed('x'.repeat(1001))).toBeUndefined();
	});

	it('has nothing left of what it refused', () => {
		const data = new Data();
		data.admits([NaN, () => 1], ['v'], { left: 1000 });
		expect(data.text({})).toBe('{"s":[]}');
	});

	it('is no place to hide an error of the value itself', () => {
		const value = Object.defineProperty({}, 'a', {
			enumerable: true,
			get: () => {
				throw new Error('its own');
			},
		});
		expect(() => passed(value)).toThrow('its own');
	});
});
