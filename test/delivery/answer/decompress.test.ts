import { Readable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';

import { ACCEPT_ENCODING, unpackers } from '../../../nodes/CustomWebhook/delivery/answer/decompress';

const count = (encoding: string | string[] | undefined) => unpackers(encoding, 'a.test').length;

test('there is an unpacker for each coding, last applied first removed', () => {
	expect(count('gzip')).toBe(1);
	expect(count('gzip, br')).toBe(2);
	expect(count(['gzip', 'br, deflate'])).toBe(3);
	expect(count(' X-GZip ,identity,')).toBe(1);
});

test('what is no coding leaves the body as it is', () => {
	expect(count(undefined)).toBe(0);
	expect(count('')).toBe(0);
	expect(count('utf-8')).toBe(0);
	expect(count('gzip, aws-chunked')).toBe(0);
	expect(count('constructor')).toBe(0);
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
