/** The body of a response from the connection, held back until it is read. */
import { Readable } from 'node:stream';

import type { WebhookFailure } from '../../failure';
import { BLOCK_BYTES, Blocks } from './blocks';

interface Sink {
	/** Returns false to pause the connection. */
	onChunk(chunk: Buffer): boolean;
	onEnd(): void;
	onFailure(failure: WebhookFailure): void;
}

/** Fed by the exchange, read once: by `collect`, `stream` or `drain`. */
export class ReplyBody {
	/** Bytes that arrived before there was a reader. */
	private readonly early = new Blocks();
	private ended = false;
	private failure?: WebhookFailure;
	private sink?: Sink;

	/** @param flow resumes the connection after a pause */
	constructor(private readonly flow: () => void) {}

	/** Why the body is incomplete; undefined if it is not. */
	get brokenBy(): WebhookFailure | undefined {
		return this.failure;
	}

	/** From the connection: returns false if it should pause. */
	push(chunk: Buffer): boolean {
		if (this.sink) return this.sink.onChunk(chunk);
		this.early.add(chunk);
		return this.early.size < BLOCK_BYTES;
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

	/** All of it. `onTooLarge` is called, and returns the failure, once it is over `limit` bytes. */
	collect(limit: number, onTooLarge: () => WebhookFailure): Promise<Buffer> {
		if (this.ended && this.early.size <= limit) return Promise.resolve(this.early.join());
		return new Promise((resolve, reject) => {
			const blocks = new Blocks();
			this.attach({
				onChunk: (chunk) => {
					blocks.add(chunk);
					if (blocks.size <= limit) return true;
					reject(onTooLarge());
					return false;
				},
				onEnd: () => resolve(blocks.join()),
				onFailure: reject,
			});
		});
	}

	/** The raw bytes as a stream; destroyed with the failure if they are incomplete. */
	stream(): Readable {
		const readable = new Readable({ highWaterMark: BLOCK_BYTES, read: () => this.flow() });
		// avoids an uncaught error if nobody listens; `brokenBy` keeps the failure too
		readable.on('error', () => undefined);
		const blocks = new Blocks();
		const handOn = () =>
			blocks
				.take()
				.map((block) => readable.push(block))
				.at(-1) ?? true;
		this.attach({
			onChunk: (chunk) => {
				blocks.add(chunk);
				return blocks.size < BLOCK_BYTES || handOn();
			},
			onEnd: () => {
				handOn();
				readable.push(null);
			},
			onFailure: (failure) => readable.destroy(failure),
		});
		return readable;
	}

	private attach(sink: Sink): void {
		this.sink = sink;
		for (const chunk of this.early.take()) sink.onChunk(chunk);
		if (this.failure) sink.onFailure(this.failure);
		else if (this.ended) sink.onEnd();
		else this.flow();
	}
}
