import * as zlib from 'node:zlib';

import { LimitedBody } from '../../../nodes/CustomWebhook/delivery/body/limited-body';
import { ReplyBody } from '../../../nodes/CustomWebhook/delivery/body/reply';
import { WebhookFailure } from '../../../nodes/CustomWebhook/failure';

const TEXT = 'wörds '.repeat(2000);
const zstd = (zlib as { zstdCompressSync?: (data: Buffer) => Buffer }).zstdCompressSync;

interface Case {
	encoding?: string | string[];
	length?: number;
	limit?: number;
	method?: string;
	statusCode?: number;
}

function bodyOf(
	data: Buffer,
	{ encoding, length, limit = 1_000_000, method = 'GET', statusCode = 200 }: Case = {},
) {
	const reply = new ReplyBody(() => undefined);
	const headers = {
		...(encoding === undefined ? {} : { 'content-encoding': encoding }),
		...(length === undefined ? {} : { 'content-length': String(length) }),
	};
	const abort = jest.fn((failure: WebhookFailure) => reply.fail(failure));
	const head = { statusCode, statusMessage: 'OK', headers, url: 'https://a.test/', method };
	const body = new LimitedBody(head, reply, limit, abort);
	// in pieces, as they come from a connection
	setImmediate(() => {
		for (let at = 0; at < data.length; at += 700) reply.push(data.subarray(at, at + 700));
		reply.end();
	});
	return { body, reply, abort };
}

const raw = Buffer.from(TEXT);
const codings: Array<[string | string[], Buffer]> = [
	['gzip', zlib.gzipSync(raw)],
	['X-GZIP', zlib.gzipSync(raw)],
	['deflate', zlib.deflateSync(raw)],
	['deflate', zlib.deflateRawSync(raw)],
	['br', zlib.brotliCompressSync(raw)],
	['gzip, br', zlib.brotliCompressSync(zlib.gzipSync(raw))],
	[['deflate', 'gzip'], zlib.gzipSync(zlib.deflateSync(raw))],
	['identity', raw],
	['gzip', Buffer.concat([zlib.gzipSync(raw.subarray(0, 100)), zlib.gzipSync(raw.subarray(100))])],
	['utf-8', raw],
	...(zstd ? [['zstd', zstd(raw)] as [string, Buffer]] : []),
];

describe.each(codings)('%s', (encoding, packed) => {
	test('is unpacked, as bytes and as a stream', async () => {
		expect((await bodyOf(packed, { encoding }).body.bytes()).toString()).toBe(TEXT);
		const chunks: Buffer[] = [];
		for await (const chunk of bodyOf(packed, { encoding }).body.stream()) chunks.push(chunk as Buffer);
		expect(Buffer.concat(chunks).toString()).toBe(TEXT);
	});
});

test('an empty body is empty, whatever it is said to be packed with', async () => {
	expect(await bodyOf(Buffer.alloc(0), { encoding: 'gzip' }).body.bytes()).toHaveLength(0);
});

test.each(['gzip', 'deflate', 'br'])(
	'%s that is corrupt, or cut off, fails the response',
	async (encoding) => {
		const packed = codings.find(([name]) => name === encoding)?.[1] as Buffer;
		const corrupt = Buffer.from(packed);
		corrupt.fill(0x5a, 8, Math.min(40, packed.length));
		for (const data of [corrupt, packed.subarray(0, -20)]) {
			const { body } = bodyOf(data, { encoding });
			await expect(body.bytes()).rejects.toMatchObject({ kind: 'response' });
			expect(body.failure?.kind).toBe('response');
		}
	},
);

test('packed more often than is sensible fails the response', async () => {
	const { body } = bodyOf(raw, { encoding: 'gzip,gzip,gzip,gzip,gzip,gzip' });
	await expect(body.bytes()).rejects.toMatchObject({ kind: 'response' });
	expect(body.failure).toBeDefined();
});

