/** Unpacks a response: gzip, deflate as zlib and raw, br, and zstd if this Node has it. */
import { randomBytes } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import * as zlib from 'node:zlib';

import { WebhookFailure } from '../../failure';
import { codingsOf } from './content-coding';

/** A service that packs its response more often than this is up to something else. */
const MOST_CODINGS = 5;

/** Bytes that nobody else sends. */
const MARK = randomBytes(16);
/**
 * The mark as an uncompressed part of a stream. It comes out as it went in only if the stream stood between two parts,
 * as it does after a flush: then all data was seen, and nothing but the end is missing.
 */
const DEFLATE_MARK = Buffer.concat([Buffer.from([0x00, 0x10, 0x00, 0xef, 0xff]), MARK]); // RFC 1951 section 3.2.4
const BROTLI_MARK = Buffer.concat([Buffer.from([0x78, 0x00, 0x08]), MARK]); // RFC 7932 section 9.2
/**
 * So many bytes of the mark are written first. A stream whose trailer is missing takes them for it. One that was cut
 * within its data needs at least a byte more to come to a trailer.
 */
const TRAILER_BYTES = 4;
/** zlib's words for a trailer that is not that of the data, and for one that is right by chance, so that more follows. */
const AFTER_THE_DATA = /^incorrect (data|length|header) check$/;
/** A stream of so few bytes is cut within its own header. */
const SHORTEST_HEADER_BYTES = 2;

interface Coding {
	unpacker(firstChunk: Buffer): Packed;
	mark?: Buffer;
}

/** zlib's streams; `bytesWritten` counts what they made use of. */
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

/** What a request says it accepts. */
export const ACCEPT_ENCODING = ['gzip', 'deflate', 'br', 'zstd']
	.filter((name) => CODINGS.has(name))
	.join(', ');

/**
 * The transforms that unpack a body, in the order in which they are to be applied. A coding that is not known fails
 * with the first byte, so that an empty body is just empty.
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

/** Starts to unpack with the first byte, so that an empty body is just empty, and deflate can be told apart. */
class Unpacker extends Transform {
	private inner?: Packed;
	/** Whether the packed data is at its end. What follows counts for nothing. */
	private isUnpacked = false;
	/** What waits for the inner stream: the next chunk, or the end. */
	private goOn?: TransformCallback;
	/** Once all has come and the end is missing. */
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
			// if the mark was needed to come to the end, it ended something within the data
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

	/** All that came is unpacked by now: it ends well if the data was at its end, or between two parts. */
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

	/** Lets go on what waits for the inner stream. */
	private release(): void {
		const { goOn } = this;
		this.goOn = undefined;
		goOn?.();
	}
}

/** Hands on to `data` what the stream holds back. */
function drain(stream: Transform): void {
	while (stream.read() !== null);
}
