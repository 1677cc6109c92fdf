import fc from 'fast-check';

import { plainNumber, rounded } from '../../nodes/CustomWebhook/template/rounding';
import { render, failureOf } from './render';
import { expectProportional } from '../support/growth';

describe('A number with decimals is rounded half away from zero, on its digits', () => {
	it.each([
		['1.005', 2, '1.01'],
		['-1.005', 2, '-1.01'],
		['1.0049999999999999999999', 2, '1.00'],
		['2.5', 0, '3'],
		['-2.5', 0, '-3'],
		['0.5', 0, '1'],
		['.5', 0, '1'],
		['0.4', 0, '0'],
		['-0.001', 2, '0.00'],
		['999.995', 2, '1000.00'],
		['9.99', 1, '10.0'],
		['007.5', 1, '7.5'],
		['+3.', 1, '3.0'],
		['12345678901234567890.125', 2, '12345678901234567890.13'],
		['1e21', 2, '1000000000000000000000.00'],
		['1.005e0', 2, '1.01'],
		['1005E-3', 2, '1.01'],
		['5e-3', 2, '0.01'],
		['4e-3', 2, '0.00'],
		['1e-99999999999999999999', 2, '0.00'],
		['0e99999999999', 1, '0.0'],
		['1.5e+1', 0, '15'],
		['12.345e1', 1, '123.5'],
	])('%s with %i: %s', (source, decimals, expected) => {
		expect(rounded(source, decimals)).toBe(expected);
	});

	it('as whole numbers of a big unit are', () => {
		const digits = fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n });
		fc.assert(
			fc.property(digits, fc.nat(30), fc.nat(30), (whole, scale, decimals) => {
				const negative = whole < 0n;
				const text = (negative ? -whole : whole).toString().padStart(scale + 1, '0');
				const source = `${negative ? '-' : ''}${text.slice(0, text.length - scale)}.${text.slice(text.length - scale)}`;
				const unit = 10n ** BigInt(scale);
				const half =
					((negative ? -whole : whole) * 10n ** BigInt(decimals) * 2n + unit) / (2n * unit);
				expect(BigInt(rounded(source.replace(/\.$/, ''), decimals).replace('.', ''))).toBe(
					negative ? -half : half,
				);
			}),
		);
	});

	it('a number of more digits than a service reads is refused instead of being written out', () => {
		expect(() => rounded('1e5000', 2)).toThrow('too large');
		expect(failureOf(() => render('{{number n 2}}', { n: '1e999999999' }))).toMatchObject({
			kind: 'template',
		});
	});

	it('also where the item has it as a number', () => {
		expect(render('{{number n 2}}|{{number m 2}}', { n: 1.005, m: 1e-7 })).toBe('1.01|0.00');
	});
});

describe('A number without decimals keeps its digits', () => {
	it.each([
		['007', '7'],
		['+12345678901234567890123', '12345678901234567890123'],
		['0012345678901234567890123', '12345678901234567890123'],
		['.10', '0.10'],
		['-.5', '-0.5'],
		['1.', '1'],
		['+1.e5', '1e5'],
		['000', '0'],
	])('%s: %s', (source, expected) => {
		expect(plainNumber(source)).toBe(expected);
		expect(JSON.parse(plainNumber(source))).toBe(Number(source));
	});
});

it.each(['0', '0.00', 0, '-0', '0e5'])(
	'As a condition a number that is zero is false, as text too: %j',
	(n) => {
		expect(render('{{#if (number n)}}yes{{else}}no{{/if}}', { n })).toBe('no');
		expect(render('{{#if (number n 1)}}yes{{else}}no{{/if}}', { n })).toBe('no');
		expect(render('{{#if (number n) includeZero=true}}yes{{else}}no{{/if}}', { n })).toBe('yes');
		expect(render('{{or (number n) "none"}}', { n })).toBe('none');
	},
);

it('What is almost a number is refused in a time that grows with its length', () => {
	const attempt = (n: string) => failureOf(() => render('{{number n}}', { n })).kind;
	expectProportional((length) => attempt(`${'1'.repeat(length)}x`), 1_000_000);
	expectProportional((length) => render('{{number n 2}}', { n: `1.${'0'.repeat(length)}5` }), 1_000_000);
});
