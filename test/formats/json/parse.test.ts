import fc from 'fast-check';

import {
	MAX_NESTING,
	isBeyondExact,
	parseJson,
	parseJsonAsWritten,
} from '../../../nodes/CustomWebhook/formats/json/parse';
import { expectProportional } from '../../support/growth';

describe('parseJson', () => {
	test('gives for any JSON what JSON.parse gives, as long as no number is too large', () => {
		fc.assert(
			fc.property(fc.json(), (text) => {
				const plain = JSON.parse(text) as unknown;
				if (/\d{16}|e\d{3}/i.test(text)) return;
				expect(parseJson(text)).toEqual(plain);
			}),
			{ numRuns: 500 },
		);
	});

	test('keeps every digit of any integer, wherever it stands', () => {
		fc.assert(
			fc.property(fc.bigInt(), (integer) => {
				const isExact = integer >= -(2n ** 53n) && integer <= 2n ** 53n;
				const expected = isExact ? Number(integer) : String(integer);
				const text = `{"a":[${integer}, {"b":${integer}}],"s":"${integer}"}`;
				expect(parseJson(text)).toEqual({ a: [expected, { b: expected }], s: String(integer) });
			}),
			{ numRuns: 500 },
		);
	});

	test.each([
		['9007199254740991', 9007199254740991],
		['9007199254740992', 9007199254740992],
		['9007199254740993', '9007199254740993'],
		['-9007199254740992', -9007199254740992],
		['-9007199254740993', '-9007199254740993'],
		['1234567890123456789012', '1234567890123456789012'],
		['12345678901234567890.5', Number('12345678901234567890.5')],
		['0.12345678901234567890123', Number('0.12345678901234567890123')],
		['1e20', 1e20],
		['12345678901234567890e2', Number('12345678901234567890e2')],
		['1e400', '1e400'],
		[`1${'0'.repeat(308)}`, `1${'0'.repeat(308)}`],
		['[-1e999]', ['-1e999']],
	])('reads %s as %p', (text, value) => {
		expect(parseJson(text)).toEqual(value);
	});

	test('leaves digits in strings alone, also behind escaped quotes and backslashes', () => {
		const value = {
			'12345678901234567890': 'a\\"12345678901234567890',
			b: '\\',
			c: '\\\\" 99999999999999999999',
		};
		expect(parseJson(JSON.stringify(value))).toEqual(value);
	});

	test('does not make bad JSON good by putting quotes around a number', () => {
		expect(() => parseJson('{12345678901234567890: 1}')).toThrow(SyntaxError);
		expect(() => parseJson('[012345678901234567890]')).toThrow(SyntaxError);
		expect(() => parseJson('[1-12345678901234567890]')).toThrow(SyntaxError);
	});

	test('keeps __proto__ as a member and changes no prototype', () => {
		const value = parseJson('{"__proto__":{"polluted":12345678901234567890}}') as object;
		expect(Object.hasOwn(value, '__proto__')).toBe(true);
		expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
		expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
	});

	test('refuses what is nested deeper than items can be, without overflowing', () => {
		const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
		expect(() => parseJson(nested(MAX_NESTING))).not.toThrow();
		expect(() => parseJson(nested(MAX_NESTING + 1))).toThrow(RangeError);
		expect(() => parseJson(nested(100_000))).toThrow(RangeError);
		expect(() => parseJson('{"a":'.repeat(100_000))).toThrow(RangeError);
		expect(parseJson(JSON.stringify('['.repeat(100_000)))).toHaveLength(100_000);
	});

	describe.each(['\\\\', '\\"', '1', '-', '" ', '12345678901234567890,', 'e'])('made of %s', (piece) => {
		test.each(['"', '['])('takes time in proportion to the length, after %s', (start) => {
			expectProportional((length) => {
				expect(() => parseJson(start + piece.repeat(length))).toThrow();
			}, 50_000);
		});
	});
});

describe('parseJsonAsWritten', () => {
	test('gives each number as it is written', () => {
		expect(parseJsonAsWritten('{"a":10.00,"b":[1e3,-0,12345678901234567890],"c":"5","d":true}')).toEqual({
			a: '10.00',
			b: ['1e3', '-0', '12345678901234567890'],
			c: '5',
			d: true,
		});
	});

	test('refuses what is no JSON', () => {
		expect(() => parseJsonAsWritten('{1: 2}')).toThrow(SyntaxError);
	});
});

describe('isBeyondExact', () => {
	test('ignores signs and leading zeros', () => {
		expect(isBeyondExact('+0009007199254740992')).toBe(false);
		expect(isBeyondExact('-0009007199254740993')).toBe(true);
	});
});
