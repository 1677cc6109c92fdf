import { excerptOf, positionOf, shorten } from '../../nodes/CustomWebhook/formats/excerpt';

describe('positions and excerpts', () => {
	it('counts lines and columns from 1, whatever ends a line', () => {
		expect(positionOf('abc', 0)).toEqual({ line: 1, column: 1 });
		expect(positionOf('a\nb\r\nc\rde', 8)).toEqual({ line: 4, column: 2 });
		expect(positionOf('a\n', 2)).toEqual({ line: 2, column: 1 });
	});

	it('shows the line', () => {
		expect(excerptOf('{"a":Joe}', 5)).toBe('`{"a":Joe}`');
		expect(excerptOf('x\n\tab\ny', 3)).toBe('`ab`');
	});

	it('shows a part of a long line', () => {
		expect(excerptOf(`${'a'.repeat(100)}!${'b'.repeat(100)}`, 100)).toMatch(/^`…a{30}!b{29}…`$/);
	});

	it('shows each invisible character as one', () => {
		expect(excerptOf('a\u0000\ud800b', 3)).toBe('`a\ufffd\ufffdb`');
	});

	it('shortens to one line', () => {
		expect(shorten('a\nb')).toBe('a b');
		expect(shorten('x'.repeat(100), 10)).toBe(`${'x'.repeat(10)}…`);
	});
});
