import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import fc from 'fast-check';

import { WebhookFailure } from '../../../nodes/CustomWebhook/failure';
import { multipartBody, type MultipartPart } from '../../../nodes/CustomWebhook/request/body/multipart';

const file = (
	name: string,
	fileName: string,
	content: string | Buffer,
	mimeType = 'text/plain',
): MultipartPart => {
	const bytes = Buffer.from(content);
	return {
		kind: 'file',
		name,
		fileName,
		mimeType,
		length: bytes.length,
		open: () => Readable.from([bytes]),
	};
};
const text = (name: string, value: string): MultipartPart => ({ kind: 'text', name, value });

const bytesOf = async ({ body }: ReturnType<typeof multipartBody>) =>
	Buffer.isBuffer(body) ? body : await buffer(await body.open());

/** What the platform's own FormData encodes the same parts to, as text with our boundary. */
const byThePlatform = async (parts: readonly MultipartPart[], boundary: string) => {
	const form = new FormData();
	for (const part of parts) {
		if (part.kind === 'text') form.append(part.name, part.value);
		else {
			const content = await buffer(await part.open());
			form.append(part.name, new File([content], part.fileName, { type: part.mimeType }));
		}
	}
	const response = new Response(form);
	const theirs = /boundary=(.*)$/.exec(response.headers.get('content-type') ?? '')?.[1] ?? '';
	return Buffer.from(await response.arrayBuffer())
		.toString('latin1')
		.replaceAll(theirs, boundary);
};

/** Text with what is special in a multipart head, and beyond ASCII. */
const special = fc.string({
	unit: fc.constantFrom('a', 'é', '日', '😀', '"', "'", '\\', '\r', '\n', '%', ';', ' ', '='),
});
const partOf = fc.oneof(
	fc.tuple(special, special).map(([name, value]) => text(name, value)),
	fc
		.tuple(
			special,
			special.filter((name) => name !== ''),
			fc.uint8Array({ maxLength: 200 }),
			fc.constantFrom('', 'image/png', 'text/plain;charset=utf-8', 'bad\r\nx: y'),
		)
		.map(([name, fileName, bytes, type]) => file(name, fileName, Buffer.from(bytes), type)),
);

