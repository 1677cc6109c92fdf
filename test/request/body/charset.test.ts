import fc from 'fast-check';

import { isSameCharset, writerFor } from '../../../nodes/CustomWebhook/request/body/charset';

const hex = (label: string, text: string) => {
	const written = writerFor(label)?.(text);
	return written && ('bytes' in written ? written.bytes.toString('hex') : written);
};

it.each([
	['iso-8859-1', 'é', 'e9'],
	['ISO-8859-1', 'é', 'e9'],
	['latin1', 'ÿ', 'ff'],
	['windows-1252', '€é', '80e9'],
	['cp1252', '“', '93'],
	['windows-1251', 'Ж', 'c6'],
	['iso-8859-2', 'ł', 'b3'],
	['iso-8859-15', '€', 'a4'],
	['koi8-r', 'Ж', 'f6'],
	['utf-16le', 'é', 'e900'],
	['utf-16be', 'é', '00e9'],
	['utf-16', 'é', 'fffee900'],
	['utf-8', '😀', 'f09f9880'],
	['us-ascii', 'a', '61'],
])('%s has %s as %s', (label, text, expected) => {
	expect(hex(label, text)).toBe(expected);
});

it.each([
	['iso-8859-1', 'a€', 1],
	['us-ascii', 'é', 0],
	['iso-8859-9', '€', 0],
	['iso-8859-2', 'é日', 1],
	['windows-1252', '😀', 0],
])('%s cannot write %s', (label, text, unfit) => {
	expect(hex(label, text)).toEqual({ unfit });
});

it.each(['shift_jis', 'gbk', 'foo', '', 'utf-7', 'x-user-defined', 'replacement'])(
	'%j is not written',
	(label) => {
		expect(writerFor(label)).toBeUndefined();
	},
);

it('what is written is read back by the platform, or refused', () => {
	const labels = [
		'iso-8859-2',
		'iso-8859-5',
		'iso-8859-7',
		'windows-1250',
		'windows-1251',
		'koi8-u',
		'macintosh',
		'utf-16le',
	];
	fc.assert(
		fc.property(fc.constantFrom(...labels), fc.string({ unit: 'grapheme' }), (label, text) => {
			const written = writerFor(label)!(text.toWellFormed());
			if ('bytes' in written)
				expect(new TextDecoder(label, { ignoreBOM: true }).decode(written.bytes)).toBe(
					text.toWellFormed(),
				);
		}),
	);
});

it('two names of one charset are the same', () => {
	expect(isSameCharset('UTF8', 'utf-8')).toBe(true);
	expect(isSameCharset('utf-8', 'iso-8859-1')).toBe(false);
	expect(isSameCharset('foo', 'FOO')).toBe(true);
});
