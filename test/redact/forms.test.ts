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

it('Letters and digits have one way to be written: those that are percent-encoded are no secret any more', () => {
	expect(createRedactor([['abcd']]).text(percent('abcd'))).toBe('%61%62%63%64');
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
		expectProportional((length) => redactor.text(piece.repeat(length / piece.length)), 1_000_000);
	},
);
