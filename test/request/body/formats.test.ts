import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import type { RequestBody } from '../../../nodes/CustomWebhook/delivery';
import { planBody } from '../../../nodes/CustomWebhook/request/body';
import type { FileSource } from '../../../nodes/CustomWebhook/request';
import type { BodySettings } from '../../../nodes/CustomWebhook/settings';
import { compile, noFiles, scopeOf } from '../support';

const build = async (settings: BodySettings, item: object = {}, files: FileSource = noFiles) =>
	await planBody(settings, compile, 'comma')(scopeOf(item), files);

/** An item with one file under each name: its content is the name, and its name `<name>.bin`. */
const filesNamed =
	(asked: string[]): FileSource =>
	async (property, field) => {
		asked.push(`${property} for ${field}`);
		return await Promise.resolve({
			fileName: `${property}.bin`,
			mimeType: 'image/png',
			length: property.length,
			open: () => Readable.from([Buffer.from(property)]),
		});
	};

async function bytesOf(content: RequestBody | undefined): Promise<string> {
	if (typeof content === 'string') return content;
	if (content === undefined || Buffer.isBuffer(content)) return String(content);
	return (await buffer(await content.open())).toString();
}

describe('Nothing is sent', () => {
	it.each<[string, BodySettings]>([
		['where no body is asked for', { type: 'none' }],
		['of an empty form', { type: 'form', fields: [] }],
		['of a form without parts', { type: 'multipart', parts: [] }],
		['of text that is white space only', { type: 'text', text: '{{a}} \n', contentType: 'text/csv' }],
		[
			'of XML that is white space only',
			{ type: 'xml', source: 'template', text: ' {{a}}', soapAction: 'urn:a' },
		],
		['of XML from JSON that is empty', { type: 'xml', source: 'json', text: '', soapAction: '' }],
	])('%s', async (_what, settings) => {
		expect(await build(settings)).toBeUndefined();
	});

	it('of an empty file', async () => {
		const empty: FileSource = async () =>
			await Promise.resolve({
				fileName: '',
				mimeType: 'a/b',
				length: 0,
				open: () => Readable.from([]),
			});
		expect(await build({ type: 'binary', property: 'data' }, {}, empty)).toBeUndefined();
	});
});

it('XML from JSON that nests too deep is a failure of the template', async () => {
	const text = `${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}`;
	await expect(build({ type: 'xml', source: 'json', text, soapAction: '' })).rejects.toMatchObject({
		kind: 'template',
		field: 'xmlBody',
		message: expect.stringContaining('nested deeper than 1000 levels') as string,
		line: 1,
		column: 1,
	});
});

it('Text goes as it is rendered, under the type of the author', async () => {
	const body = await build({ type: 'text', text: 'a,{{b}}\n', contentType: 'text/csv' }, { b: '"x"' });
	expect(body).toMatchObject({ content: 'a,"x"\n', contentType: 'text/csv' });
});

it('A file goes as it is, under its own type, opened anew each time', async () => {
	const asked: string[] = [];
	const body = await build({ type: 'binary', property: 'scan' }, {}, filesNamed(asked));
	expect([asked, body!.contentType]).toEqual([['scan for binaryProperty'], 'image/png']);
	for (let attempt = 0; attempt < 2; attempt++) expect(await bytesOf(body!.content)).toBe('scan');
});

it('A multipart form has texts and files, under the names and types of the author or their own', async () => {
	const asked: string[] = [];
	const parts: Extract<BodySettings, { type: 'multipart' }>['parts'] = [
		{ kind: 'text', name: 'note', value: 'for {{who}}' },
		{ kind: 'file', name: 'one', binaryProperty: 'a', fileName: '{{who}}.txt', mimeType: 'text/plain' },
		{ kind: 'file', name: 'two', binaryProperty: 'b', fileName: '', mimeType: '' },
	];
	const body = await build({ type: 'multipart', parts }, { who: 'Jo' }, filesNamed(asked));
	expect(asked).toEqual([
		'a for multipartFields.one.binaryProperty',
		'b for multipartFields.two.binaryProperty',
	]);
	const form = await new Response(await bytesOf(body!.content), {
		headers: { 'content-type': body!.contentType },
	}).formData();
	const files = ['one', 'two'].map((name) => form.get(name) as File);
	expect(form.get('note')).toBe('for Jo');
	expect(files.map(({ name, type }) => [name, type])).toEqual([
		['Jo.txt', 'text/plain'],
		['b.bin', 'image/png'],
	]);
	expect(await Promise.all(files.map(async (file) => await file.text()))).toEqual(['a', 'b']);
});

it('XML without an action goes as XML, and one that is broken is a failure', async () => {
	const xml = (text: string): BodySettings => ({ type: 'xml', source: 'template', text, soapAction: ' ' });
	expect(await build(xml('<a>{{v}}</a>'), { v: '&' })).toMatchObject({
		content: '<a>&amp;</a>',
		contentType: 'application/xml; charset=utf-8',
	});
	await expect(build(xml('<a>'))).rejects.toMatchObject({ kind: 'template', field: 'xmlBody' });
});
