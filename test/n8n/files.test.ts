import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import type { IBinaryData } from 'n8n-workflow';

import { filesOf, keepFile } from '../../nodes/CustomWebhook/n8n/files';
import { contextWith } from './context';

/** An item with these files, as n8n's helpers give them. */
function itemWith(binary?: Record<string, Partial<IBinaryData>>) {
	return contextWith({
		getInputData: () => [{ json: {}, ...(binary ? { binary } : {}) }],
		helpers: {
			assertBinaryData: (_index: number, property: string) => {
				const file = binary?.[property];
				if (!file) throw new Error(`n8n has no ${property}`);
				return file;
			},
			getBinaryDataBuffer: async (_index: number, property: string) =>
				await Promise.resolve(Buffer.from(binary?.[property]?.data ?? '', 'base64')),
			getBinaryMetadata: async (id: string) => await Promise.resolve({ fileSize: id.length }),
			getBinaryStream: async (id: string) => await Promise.resolve(Readable.from([id])),
		},
	});
}

const inMemory = { data: Buffer.from('text').toString('base64'), mimeType: 'text/plain', fileName: 'a.txt' };

it('A file in memory has its bytes, its name and its type, and can be opened again for a retry', async () => {
	const file = await filesOf(itemWith({ data: inMemory }), 0)('data', 'binaryProperty');
	expect(file).toMatchObject({ fileName: 'a.txt', mimeType: 'text/plain', length: 4 });
	for (let attempt = 0; attempt < 2; attempt++)
		expect((await buffer(await file.open())).toString()).toBe('text');
});

it('A file that n8n keeps on disk is streamed, with the size that n8n knows', async () => {
	const stored = { ...inMemory, data: 'filesystem-v2', id: 'stored-under-this' };
	const file = await filesOf(itemWith({ data: stored }), 0)('data', 'binaryProperty');
	expect(file.length).toBe('stored-under-this'.length);
	expect((await buffer(await file.open())).toString()).toBe('stored-under-this');
});

it('A file without a name goes by its field, one without a type is bytes', async () => {
	const file = await filesOf(itemWith({ scan: { data: '', mimeType: '' } }), 0)('scan', 'f');
	expect(file).toMatchObject({ fileName: 'scan', mimeType: 'application/octet-stream', length: 0 });
});

it.each([
	[{ a: inMemory, b: inMemory }, 'It has: a, b'],
	[undefined, 'It has no files at all'],
])(
	'A file that is not there is told with the field that asks for it and what there is',
	async (binary, has) => {
		await expect(filesOf(itemWith(binary), 0)('report', 'multipartFields.file')).rejects.toMatchObject({
			kind: 'request',
			field: 'multipartFields.file',
			message: 'The item has no file "report"',
			description: has,
			cause: new Error('n8n has no report'),
		});
	},
);

it.each(['toString', 'constructor', '__proto__'])(
	'What every object has, such as %s, is no file of the item',
	async (property) => {
		await expect(filesOf(itemWith({ data: inMemory }), 0)(property, 'f')).rejects.toMatchObject({
			kind: 'request',
			message: `The item has no file "${property}"`,
			description: 'It has: data',
		});
	},
);

it("A response's content goes into n8n's binary store under its name and type", async () => {
	const prepareBinaryData = jest.fn((...given: unknown[]) => Promise.resolve({ given }));
	const content = Readable.from(['x']);
	const kept = await keepFile(
		contextWith({ helpers: { prepareBinaryData } }),
		content,
		'a.pdf',
		'application/pdf',
	);
	expect(kept).toEqual({ given: [content, 'a.pdf', 'application/pdf'] });
});