describe('the limit', () => {
	test('is of the unpacked bytes, and exact', async () => {
		const packed = zlib.gzipSync(Buffer.alloc(5000));
		expect(await bodyOf(packed, { encoding: 'gzip', limit: 5000 }).body.bytes()).toHaveLength(5000);
		const { body, abort } = bodyOf(packed, { encoding: 'gzip', limit: 4999 });
		await expect(body.bytes()).rejects.toMatchObject({ kind: 'response' });
		expect(abort).toHaveBeenCalled();
	});

	test.each(['bytes', 'stream'] as const)('holds for %s that are not packed', async (way) => {
		const { body, abort } = bodyOf(raw, { limit: raw.length - 1 });
		const read = async () => {
			if (way === 'bytes') return await body.bytes();
			for await (const _chunk of body.stream()) void _chunk;
			return undefined;
		};
		await expect(read()).rejects.toMatchObject({
			kind: 'response',
			message: expect.stringContaining('larger than'),
		});
		expect(abort).toHaveBeenCalled();
		expect((await bodyOf(raw, { limit: raw.length }).body.bytes()).length).toBe(raw.length);
	});

	test('that the response itself says it exceeds stops it before it is read', async () => {
		const { body, abort } = bodyOf(Buffer.alloc(0), { limit: 10, length: 11 });
		await expect(body.bytes()).rejects.toMatchObject({ kind: 'response' });
		expect(abort).toHaveBeenCalled();
	});

	test('that the response itself says it exceeds stops a stream before it begins, too', () => {
		const { body, abort } = bodyOf(Buffer.alloc(0), { limit: 10, length: 11 });
		expect(() => body.stream()).toThrow(expect.objectContaining({ kind: 'response' }));
		expect(abort).toHaveBeenCalled();
	});

	test('is told in megabytes, with the way out', async () => {
		const { body } = bodyOf(raw, { limit: 10_000 });
		await expect(body.bytes()).rejects.toMatchObject({
			message: 'The response of a.test is larger than 0.01 MB',
			description: 'Raise the option Max Response Size (MB), or ask the service for less.',
		});
	});

	test('may be reached by the length that the response says', async () => {
		const data = Buffer.alloc(10);
		expect(await bodyOf(data, { limit: 10, length: 10 }).body.bytes()).toEqual(data);
	});

	test('is not that of the packed length', async () => {
		const packed = zlib.gzipSync(Buffer.alloc(10));
		const { body } = bodyOf(packed, { encoding: 'gzip', limit: 10, length: packed.length });
		expect(await body.bytes()).toHaveLength(10);
	});

	test.each([
		['HEAD', 200],
		['GET', 204],
		['GET', 304],
	])(
		'does not look at the length and the coding of %s %i, which has no body',
		async (method, statusCode) => {
			const said = { limit: 10, length: 11, encoding: 'br', method, statusCode };
			expect(await bodyOf(Buffer.alloc(0), said).body.bytes()).toHaveLength(0);
			expect(await bodyOf(Buffer.alloc(0), { ...said, encoding: undefined }).body.bytes()).toHaveLength(
				0,
			);
		},
	);
});

test('what breaks the connection breaks the body, also packed', async () => {
	const broken = new WebhookFailure('network', 'broke off');
	for (const encoding of [undefined, 'gzip']) {
		const { body, reply } = bodyOf(Buffer.alloc(0), encoding ? { encoding } : {});
		reply.push(zlib.gzipSync(raw).subarray(0, 20));
		reply.fail(broken);
		await expect(body.bytes()).rejects.toBe(broken);
		expect(body.failure).toBe(broken);
	}
});

test('a small body is not copied', async () => {
	const reply = new ReplyBody(() => undefined);
	const chunk = Buffer.from('small');
	const head = { statusCode: 200, statusMessage: '', headers: {}, url: 'https://a.test/', method: 'GET' };
	const body = new LimitedBody(head, reply, 100, () => undefined);
	reply.push(chunk);
	reply.end();
	expect(await body.bytes()).toBe(chunk);
});

describe('A response in chunks of one byte', () => {
	/** As undici gives them: each a view of what was read from the socket, with the framing around it. */
	const tiny = (bytes: number) => {
		const read = Buffer.alloc(65_536, 'x');
		return Array.from({ length: bytes }, (_, i) =>
			read.subarray((i * 6) % 65_000, ((i * 6) % 65_000) + 1),
		);
	};
	const SIZE = 200_000;

	test.each(['before its reader', 'after its reader'])(
		'is handed on in a few blocks (%s)',
		async (when) => {
			const reply = new ReplyBody(() => undefined);
			const push = () => {
				for (const chunk of tiny(SIZE)) reply.push(chunk);
				reply.end();
			};
			if (when === 'before its reader') push();
			const stream = reply.stream();
			if (when !== 'before its reader') push();
			const chunks: Buffer[] = [];
			for await (const chunk of stream) chunks.push(chunk as Buffer);
			expect(Buffer.concat(chunks)).toEqual(Buffer.alloc(SIZE, 'x'));
			const memory = new Set(chunks.map(({ buffer }) => buffer));
			expect([...memory].reduce((sum, { byteLength }) => sum + byteLength, 0)).toBeLessThan(
				2 * SIZE + 65_536,
			);
			expect(chunks.length).toBeLessThan(20);
		},
	);

	test.each([undefined, 'gzip'])('is the same bytes when it is read whole (%s)', async (encoding) => {
		const data = encoding ? zlib.gzipSync(raw) : raw;
		const reply = new ReplyBody(() => undefined);
		const headers: Record<string, string> = encoding ? { 'content-encoding': encoding } : {};
		const head = { statusCode: 200, statusMessage: '', headers, url: 'https://a.test/', method: 'GET' };
		const body = new LimitedBody(head, reply, 1_000_000, () => undefined);
		const bytes = body.bytes();
		for (let at = 0; at < data.length; at++) reply.push(data.subarray(at, at + 1));
		reply.end();
		expect(await bytes).toEqual(raw);
	});
});
