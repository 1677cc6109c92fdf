/** Content codings (RFC 9110 section 8.4): gzip, deflate as zlib and raw, br, and zstd where Node has it. */
import { Transform, type TransformCallback } from 'node:stream';
import * as zlib from 'node:zlib';

import { WebhookFailure } from '../../failure';

/** A service that packs its answer more often than this is after something else. */
const MOST_CODINGS = 5;

type Unpacker = (firstChunk: Buffer) => Transform;

const zstd = (zlib as { createZstdDecompress?: () => Transform }).createZstdDecompress;

const UNPACKERS: Readonly<Record<string, Unpacker>> = {
	gzip: () => zlib.createGunzip(),
	'x-gzip': () => zlib.createGunzip(),
	deflate: (first) => (isZlib(first) ? zlib.createInflate() : zlib.createInflateRaw()),
	br: () => zlib.createBrotliDecompress(),
	...(zstd ? { zstd: () => zstd() } : {}),
};

/** What a request says it accepts. */
export const ACCEPT_ENCODING = `gzip, deflate, br${zstd ? ', zstd' : ''}`;

/**
 * The transforms that unpack a body, in the order in which they are to be applied. A coding that nobody knows, as
 * some services put there by mistake, leaves the body as it is.
 *
 * @throws WebhookFailure (`response`) where there are too many
 */
export function unpackers(contentEncoding: string | string[] | undefined, host: string): Transform[] {
	if (contentEncoding === undefined) return [];
	const codings = [contentEncoding]
		.flat()
		.join(',')
		.toLowerCase()
		.split(',')
		.map((coding) => coding.trim())
		.filter((coding) => coding !== '' && coding !== 'identity')
		.reverse();
	if (codings.length > MOST_CODINGS) {
		throw new WebhookFailure('response', `The answer of ${host} is packed ${codings.length} times over`);
	}
	if (!codings.every((coding) => Object.hasOwn(UNPACKERS, coding))) return [];
	return codings.map((coding) => new LateUnpacker(coding, UNPACKERS[coding] as Unpacker, host));
}

/** Whether these are the first bytes of a zlib stream (RFC 1950): compression method 8. Else it is raw deflate. */
function isZlib(first: Buffer): boolean {
	return ((first[0] ?? 0) & 0x0f) === 8;
}

/** Starts to unpack with the first byte, so that an empty body is just empty, and deflate can be told apart. */
class LateUnpacker extends Transform {
	private inner?: Transform;
	/** Whether the packed data is at its end. The inner stream then takes nothing more, and does not say so. */
	private isUnpacked = false;
	/** What waits for the inner stream: a chunk that was too much for it, or the end. */
	private goOn?: TransformCallback;

	constructor(
		private readonly coding: string,
		private readonly create: Unpacker,
		private readonly host: string,
	) {
		super();
	}

	override _transform(chunk: Buffer, _encoding: BufferEncoding, callback: TransformCallback): void {
		this.inner ??= this.start(chunk);
		if (this.isUnpacked || this.inner.write(chunk)) callback();
		else this.goOn = callback;
	}

	override _flush(callback: TransformCallback): void {
		if (!this.inner || this.isUnpacked) {
			callback();
			return;
		}
		this.goOn = callback;
		this.inner.end();
	}

	override _read(size: number): void {
		this.inner?.resume();
		super._read(size);
	}

	override _destroy(error: Error | null, callback: (error: Error | null) => void): void {
		this.inner?.destroy();
		callback(error);
	}

	private start(first: Buffer): Transform {
		const inner = this.create(first);
		inner.on('data', (chunk: Buffer) => {
			if (!this.push(chunk)) inner.pause();
		});
		inner.on('drain', () => this.release());
		inner.on('end', () => {
			this.isUnpacked = true;
			this.release();
		});
		inner.on('error', (cause) => {
			const message = `The answer of ${this.host} cannot be unpacked: its ${this.coding} compression is corrupt`;
			this.destroy(new WebhookFailure('response', message, { cause }));
		});
		return inner;
	}

	/** Lets go on what waits for the inner stream. */
	private release(): void {
		const { goOn } = this;
		this.goOn = undefined;
		goOn?.();
	}
}
