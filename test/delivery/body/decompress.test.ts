import { pipeline, Readable, type Transform } from 'node:stream';
import { buffer as bufferOf, text as textOf } from 'node:stream/consumers';
import {
	brotliCompressSync,
	createBrotliCompress,
	createDeflate,
	createDeflateRaw,
	createGzip,
	deflateRawSync,
	deflateSync,
	gzipSync,
} from 'node:zlib';

import { ACCEPT_ENCODING, unpackers } from '../../../nodes/CustomWebhook/delivery/body/decompress';

const count = (encoding: string | string[] | undefined) => unpackers(encoding, 'a.test').length;

test('there is an unpacker for each coding, last applied first removed', () => {
	expect(count('gzip')).toBe(1);
	expect(count('gzip, br')).toBe(2);
	expect(count(['gzip', 'br, deflate'])).toBe(3);
	expect(count(' X-GZip ,identity,')).toBe(1);
});

test('what is no coding leaves the body as it is', () => {
	for (const name of [undefined, '', 'utf-8', 'ISO-8859-1', 'identity', 'none', 'aws-chunked']) {
		expect(count(name)).toBe(0);
	}
	expect(count('gzip, aws-chunked')).toBe(1);
});

const unpack = async (coding: string, ...chunks: Buffer[]) => {
	const source = Readable.from(chunks);
	return await bufferOf(
		pipeline([source, ...unpackers(coding, 'a.test')], () => undefined) as unknown as Readable,
	);
};

test.each(['foo', 'compress', 'constructor', 'gzip, sdch', 'dcb'])(
	'a coding that is not known fails the response, and is named: %s',
	async (coding) => {
		await expect(unpack(coding, Buffer.from('packed'))).rejects.toMatchObject({
			kind: 'response',
			message: expect.stringContaining(`"${coding.split(', ').at(-1)}"`),
			description: expect.stringContaining('Accept-Encoding: gzip'),
		});
		expect(await unpack(coding)).toHaveLength(0);
	},
);

describe('A response whose compression was not ended properly', () => {
	const text = Buffer.from('words, '.repeat(3000) + 'x');
	const noise = Buffer.from(Array.from({ length: 100_000 }, (_, i) => (i * i * 7919) % 251));
	const flushed = async (packer: Transform & { flush(callback: () => void): void }, data: Buffer) => {
		const chunks: Buffer[] = [];
		packer.on('data', (chunk: Buffer) => chunks.push(chunk));
		packer.write(data);
		await new Promise<void>((resolve) => packer.flush(resolve));
		return Buffer.concat(chunks);
	};
	const cutAt = (packed: Buffer, bytes: number) => packed.subarray(0, packed.length - bytes);

	test.each([1, 3, 4, 5, 8])(
		'gzip, %i bytes of the trailer are missing: all data is there',
		async (bytes) => {
			for (const data of [text, noise, Buffer.from('a')]) {
				expect(await unpack('gzip', cutAt(gzipSync(data), bytes))).toEqual(data);
			}
		},
	);

	test.each([1, 2, 4])('deflate, %i bytes of the trailer are missing: all data is there', async (bytes) => {
		for (const data of [text, noise])
			expect(await unpack('deflate', cutAt(deflateSync(data), bytes))).toEqual(data);
	});

	test.each([
		['gzip', createGzip],
		['deflate', createDeflate],
		['deflate', createDeflateRaw],
		['br', createBrotliCompress],
	] as const)('%s that was flushed and never ended: all data is there', async (coding, create) => {
		for (const data of [text, noise]) {
			const packed = await flushed(create() as ReturnType<typeof createGzip>, data);
			expect(await unpack(coding, packed)).toEqual(data);
			const byByte = Array.from(packed, (_, i) => packed.subarray(i, i + 1));
			expect(await unpack(coding, ...byByte.slice(0, 3000), packed.subarray(3000))).toEqual(data);
		}
	});

	test.each([
		['gzip', gzipSync],
		['deflate', deflateSync],
		['deflate', deflateRawSync],
		['br', brotliCompressSync],
	] as const)('%s that is cut within its data fails, wherever it is cut', async (coding, pack) => {
		for (const data of [text, noise.subarray(0, 3000)]) {
			const packed = pack(data);
			const step = Math.ceil(packed.length / 150);
			for (let end = 1; end < packed.length - 10; end += step) {
				const got = await unpack(coding, packed.subarray(0, end)).catch((error: unknown) => error);
				if (Buffer.isBuffer(got)) expect([coding, end, got.length]).toEqual([coding, end, 0]);
				else expect(got).toMatchObject({ kind: 'response' });
			}
		}
	});

	test.each(['gzip', 'deflate'])('%s that is cut within its header fails', async (coding) => {
		for (const bytes of [[0x1f], [0x78], [0x1f, 0x8b]]) {
			await expect(unpack(coding, Buffer.from(bytes))).rejects.toMatchObject({ kind: 'response' });
		}
	});

	test('a trailer that is there and wrong fails', async () => {
		const packed = gzipSync(text);
		packed[packed.length - 6]! ^= 1;
		await expect(unpack('gzip', packed)).rejects.toMatchObject({ kind: 'response' });
	});
});

test('more than five are refused', () => {
	expect(count('gzip,gzip,gzip,gzip,gzip')).toBe(5);
	expect(() => count('gzip,gzip,gzip,gzip,gzip,gzip')).toThrow(
		expect.objectContaining({ kind: 'response' }),
	);
});

test('only what can be unpacked is asked for', () => {
	for (const coding of ACCEPT_ENCODING.split(', ')) expect(count(coding)).toBe(1);
});

describe('What follows the packed data counts for nothing', () => {
	const packed = [
		['deflate', deflateSync('text')],
		['gzip', gzipSync('text')],
		['br', brotliCompressSync('text')],
	] as const;

	it.each(packed)('of %s, however much it is and however it comes', async (coding, data) => {
		const rests = [[], [4], [4, 3], [300_000], [300_000, 1]];
		for (const rest of rests) {
			const source = Readable.from([data, ...rest.map((size) => Buffer.alloc(size))]);
			const [unpacker] = unpackers(coding, 'a.test');
			await expect(textOf(source.pipe(unpacker!))).resolves.toBe('text');
		}
	});
});
