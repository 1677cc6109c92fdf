import { pipeline, type Readable, type Transform } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import * as zlib from 'node:zlib';

import type { RequestBody, StreamBody } from '../../delivery';
import { WebhookFailure } from '../../failure';
import { shorten } from '../../formats';

type Coder = () => Transform;

/** Available since Node 22.15. */
const { createZstdCompress } = zlib as { createZstdCompress?: Coder };

/** The content codings of RFC 9110, section 8.4.1, RFC 7932 and RFC 8878. */
const CODERS: Readonly<Record<string, Coder>> = {
	gzip: () => zlib.createGzip(),
	'x-gzip': () => zlib.createGzip(),
	deflate: () => zlib.createDeflate(),
	br: () =>
		zlib.createBrotliCompress({
			// the default of 11 is for files that are compressed once and read often
			params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 5 },
		}),
	...(createZstdCompress ? { zstd: createZstdCompress } : {}),
};

/** First bytes of files that are compressed already. */
const MAGIC: Readonly<Record<string, readonly number[]>> = {
	gzip: [0x1f, 0x8b],
	'x-gzip': [0x1f, 0x8b],
	zstd: [0x28, 0xb5, 0x2f, 0xfd],
};

/**
 * The body in the coding of a typed `Content-Encoding`, so that the header is true. A file that is already compressed
 * that way is sent as it is.
 * @throws WebhookFailure `request` for a coding that this node cannot write
 */
export async function inCoding(content: RequestBody, contentEncoding: string): Promise<RequestBody> {
	const coding = contentEncoding.trim().toLowerCase();
	if (coding === '' || coding === 'identity') return content;
	const coder = Object.hasOwn(CODERS, coding) ? CODERS[coding] : undefined;
	if (!coder) throw unknownCoding(coding);
	if (typeof content !== 'string' && !Buffer.isBuffer(content))
		return (await isPacked(content, MAGIC[coding])) ? content : await packedStream(content, coder);
	const packing = coder();
	packing.end(content);
	return await buffer(packing);
}

/** Compressed again for each attempt, and once before to get its length, so that a file of any size needs no memory. */
async function packedStream(file: StreamBody, coder: Coder): Promise<StreamBody> {
	const open = async (): Promise<Readable> => {
		const packing = coder();
		// pipeline passes an error of the file on to the returned stream
		pipeline(await file.open(), packing, () => undefined);
		return packing;
	};
	let length = 0;
	for await (const chunk of await open()) length += (chunk as Buffer).length;
	return { open, length };
}

async function isPacked(file: StreamBody, magic: readonly number[] | undefined): Promise<boolean> {
	if (!magic) return false;
	const start: number[] = [];
	for await (const chunk of await file.open()) {
		start.push(...(chunk as Buffer).subarray(0, magic.length - start.length));
		if (start.length >= magic.length) break;
	}
	return magic.every((byte, index) => start[index] === byte);
}

function unknownCoding(coding: string): WebhookFailure {
	return new WebhookFailure(
		'request',
		`Headers, Content-Encoding: this node cannot compress a body as ${shorten(coding)}`,
		{
			field: 'headers.Content-Encoding',
			description: `Use ${Object.keys(CODERS).join(', ')}, or remove the header.`,
		},
	);
}
