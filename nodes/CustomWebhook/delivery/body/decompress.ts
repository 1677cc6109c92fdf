/** Decompresses a response: gzip, deflate as zlib and raw, br, and zstd if this Node has it. */
import { randomBytes } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import * as zlib from 'node:zlib';

import { WebhookFailure } from '../../failure';
import { codingsOf } from './content-coding';

/** Codings of one response; a service that names more is attacking or broken. */
const MOST_CODINGS = 5;

/** Random, so that no service sends it. */
const MARK = randomBytes(16);
/**
 * The mark as an uncompressed part of a stream. It comes out unchanged only if the stream was between two parts, as
 * after a flush. Then all data was seen, and only the end is missing.
 */
const DEFLATE_MARK = Buffer.concat([Buffer.from([0x00, 0x10, 0x00, 0xef, 0xff]), MARK]); // RFC 1951 section 3.2.4
const BROTLI_MARK = Buffer.concat([Buffer.from([0x78, 0x00, 0x08]), MARK]); // RFC 7932 section 9.2
/**
 * So many bytes of the mark are written first. A stream whose trailer is missing reads them as its trailer. One that
 * was cut within its data needs at least one more byte to get to a trailer.
 */
const TRAILER_BYTES = 4;
/** zlib's messages for a trailer that does not match the data, or that matches by chance, so that more follows. */
const AFTER_THE_DATA = /^incorrect (data|length|header) check$/;
/** A stream of so few bytes was cut within its own header. */
const SHORTEST_HEADER_BYTES = 2;

interface Coding {
	unpacker(firstChunk: Buffer): Packed;
	mark?: Buffer;
}

/** zlib's streams; `bytesWritten` counts the bytes that they consumed. */
type Packed = Transform & { readonly bytesWritten: number };

const gzip: Coding = { unpacker: () => zlib.createGunzip(), mark: DEFLATE_MARK };
const zstd = (zlib as { createZstdDecompress?: () => Packed }).createZstdDecompress;

const CODINGS: ReadonlyMap<string, Coding> = new Map<string, Coding>([
	['gzip', gzip],
	['x-gzip', gzip],
	[
		'deflate',
		{
			unpacker: (first) => (isZlib(first) ? zlib.createInflate() : zlib.createInflateRaw()),
			mark: DEFLATE_MARK,
		},
	],
	['br', { unpacker: () => zlib.createBrotliDecompress(), mark: BROTLI_MARK }],
	...(zstd ? [['zstd', { unpacker: () => zstd() }] as const] : []),
]);

/** Value of the request's `Accept-Encoding`. */
export const ACCEPT_ENCODING = ['gzip', 'deflate', 'br', 'zstd']
	.filter((name) => CODINGS.has(name))
	.join(', ');

/**
 * The transforms that decompress a body, in the order in which to apply them. An unknown coding fails with the first
 * byte, so that an empty body is just empty.
 *
 * @throws WebhookFailure (`response`) if there are too many
 */
export function unpackers(contentEncoding: string | string[] | undefined, host: string): Transform[] {
	const names = codingsOf(contentEncoding).reverse();
	if (names.length > MOST_CODINGS) {
		throw new WebhookFailure(
			'response',
			`The response of ${host} is compressed ${names.length} times over`,
		);
	}
	return names.map((name) => {
		const coding = CODINGS.get(name);
		return coding ? new Unpacker(name, coding, host) : new UnknownCoding(name, host);
	});
}

/** Whether these are the first bytes of a zlib stream (RFC 1950): compression method 8. Else it is raw deflate. */
function isZlib(first: Buffer): boolean {
	return ((first[0] ?? 0) & 0x0f) === 8;
}

class UnknownCoding extends Transform {
	constructor(
		private readonly coding: string,
		private readonly host: string,
	) {
		super();
	}

	override _transform(_chunk: Buffer, _encoding: BufferEncoding, callback: TransformCallback): void {
		const message = `The response of ${this.host} is compressed with "${this.coding.slice(0, 50)}", which is not supported here`;
		const description = `Ask the service for another compression: add the header Accept-Encoding: ${ACCEPT_ENCODING}.`;
		callback(new WebhookFailure('response', message, { description }));
	}
}

/** Starts with the first byte, so that an empty body is just empty, and zlib is told from raw deflate. */
class Unpacker extends Transform {
	private inner?: Packed;
	/** Whether the compressed data has ended. Anything after it is ignored. */
	private isUnpacked = false;
	/** Called when the inner stream is ready for the next chunk, or for the end. */
	private goOn?: TransformCallback;
	/** Set once all input was read and the end is missing. */
	private ending?: { bytesBefore: number; output: Buffer[]; isTrailer: boolean };

	constructor(
		private readonly coding: string,
		private readonly how: Coding,
		private readonly host: string,
	) {
		super();
	}

	override _transform(chunk: Buffer, _encoding: BufferEncoding, callback: TransformCallback): void {
		this.inner ??= this.start(chunk);
		if (this.isUnpacked) return callback();
		this.goOn = callback;
		this.inner.write(chunk, () => this.release());
	}

	override _flush(callback: TransformCallback): void {
		const { inner } = this;
		if (!inner || this.isUnpacked) return callback();
		drain(inner);
		this.goOn = callback;
		if (this.how.mark) this.tryToEnd(inner, this.how.mark);
		else inner.end();
		inner.resume();
	}

	override _read(size: number): void {
		this.inner?.resume();
		super._read(size);
	}

	override _destroy(error: Error | null, callback: (error: Error | null) => void): void {
		this.inner?.destroy();
		callback(error);
	}

	private start(first: Buffer): Packed {
		const inner = this.how.unpacker(first);
		inner.on('data', (chunk: Buffer) => {
			if (this.ending) this.ending.output.push(chunk);
			else if (!this.push(chunk)) inner.pause();
		});
		inner.on('end', () => {
			// if bytes of the mark were needed to get to the end, the data itself was cut
			if (this.ending && inner.bytesWritten !== this.ending.bytesBefore) return this.fail();
			this.isUnpacked = true;
			this.release();
		});
		inner.on('error', (cause) => {
			const { isTrailer = false, bytesBefore = 0 } = this.ending ?? {};
			const isSeen =
				isTrailer && bytesBefore > SHORTEST_HEADER_BYTES && AFTER_THE_DATA.test(cause.message);
			if (isSeen) this.release();
			else this.fail(cause);
		});
		return inner;
	}

	/** All input is decompressed by now: the response is complete if the data had ended, or was between two parts. */
	private tryToEnd(inner: Packed, mark: Buffer): void {
		const ending = { bytesBefore: inner.bytesWritten, output: [] as Buffer[], isTrailer: true };
		this.ending = ending;
		inner.write(mark.subarray(0, TRAILER_BYTES), () => {
			ending.isTrailer = false;
			inner.write(mark.subarray(TRAILER_BYTES), () => {
				drain(inner);
				if (Buffer.concat(ending.output).equals(MARK)) this.release();
				else this.fail();
			});
		});
	}

	private fail(cause?: Error): void {
		const message = `The response of ${this.host} cannot be unpacked: its ${this.coding} compression is corrupt or cut off`;
		this.destroy(new WebhookFailure('response', message, { cause }));
	}

	/** Continues the callback that waits for the inner stream. */
	private release(): void {
		const { goOn } = this;
		this.goOn = undefined;
		goOn?.();
	}
}

/** Emits everything that the stream has buffered as `data`. */
function drain(stream: Transform): void {
	while (stream.read() !== null);
}
