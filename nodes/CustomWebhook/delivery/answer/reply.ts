/** The body of an answer as it comes from the connection: held back until somebody asks for it. */
import { Readable } from 'node:stream';

import type { WebhookFailure } from '../../failure';

/** So much waits in memory for a reader, before the connection is told to pause. */
const HIGH_WATER_BYTES = 65_536;

interface Sink {
	/** Gives false where no more should come for now. */
	onChunk(chunk: Buffer): boolean;
	onEnd(): void;
	onFailure(failure: WebhookFailure): void;
}

/** Fed by the exchange, read once: by `collect`, `stream` or `drain`. */
export class ReplyBody {
	private chunks: Buffer[] = [];
	private buffered = 0;
	private ended = false;
	private failure?: WebhookFailure;
	private sink?: Sink;

	/** @param flow lets the connection go on after a pause */
	constructor(private readonly flow: () => void) {}

	/** Why the body did not come whole, where it did not. */
	get brokenBy(): WebhookFailure | undefined {
		return this.failure;
	}

	/** From the connection: gives false where it should pause. */
	push(chunk: Buffer): boolean {
		if (this.sink) return this.sink.onChunk(chunk);
		this.chunks.push(chunk);
		this.buffered += chunk.length;
		return this.buffered < HIGH_WATER_BYTES;
	}

	end(): void {
		this.ended = true;
		this.sink?.onEnd();
	}

	fail(failure: WebhookFailure): void {
		if (this.ended || this.failure) return;
		this.failure = failure;
		this.sink?.onFailure(failure);
	}

	/** All of it, copied at most once. `onTooLarge` is called, and gives the failure, once it is over `limit` bytes. */
	collect(limit: number, onTooLarge: () => WebhookFailure): Promise<Buffer> {
		return new Promise((resolve, reject) => {
			const parts: Buffer[] = [];
			let size = 0;
			this.attach({
				onChunk: (chunk) => {
					size += chunk.length;
					if (size > limit) {
						reject(onTooLarge());
						return false;
					}
					parts.push(chunk);
					return true;
				},
				onEnd: () => resolve(parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts, size)),
				onFailure: reject,
			});
		});
	}

	/** The raw bytes as a stream; destroyed with the failure where they do not come whole. */
	stream(): Readable {
		const readable = new Readable({ highWaterMark: HIGH_WATER_BYTES, read: () => this.flow() });
		// what is read is not always listened to: a failure is kept in `brokenBy` too
		readable.on('error', () => undefined);
		this.attach({
			onChunk: (chunk) => readable.push(chunk),
			onEnd: () => readable.push(null),
			onFailure: (failure) => readable.destroy(failure),
		});
		return readable;
	}

	private attach(sink: Sink): void {
		this.sink = sink;
		for (const chunk of this.chunks) sink.onChunk(chunk);
		this.chunks = [];
		if (this.failure) sink.onFailure(this.failure);
		else if (this.ended) sink.onEnd();
		else this.flow();
	}
}
