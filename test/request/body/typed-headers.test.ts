import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import * as zlib from 'node:zlib';

import type { RequestBody } from '../../../nodes/CustomWebhook/delivery';
import type { FileSource } from '../../../nodes/CustomWebhook/request';
import { planBody } from '../../../nodes/CustomWebhook/request/body';
import type { BodySettings } from '../../../nodes/CustomWebhook/settings';
import { compile, noFiles, scopeOf } from '../support';

const build = async (
	settings: BodySettings,
	typed: { contentType?: string; contentEncoding?: string } = {},
	item: object = { v: 'é' },
	files: FileSource = noFiles,
) => await planBody(settings, compile, 'comma')(scopeOf(item), files, typed);

async function bytesOf(content: RequestBody | undefined): Promise<Buffer> {
	if (typeof content === 'string') return Buffer.from(content);
	if (content === undefined || Buffer.isBuffer(content)) return content ?? Buffer.alloc(0);
	const bytes = await buffer(await content.open());
	expect(bytes).toHaveLength(content.length);
	return bytes;
}

const text = (body: string, contentType = 'text/plain; charset=utf-8'): BodySettings => ({
	type: 'text',
	text: body,
	contentType,
});
const xml = (body: string): BodySettings => ({ type: 'xml', source: 'template', text: body, soapAction: '' });
const json: BodySettings = { type: 'json', text: '{"a":"{{v}}"}' };
const LATIN_1 = 'iso-8859-1';

describe('The charset that an author typed is the one that is sent', () => {
	it.each<[string, BodySettings, string | undefined, string]>([
		['Text Content Type', text('{{v}}', `text/csv; charset=${LATIN_1}`), undefined, 'e9'],
		['Content-Type of a text', text('{{v}}'), `text/csv; charset=${LATIN_1}`, 'e9'],
		['Content-Type without a charset', text('{{v}}', `text/csv; charset=${LATIN_1}`), 'text/csv', 'c3a9'],
		['Content-Type in quotes', text('{{v}}'), 'text/csv; header=present; Charset="Windows-1252"', 'e9'],
		['Content-Type of JSON', json, `application/json; charset=${LATIN_1}`, '7b2261223a22e9227d'],
		['Content-Type of XML', xml('<a>{{v}}</a>'), `text/xml; charset=${LATIN_1}`, '3c613ee93c2f613e'],
		['none', text('{{v}}', 'text/csv'), undefined, 'c3a9'],
	])('%s', async (_where, settings, contentType, expected) => {
		const body = await build(settings, contentType === undefined ? {} : { contentType });
		expect((await bytesOf(body?.content)).toString('hex')).toBe(expected);
	});

	it.each([
		['ISO-8859-1', 'latin1'],
		['utf-16', 'utf16le'],
	] as const)('an XML declaration of %s, which the content type then names', async (encoding, node) => {
		const source = `<?xml version="1.0" encoding="${encoding}"?><a>{{v}}</a>`;
		const body = await build(xml(source));
		expect((await bytesOf(body?.content)).toString(node).replace('\ufeff', '')).toBe(
			source.replace('{{v}}', 'é'),
		);
		expect(body).toMatchObject({
			contentType: `application/xml; charset=${encoding.toLowerCase()}`,
			text: source.replace('{{v}}', 'é'),
		});
	});

	it('also of SOAP, and of XML that is typed as text', async () => {
		const source = '<?xml version="1.0" encoding="iso-8859-1"?><a>{{v}}</a>';
		const soap = await build({ ...xml(source), soapAction: 'urn:a' } as BodySettings);
		expect(soap).toMatchObject({ contentType: 'text/xml; charset=iso-8859-1' });
		expect((await bytesOf(soap?.content)).includes(0xe9)).toBe(true);
		const typed = await build(text(source, 'application/xml'));
		expect((await bytesOf(typed?.content)).includes(0xe9)).toBe(true);
	});

	const fromJson: BodySettings = { type: 'xml', source: 'json', text: '{"a":"{{v}}"}', soapAction: '' };

	it.each([
		[LATIN_1, 'latin1', LATIN_1],
		['utf-16', 'utf16le', 'utf-16'],
		['" windows-1252"', 'latin1', 'windows-1252'],
		['utf8', 'utf8', 'UTF-8'],
	] as const)('of XML from JSON is in its declaration too: %s', async (charset, node, encoding) => {
		const contentType = `text/xml; charset=${charset}`;
		const declaration = `<?xml version="1.0" encoding="${encoding}"?>`;
		const bytes = await bytesOf((await build(fromJson, { contentType }))?.content);
		expect(bytes.toString(node).replace('\ufeff', '')).toBe(`${declaration}<a>é</a>`);
		const soap = { ...fromJson, soapAction: 'urn:a' } as BodySettings;
		expect((await bytesOf((await build(soap, { contentType }))?.content)).toString(node)).toContain(
			`${declaration}<soap:Envelope`,
		);
	});

	it('of a form with files is that of its names, texts and file names', async () => {
		const form: BodySettings = {
			type: 'multipart',
			parts: [
				{ kind: 'text', name: 'n{{v}}', value: '{{v}}' },
				{ kind: 'text', name: 'a', value: 'b', fileName: '{{v}}.txt' },
			],
		};
		const contentType = `multipart/form-data; charset=${LATIN_1}`;
		const bytes = await bytesOf((await build(form, { contentType }))?.content);
		expect(bytes.toString('latin1')).toMatch(
			/name="né"\r\n\r\né\r\n.*name="a"; filename="é\.txt"\r\n\r\nb\r\n/s,
		);
		expect(bytes.includes(Buffer.from('é'))).toBe(false);
	});

	it('of a form in a file that is sent is not that of the file', async () => {
		const content = Buffer.from('é');
		const file = {
			fileName: 'é',
			mimeType: 'a/b',
			length: content.length,
			open: () => Readable.from([content]),
		};
		const form: BodySettings = {
			type: 'multipart',
			parts: [{ kind: 'file', name: 'f', binaryProperty: 'data', fileName: '', mimeType: '' }],
		};
		const contentType = `multipart/form-data; charset=${LATIN_1}`;
		const bytes = await bytesOf(
			(await build(form, { contentType }, {}, async () => await Promise.resolve(file)))?.content,
		);
		expect(bytes.toString('latin1')).toMatch(/filename="é"\r\nContent-Type: a\/b\r\n\r\nÃ©\r\n/);
	});

	it('of a form is in its escapes', async () => {
		const form: BodySettings = { type: 'form', fields: [{ name: 'n{{v}}', value: '{{v}} &%' }] };
		const contentType = `application/x-www-form-urlencoded; charset=${LATIN_1}`;
		expect((await build(form, { contentType }))?.content).toBe('n%E9=%E9+%26%25');
		expect((await build(form))?.content).toBe('n%C3%A9=%C3%A9+%26%25');
	});
});

