import fc from 'fast-check';

import { fileNameOf, safeName } from '../../nodes/CustomWebhook/response/file-name';
import { expectProportional } from '../support/growth';

const named = (disposition: string | string[]) =>
	fileNameOf({ headers: { 'content-disposition': disposition }, url: 'https://x.test/' }, '');

describe('fileNameOf', () => {
	test.each([
		['attachment; filename="report.pdf"', 'report.pdf'],
		['attachment; filename=report.pdf', 'report.pdf'],
		['ATTACHMENT; FileName = report.pdf ; size=3', 'report.pdf'],
		['inline;filename="a; b=c.txt"', 'a; b=c.txt'],
		['attachment; filename="a \\"b\\".txt"', 'a "b".txt'],
		['attachment; filename="x.txt"; filename*=UTF-8\'\'%e2%82%ac%20rates.txt', '€ rates.txt'],
		["attachment; filename*=UTF-8'en'na%C3%AFve.txt; filename=x.txt", 'naïve.txt'],
		["attachment; filename*=iso-8859-1''%A3.txt", '£.txt'],
		["attachment; filename*=klingon''%A3.txt; filename=x.txt", 'x.txt'],
		['attachment; filename*=broken; filename=x.txt', 'x.txt'],
		[`attachment; filename="${Buffer.from('Grüße.txt').toString('latin1')}"`, 'Grüße.txt'],
		['attachment; filename="Grüße.txt"', 'Grüße.txt'],
		['attachment; filename="日本.txt"', '日本.txt'],
		['attachment; filename="a%20b.txt"', 'a%20b.txt'],
		['attachment; x="; filename=evil.txt"; filename=good.txt', 'good.txt'],
		['attachment; filename="../../etc/passwd"', 'passwd'],
		['attachment; filename="C:\\\\Users\\\\x\\\\report.pdf"', 'report.pdf'],
		["attachment; filename*=UTF-8''..%2F..%2F.ssh%2Fid", 'id'],
		['attachment; filename="...hidden"', 'hidden'],
		['attachment; filename="a\u0000b\u0007\u202Efdp.exe"', 'abfdp.exe'],
	])('reads %s', (disposition, name) => {
		expect(named(disposition)).toBe(name);
	});

	test('of several headers the first holds', () => {
		expect(named(['attachment; filename=a.txt', 'attachment; filename=b.txt'])).toBe('a.txt');
	});

	test.each([
		['https://x.test/files/report.pdf?x=/y.png#z', 'application/pdf', 'report.pdf'],
		['https://x.test/files/a%20b%2Fc.pdf', 'application/pdf', 'c.pdf'],
		['https://x.test/files/%E2%82%AC.txt', 'text/plain', '€.txt'],
		['https://x.test/files/%ZZ', '', '%ZZ'],
		['https://x.test/files/', 'application/pdf', 'response.pdf'],
		['https://x.test', 'image/png', 'response.png'],
		['https://x.test/..', 'application/vnd.api+json', 'response.json'],
		['https://x.test', 'application/x-unheard-of', 'response'],
		['', '', 'response'],
	])('without a name in a header, %s of type %p is %s', (url, mediaType, name) => {
		expect(fileNameOf({ headers: {}, url }, mediaType)).toBe(name);
	});

	test.each(['; a=', '; filename="', '\\"', ';', ' ', '="'])(
		'a long header is read in time in proportion to its length, made of %s',
		(piece) =>
			expectProportional((length) => named(`attachment${piece.repeat(length / piece.length)}`), 65_536),
	);
});

describe('safeName', () => {
	test('is always a name in a folder, and nothing else', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
				const name = safeName(text);
				expect(name).not.toMatch(/[/\\\p{Cc}\p{Cs}]|^[.\s]|^\s|\s$/u);
				expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
				expect(safeName(name)).toBe(name);
			}),
		);
	});

	test('a long name is cut before its extension, between characters', () => {
		expect(safeName(`${'é'.repeat(300)}.pdf`)).toBe(`${'é'.repeat(125)}.pdf`);
	});
});

test.each([
	['attachment; filename=a.txt; filename=b.txt', 'a.txt'],
	['attachment; filename=" .a"', 'a'],
	['attachment; filename="a .txt "', 'a .txt'],
	["attachment; filename*=UTF-8''a%C3%A9%zz.txt", 'aé%zz.txt'],
	['attachment; filename="é日"', 'é日'],
	['attachment', 'response'],
	['', 'response'],
])('A header %s names the file %s', (disposition, name) => {
	expect(named(disposition)).toBe(name);
});

test('A name of 255 bytes stays; of a longer one the end of its stem goes, and no character is cut', () => {
	expect(safeName(`${'a'.repeat(251)}.txt`)).toBe(`${'a'.repeat(251)}.txt`);
	expect(safeName(`${'a'.repeat(252)}.txt`)).toBe(`${'a'.repeat(251)}.txt`);
	expect(safeName('a'.repeat(300))).toBe('a'.repeat(255));
	expect(safeName('é'.repeat(200))).toBe('é'.repeat(127));
	expect(safeName(`a.txt ${'a'.repeat(300)}`)).toBe(`a.txt ${'a'.repeat(249)}`);
});

test('The extension goes by the whole of the type', () => {
	const nameless = (mediaType: string) => fileNameOf({ headers: {}, url: 'https://x.test/' }, mediaType);
	expect(nameless('application/problem+json')).toBe('response.json');
	expect(nameless('application/x+json-seq')).toBe('response');
});

test('Secrets in a name are hidden before a part of it is left out', () => {
	const secret = `${'s'.repeat(200)}/${'t'.repeat(200)}`;
	const shown = (name: string) => name.replace(secret, '***');
	const disposition = `attachment; filename="report ${secret}.pdf"`;
	const head = { headers: { 'content-disposition': disposition }, url: 'https://x.test/' };
	expect(fileNameOf(head, '', shown)).toBe('report ***.pdf');
	expect(fileNameOf({ headers: {}, url: `https://x.test/${encodeURIComponent(secret)}` }, '', shown)).toBe(
		'***',
	);
});
