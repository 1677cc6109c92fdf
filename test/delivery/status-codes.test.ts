import * as fc from 'fast-check';

import { parseStatusCodes } from '../../nodes/CustomWebhook/delivery';

describe('a list of status codes', () => {
	test.each([
		['2xx', [200, 204, 299], [199, 300, 404]],
		['2xx, 304, 409', [200, 304, 409], [301, 410]],
		['500-599', [500, 599], [499]],
		['408,425,  429', [408, 425, 429], [400, 426]],
		['5XX', [503], [404]],
		['200 - 204', [202], [205]],
	])('%j names codes, classes and ranges', (text, inside, outside) => {
		const matches = parseStatusCodes(text);
		for (const code of inside) expect(matches?.(code)).toBe(true);
		for (const code of outside) expect(matches?.(code)).toBe(false);
	});

	test.each([
		'',
		'2x',
		'xx',
		'ok',
		'200;201',
		'299-200',
		'600',
		'99',
		'2xx,,3xx',
		',',
		'-',
		'20',
		'6xx',
		'2xx-3xx',
	])('%j cannot be read', (text) => expect(parseStatusCodes(text)).toBeUndefined());

	test('every range holds exactly the codes between its ends', () => {
		const code = fc.integer({ min: 100, max: 599 });
		fc.assert(
			fc.property(code, code, code, (a, b, asked) => {
				const [from, to] = [Math.min(a, b), Math.max(a, b)];
				expect(parseStatusCodes(`${from}-${to}`)?.(asked)).toBe(asked >= from && asked <= to);
			}),
		);
	});
});

test('white space around a list and its parts does not count, and alone is no list', () => {
	expect(parseStatusCodes(' 2xx , 304 ')?.(304)).toBe(true);
	expect(parseStatusCodes(' \n')).toBeUndefined();
	expect(parseStatusCodes(' , ')).toBeUndefined();
});

test('a range may begin where it ends', () => expect(parseStatusCodes('204-204')?.(204)).toBe(true));