describe('A body fails before it is sent, naming field, place and way out', () => {
	it.each<[string, BodySettings, string | undefined, RegExp, string]>([
		[
			'a character that the charset lacks',
			text('a\n b{{w}}', `text/csv; charset=${LATIN_1}`),
			undefined,
			/^Text Body, line 2, column 3: the charset iso-8859-1 has no € \(U\+20AC\)\. Use charset=utf-8/,
			'textBody',
		],
		[
			'the same in a form',
			{ type: 'form', fields: [{ name: 'a', value: '{{w}}' }] },
			'a/b; charset=latin1',
			/has no €/,
			'formFields',
		],
		[
			'the same in a form with files',
			{ type: 'multipart', parts: [{ kind: 'text', name: 'a', value: 'b\n {{w}}' }] },
			`multipart/form-data; charset=${LATIN_1}`,
			/^Form Fields and Files, a, line 2, column 2: the charset iso-8859-1 has no €/,
			'multipartFields.a',
		],
		[
			'a form with files whose boundary nobody could find',
			{ type: 'multipart', parts: [{ kind: 'text', name: 'a', value: 'b' }] },
			'multipart/form-data; charset=utf-16',
			/cannot write a form in the charset utf-16/,
			'headers.Content-Type',
		],
		[
			'XML from JSON in an unknown charset',
			{ type: 'xml', source: 'json', text: '{"a":1}', soapAction: '' },
			'text/xml; charset="a b"',
			/cannot write the charset a b/,
			'headers.Content-Type',
		],
		[
			'an unknown charset',
			text('a'),
			'text/plain; charset=foo',
			/cannot write the charset foo/,
			'headers.Content-Type',
		],
		[
			'one of several bytes',
			text('a', 'text/plain; charset=shift_jis'),
			undefined,
			/cannot write/,
			'textContentType',
		],
		[
			'one in XML',
			xml('<?xml version="1.0" encoding="EUC-JP"?><a/>'),
			undefined,
			/cannot write the charset EUC-JP/,
			'xmlBody',
		],
		[
			'XML that says two things',
			xml('<?xml version="1.0" encoding="iso-8859-1"?><a>{{v}}</a>'),
			'text/xml; charset=utf-8',
			/the XML declaration says iso-8859-1, and the content type says utf-8/,
			'xmlBody',
		],
	])('%s', async (_what, settings, contentType, message, field) => {
		const building = build(settings, contentType === undefined ? {} : { contentType }, {
			v: 'é',
			w: '€',
		});
		await expect(building).rejects.toMatchObject({
			kind: 'request',
			field,
			message: expect.stringMatching(message) as string,
		});
	});

	it('but XML that says two things is sent if both mean the same bytes', async () => {
		const body = await build(xml('<?xml version="1.0" encoding="iso-8859-1"?><a>a</a>'), {
			contentType: 'text/xml; charset=utf-8',
		});
		expect(body?.content).toBe('<?xml version="1.0" encoding="iso-8859-1"?><a>a</a>');
	});
});

