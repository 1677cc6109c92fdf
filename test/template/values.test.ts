import { DateTime } from 'luxon';
import {
	Encoded,
	escapeJson,
	isTruthy,
	jsonOf,
	simplify,
	textOf,
} from '../../nodes/CustomWebhook/template/values';

const date = new Date('2026-01-02T03:04:05.006Z');

describe('values as text', () => {
	it.each([
		['a', 'a'],
		[5, '5'],
		[-0, '0'],
		[true, 'true'],
		[null, ''],
		[undefined, ''],
		[() => 1, ''],
		[Symbol('x'), ''],
		[12345678901234567890n, '12345678901234567890'],
		[[1, null, 'a', { b: 1 }, [2, [3]]], '1,,a,{"b":1},2,3'],
		[{ a: 1 }, '{"a":1}'],
		[date, '2026-01-02T03:04:05.006Z'],
		[new Date(NaN), ''],
		[DateTime.fromJSDate(date, { zone: 'utc' }), '2026-01-02T03:04:05.006Z'],
		[new Encoded('json', '{}'), '{}'],
	])('%p is %p', (value, text) => {
		expect(textOf(value)).toBe(text);
	});
});

describe('values as JSON', () => {
	it.each([
		['a"', '"a\\""'],
		['\ud800', '"\\ud800"'],
		[undefined, 'null'],
		[() => 1, 'null'],
		[NaN, 'null'],
		[10n, '10'],
		[{ a: 10n }, '{"a":"10"}'],
		[date, '"2026-01-02T03:04:05.006Z"'],
		[new Encoded('json', '[1]'), '[1]'],
		[new Encoded('url', 'a%20b'), '"a%20b"'],
	])('%p is %s', (value, json) => {
		expect(jsonOf(value)).toBe(json);
	});

	it('data that refers to itself, or is too deep, throws', () => {
		const cyclic: unknown[] = [];
		cyclic.push({ cyclic });
		expect(() => jsonOf(cyclic)).toThrow(TypeError);
		let deep: unknown = 1;
		for (let depth = 0; depth < 100_000; depth += 1) deep = [deep];
		expect(() => jsonOf(deep)).toThrow(RangeError);
	});
});

describe('pieces of it', () => {
	it('dates and bigints become plain values, methods nothing', () => {
		expect([date, 5n, () => 1, new Encoded('url', 'x'), 'a', null].map(simplify)).toEqual([
			...['2026-01-02T03:04:05.006Z', '5', undefined, 'x', 'a', null],
		]);
		const plain = { toJSON: 'a field' };
		expect(simplify(plain)).toBe(plain);
	});

	it('JSON escapes what it must and nothing else', () => {
		expect(escapeJson('a/é\u2028"\\\n\ud83d\ude00\ud83d')).toBe('a/é\u2028\\"\\\\\\n\ud83d\ude00\\ud83d');
	});

	it('conditions are as in Handlebars', () => {
		expect([0, '', null, undefined, false, []].some(isTruthy)).toBe(false);
		expect([1, 'a', {}, [0], true].every(isTruthy)).toBe(true);
	});
});
