import fc from 'fast-check';

import {
	decodeEscapes,
	encodeTheRest,
	hasEscape,
	looksEncoded,
} from '../../nodes/CustomWebhook/formats/percent';

it.each([
	['a%20b', true],
	['%c3%a9', true],
	['100%', false],
	['%ff', false],
	['%2', false],
	['a', false],
])('an escape is one that is UTF-8: %s', (text, expected) => {
	expect(hasEscape(text)).toBe(expected);
});

it('text that is encoded as a whole looks so, unless nothing in it is encoded', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme' }), (text) => {
			const encoded = encodeURIComponent(text.toWellFormed());
			expect(looksEncoded(encoded)).toBe(encoded.includes('%'));
		}),
	);
});

it.each(['https://a.com/x%20y', 'a=%20', 'a b%20c', '5%'])(
	'a plain text or an address does not: %s',
	(text) => {
		expect(looksEncoded(text)).toBe(false);
	},
);

it('text gets each character encoded that is not, and is the same when it is decoded', () => {
	fc.assert(
		fc.property(fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constant('%20'))), (parts) => {
			const text = parts.join('').toWellFormed();
			const encoded = encodeTheRest(text);
			expect(encoded).toMatch(/^(?:[\w.!~*'()-]|%[0-9a-f]{2})*$/i);
			expect(decodeURIComponent(encoded)).toBe(decodeEscapes(text));
		}),
	);
});