describe('The coding that an author typed is the one that is sent', () => {
	const unpack = {
		gzip: zlib.gunzipSync,
		'x-gzip': zlib.gunzipSync,
		deflate: zlib.inflateSync,
		br: zlib.brotliDecompressSync,
		GZIP: zlib.gunzipSync,
	};
	const file =
		(content: Buffer): FileSource =>
		async () =>
			await Promise.resolve({
				fileName: 'f',
				mimeType: 'text/csv',
				length: content.length,
				open: () => Readable.from([content.subarray(0, 3), content.subarray(3)]),
			});

	it.each(Object.entries(unpack))(
		'%s, of text, of a form with a file, and of a file',
		async (contentEncoding, unpacked) => {
			const body = await build(json, { contentEncoding });
			expect(unpacked(await bytesOf(body?.content)).toString()).toBe('{"a":"é"}');
			expect(body?.text).toBe('{"a":"é"}');
			const content = Buffer.from('a,b\n'.repeat(50_000));
			const binary = await build(
				{ type: 'binary', property: 'data' },
				{ contentEncoding },
				{},
				file(content),
			);
			for (let attempt = 0; attempt < 2; attempt++)
				expect(unpacked(await bytesOf(binary?.content)).equals(content)).toBe(true);
			const parts = [
				{ kind: 'file', name: 'f', binaryProperty: 'd', fileName: '', mimeType: '' },
			] as const;
			const form = await build(
				{ type: 'multipart', parts: [...parts] },
				{ contentEncoding },
				{},
				file(content),
			);
			expect(unpacked(await bytesOf(form?.content)).includes(content)).toBe(true);
		},
	);

	it('comes after the charset', async () => {
		const typed = { contentEncoding: 'gzip', contentType: `text/plain; charset=${LATIN_1}` };
		const body = await build(text('{{v}}'), typed);
		expect(zlib.gunzipSync(await bytesOf(body?.content)).toString('hex')).toBe('e9');
		expect(body?.text).toBe('é');
	});

	it('a file that is packed already goes as it is', async () => {
		const packed = zlib.gzipSync('a,b');
		const body = await build(
			{ type: 'binary', property: 'd' },
			{ contentEncoding: 'gzip' },
			{},
			file(packed),
		);
		expect(await bytesOf(body?.content)).toEqual(packed);
	});

	it.each(['identity', '', ' '])('%j is none', async (contentEncoding) => {
		expect((await build(json, { contentEncoding }))?.content).toBe('{"a":"é"}');
	});

	it.each(['compress', 'foo', 'gzip, br', 'constructor'])(
		'%s fails, and says what works',
		async (contentEncoding) => {
			await expect(build(json, { contentEncoding })).rejects.toMatchObject({
				kind: 'request',
				field: 'headers.Content-Encoding',
				message: expect.stringContaining(`compress a body as ${contentEncoding}`) as string,
			});
		},
	);
});
