import fc from 'fast-check';

import { createRedactor, HIDDEN } from '../../nodes/CustomWebhook/redact';
import { expectProportional } from '../support/growth';

const SECRET = 'p@ss "wörd"/\\4711+=\n&<x>';
const { text } = createRedactor([[SECRET]]);

const percent = (value: string) =>
	[...Buffer.from(value)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');

it.each<[string, string]>([
	['as it is', SECRET],
	['in JSON', JSON.stringify(SECRET).slice(1, -1)],
	['in JSON in JSON', JSON.stringify(JSON.stringify(SECRET)).slice(3, -3)],
	[
		'in JSON of a server that writes ASCII only',
		JSON.stringify(SECRET).slice(1, -1).replace('ö', '\\u00F6'),
	],
	['in JSON of a server that escapes slashes', JSON.stringify(SECRET).slice(1, -1).replace('/', '\\/')],
	['percent-encoded', encodeURIComponent(SECRET)],
	['percent-encoded twice', encodeURIComponent(encodeURIComponent(SECRET))],
	['percent-encoded in lower case', encodeURIComponent(SECRET).replace(/%../g, (c) => c.toLowerCase())],
	['as a form has it', new URLSearchParams([['', SECRET]]).toString().slice(1)],
	['as encodeURI leaves it', encodeURI(SECRET)],
	['in XML', SECRET.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')],
	['in HTML', [...SECRET].map((c) => (/\w/.test(c) ? c : `&#x${c.charCodeAt(0).toString(16)};`)).join('')],
	['on one line', SECRET.replace('\n', ' ')],
	['in a header, whose bytes are read as Latin-1', Buffer.from(SECRET).toString('latin1')],
	['in base64', Buffer.from(SECRET).toString('base64')],
	['in base64url', Buffer.from(SECRET).toString('base64url')],
	['in base64, percent-encoded', encodeURIComponent(Buffer.from(SECRET).toString('base64'))],
	[
		'in base64 in HTML',
		Buffer.from(SECRET).toString('base64').replaceAll('+', '&#43;').replaceAll('=', '&#x3D;'),
	],
])('A secret is hidden %s', (_how, form) => {
	expect(text(`before ${form} after`)).toBe(`before ${HIDDEN} after`);
});

it('A run of white space in a secret is one space where a text is put on one line', () => {
	expect(createRedactor([['two  words\r\n\there']]).text('no "two words here"')).toBe('no "***"');
});

const KEY = 'sk_live-51H/é+key 😀';
const hide = createRedactor([[KEY]]).text;
const each = (write: (unit: string) => string) => KEY.split('').map(write).join('');
const hex = (unit: string, digits: number) => unit.charCodeAt(0).toString(16).padStart(digits, '0');

it.each<[string, string]>([
	['with each byte percent-encoded in lower case', percent(KEY)],
	['with each byte percent-encoded in upper case', percent(KEY).toUpperCase()],
	['with each byte percent-encoded twice', encodeURIComponent(percent(KEY))],
	['with + for spaces', encodeURIComponent(KEY).replaceAll('%20', '+')],
	['with each character as \\uXXXX', each((unit) => `\\u${hex(unit, 4)}`)],
	['with each character as \\uXXXX, in JSON in JSON', each((unit) => `\\\\\\\\u${hex(unit, 4)}`)],
	['with each character as a decimal reference', [...KEY].map((c) => `&#${c.codePointAt(0)};`).join('')],
	[
		'with each character as a hexadecimal reference',
		[...KEY].map((c) => `&#X${c.codePointAt(0)!.toString(16)};`).join(''),
	],
	['with the names of HTML', KEY.replace('_', '&lowbar;').replace('/', '&sol;').replace('é', '&eacute;')],
	[
		'as HTML in JSON',
		each((unit) => `\\u0026#x${hex(unit, 4)};`).replace(/\\u0026#xd83d;\\u0026#xde00;/, '😀'),
	],
	['with a left-to-right mark in it', `${KEY.slice(0, 5)}\u200e${KEY.slice(5)}`],
	[
		'with an encoded zero-width space in it',
		`${encodeURIComponent(`${KEY.slice(0, 5)}\u200b${KEY.slice(5)}`)}`,
	],
	[
		'in base64 with line breaks',
		Buffer.from(KEY)
			.toString('base64')
			.replace(/.{8}(?=.)/g, '$&\r\n'),
	],
	[
		'in base64 with line breaks, in JSON',
		JSON.stringify(
			Buffer.from(KEY)
				.toString('base64')
				.replace(/.{8}(?=.)/g, '$&\n'),
		).slice(1, -1),
	],
])('A key is hidden %s', (_how, form) => {
	expect(hide(`before:${form}:after`)).toBe(`before:${HIDDEN}:after`);
});

it('A key that looks like an escape is hidden as it is, and escaped', () => {
	for (const secret of [
		'100%41b%25',
		'a\\u0041b\\n',
		'x&amp;y&lt;',
		'C:\\tok_123',
		'%%%41',
		'\\\\\\\\abc',
	]) {
		const { text } = createRedactor([[secret]]);
		for (const form of [
			secret,
			JSON.stringify(secret).slice(1, -1),
			encodeURIComponent(secret),
			percent(secret),
		])
			expect([secret, text(`(${form})`)]).toEqual([secret, `(${HIDDEN})`]);
	}
});

it('However a text is escaped, a secret in it does not show', () => {
	const unit = fc.constantFrom(...'abcXYZ019%\\&;#u+/="\'<> é😀\n_-');
	const ways: Array<(text: string) => string> = [
		(text) => JSON.stringify(text).slice(1, -1),
		encodeURIComponent,
		(text) => new URLSearchParams([['', text]]).toString().slice(1),
		(text) => percent(text),
		(text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&#34;'),
	];
	fc.assert(
		fc.property(
			fc
				.string({ unit, minLength: 6, maxLength: 20 })
				.filter((secret) => /^\S.*\S$/s.test(secret) && !/[ +]{2}|\s\n|\n\s/.test(secret)),
			fc.array(fc.constantFrom(...ways), { maxLength: 2 }),
			(secret, chain) => {
				const form = chain.reduce((text, way) => way(text), secret);
				expect(createRedactor([[secret]]).text(`[${form}]`)).toMatch(/^\[?\*\*\*\]$/);
			},
		),
		{ numRuns: 500 },
	);
});

it('A secret of nothing but backslashes and a text of them take time in proportion', () => {
	for (const secret of ['\\\\\\\\key', 'a\\\\\\\\\\\\\\\\b', '\\\\\\\\\\\\\\\\'])
		expectProportional((length) => createRedactor([[secret]]).text('\\'.repeat(length)), 200_000);
});

it('A secret is hidden within the base64 of a longer text, wherever it begins there', () => {
	fc.assert(
		fc.property(
			fc.uint8Array({ minLength: 6, maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('hex')),
			fc.string({ maxLength: 9 }),
			fc.string({ maxLength: 9 }),
			fc.constantFrom<BufferEncoding>('base64', 'base64url'),
			(secret, before, after, encoding) => {
				const shown = createRedactor([[secret]]).text(
					Buffer.from(before + secret + after).toString(encoding),
				);
				expect(shown).toContain(HIDDEN);
				const rest = shown
					.split(HIDDEN)
					.map((part) => Buffer.from(part, encoding).toString('latin1'));
				for (const part of rest) expect(part).not.toContain(secret.slice(1, -1));
			},
		),
	);
});

it.each(['a', '\\', '%25', '\\u00', '+', ' ', '"', '&amp;', 'p@ss "w'])(
	'A long text without the secret is passed over in time in proportion to its length, made of %j',
	(piece) => {
		const redactor = createRedactor([[SECRET, `\\${SECRET}`, `%${SECRET}`]]);
		expectProportional((length) => redactor.text(piece.repeat(length / piece.length)), 200_000);
	},
);