describe('multipartBody', () => {
	test('is, to the byte, what the platform encodes by the HTML standard', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(partOf, { maxLength: 5 }), async (parts) => {
				const ours = await bytesOf(multipartBody(parts, 'B-o_u.n0d'));
				expect(ours.toString('latin1')).toBe(await byThePlatform(parts, 'B-o_u.n0d'));
			}),
			{ numRuns: 200 },
		);
	});

	test('an independent decoder reads back what went in', async () => {
		// Without characters that the encoding changes by design: line ends, and quotes in names.
		const plain = fc.string({
			unit: fc.constantFrom('a', 'é', '日', '😀', "'", ';', ' b', '='),
			minLength: 1,
		});
		const part = fc.oneof(
			fc.tuple(plain, plain).map(([name, value]) => text(name, value)),
			fc
				.tuple(plain, plain, fc.uint8Array())
				.map(([n, f, bytes]) => file(n, f, Buffer.from(bytes), 'image/png')),
		);
		await fc.assert(
			fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 5 }), async (parts) => {
				const made = multipartBody(parts);
				const response = new Response(await bytesOf(made), {
					headers: { 'content-type': made.contentType },
				});
				const read = Array.from(await response.formData());
				expect(read).toHaveLength(parts.length);
				for (const [index, [name, value]] of read.entries()) {
					const given = parts[index];
					expect(name).toBe(given?.name);
					if (given?.kind === 'text') expect(value).toBe(given.value);
					else if (typeof value !== 'string' && given) {
						expect(value).toMatchObject({ name: given.fileName, type: 'image/png' });
						expect(Buffer.from(await value.arrayBuffer())).toEqual(
							await buffer(await given.open()),
						);
					}
				}
			}),
			{ numRuns: 100 },
		);
	});

	test('looks like this', async () => {
		const parts = [text('a "b"\r\nc', 'one\ntwo\rthree'), file('f', 'Ü "x"\n.txt', 'content')];
		expect((await bytesOf(multipartBody(parts, 'BB'))).toString()).toBe(
			[
				'--BB',
				'Content-Disposition: form-data; name="a %22b%22%0D%0Ac"',
				'',
				'one',
				'two',
				'three',
				'--BB',
				'Content-Disposition: form-data; name="f"; filename="Ü %22x%22%0A.txt"',
				'Content-Type: text/plain',
				'',
				'content',
				'--BB--',
				'',
			].join('\r\n'),
		);
	});

	test('with text alone it is a buffer, with a file a stream of known length that opens again', async () => {
		expect(Buffer.isBuffer(multipartBody([text('a', 'b')]).body)).toBe(true);
		const { body } = multipartBody([text('a', 'é'), file('f', 'x', 'content'), file('g', 'y', '')]);
		if (Buffer.isBuffer(body)) throw new Error('no stream');
		const first = await buffer(await body.open());
		expect(first).toHaveLength(body.length);
		expect(await buffer(await body.open())).toEqual(first);
	});

	test('each form has a boundary of its own, fit for a header', () => {
		const [one, two] = [multipartBody([]), multipartBody([])].map(({ contentType }) => contentType);
		expect(one).toMatch(/^multipart\/form-data; boundary=[\w-]{30,70}$/);
		expect(one).not.toBe(two);
	});

	describe('a file that changed', () => {
		const sending = async (open: () => Readable | Promise<Readable>, length: number) => {
			const { body } = multipartBody([
				{ kind: 'file', name: 'doc', fileName: 'a.pdf', mimeType: '', length, open },
			]);
			if (Buffer.isBuffer(body)) throw new Error('no stream');
			return await buffer(await body.open());
		};

		test.each([
			['is shorter', 8],
			['is longer', 6],
		])('%s: the sending fails and says which file', async (_, length) => {
			await expect(
				sending(() => Readable.from([Buffer.from('content')]), length),
			).rejects.toMatchObject({
				kind: 'request',
				field: 'multipartFields.doc',
				message: `The file "a.pdf" of the field "doc" is not ${length} bytes long any more.`,
			});
		});

		test('is longer: what is too much is not sent', async () => {
			const parts = [{ ...file('doc', 'a.pdf', 'content'), length: 3 } as MultipartPart];
			const { body } = multipartBody(parts);
			if (Buffer.isBuffer(body)) throw new Error('no stream');
			let sent = '';
			const sending = async () => {
				for await (const chunk of await body.open()) sent += String(chunk);
			};
			await expect(sending()).rejects.toThrow('is not 3 bytes long any more');
			expect(sent).toContain('a.pdf');
			expect(sent).not.toContain('content');
		});

		test('cannot be opened: the sending fails and says which file', async () => {
			await expect(
				sending(async () => await Promise.reject(new Error('ENOENT')), 7),
			).rejects.toMatchObject({
				kind: 'request',
				message: 'The file "a.pdf" of the field "doc" could not be read.',
			});
		});

		test('a failure that is one already stays as it is', async () => {
			const failure = new WebhookFailure('request', 'gone');
			await expect(sending(async () => await Promise.reject(failure), 7)).rejects.toBe(failure);
		});
	});

	test('a body that nobody reads to the end lets its file go', async () => {
		const source = Readable.from(
			(function* () {
				for (;;) yield Buffer.alloc(1000);
			})(),
		);
		const { body } = multipartBody([
			{ kind: 'file', name: 'f', fileName: 'x', mimeType: '', length: 1e9, open: () => source },
		]);
		if (Buffer.isBuffer(body)) throw new Error('no stream');
		const stream = await body.open();
		for await (const chunk of stream) if ((chunk as Buffer).length === 1000) break;
		await new Promise((resolve) => setImmediate(resolve));
		expect(stream.destroyed).toBe(true);
		expect(source.destroyed).toBe(true);
	});

	test('of 200 MB only a little is under way at a time', async () => {
		const chunk = Buffer.alloc(64 * 1024);
		const length = chunk.length * 3052;
		let read = 0;
		const open = () =>
			Readable.from(
				(function* () {
					for (; read < length; read += chunk.length) yield chunk;
				})(),
				{ objectMode: false },
			);
		const { body } = multipartBody([
			{ kind: 'file', name: 'f', fileName: 'x', mimeType: '', length, open },
		]);
		if (Buffer.isBuffer(body)) throw new Error('no stream');
		let sent = 0;
		let mostUnderWay = 0;
		for await (const piece of await body.open()) {
			sent += (piece as Buffer).length;
			mostUnderWay = Math.max(mostUnderWay, read - sent);
		}
		expect(sent).toBe(body.length);
		expect(mostUnderWay).toBeLessThan(1_000_000);
	});
});
