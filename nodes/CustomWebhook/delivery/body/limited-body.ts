/** The body of a response as the caller gets it: decompressed, limited in size. */
import { pipeline, Transform, type Readable } from 'node:stream';

import { WebhookFailure } from '../../failure';
import { Blocks } from './blocks';
import { unpackers } from './decompress';
import type { ReplyBody } from './reply';
import type { ResponseBody, ResponseHead } from '../types';

const BYTES_IN_A_MEGABYTE = 1_000_000;

export class LimitedBody implements ResponseBody {
	private tooLarge?: WebhookFailure;
	private unreadable?: WebhookFailure;

	/**
	 * @param limit bytes, decompressed
	 * @param refuse closes the connection if the body is too large
	 */
	constructor(
		private readonly head: ResponseHead,
		private readonly reply: ReplyBody,
		private readonly limit: number,
		private readonly refuse: (failure: WebhookFailure) => void,
	) {}

	/** Why the body could not be read completely, even if the reader ignored that; undefined if it could. */
	get failure(): WebhookFailure | undefined {
		return this.tooLarge ?? this.reply.brokenBy ?? this.unreadable;
	}

	async bytes(): Promise<Buffer> {
		if (this.isPacked) return await collect(this.stream());
		this.refuseAnnouncedLength();
		return await this.reply.collect(this.limit, () => this.overLimit());
	}

	stream(): Readable {
		if (!this.isPacked) this.refuseAnnouncedLength();
		const host = new URL(this.head.url).host;
		const coding = this.hasContent ? this.head.headers['content-encoding'] : undefined;
		const steps = [this.reply.stream(), ...this.keep(() => unpackers(coding, host)), this.limiter()];
		const onEnd = (error?: Error | null) => {
			if (error instanceof WebhookFailure) this.unreadable ??= error;
		};
		return pipeline(steps, onEnd) as unknown as Readable;
	}

	private get hasContent(): boolean {
		return this.head.method !== 'HEAD' && this.head.statusCode !== 204 && this.head.statusCode !== 304;
	}

	private get isPacked(): boolean {
		return this.hasContent && this.head.headers['content-encoding'] !== undefined;
	}

	/** A response that announces too many bytes is not read at all. */
	private refuseAnnouncedLength(): void {
		const length = Number(this.head.headers['content-length'] ?? 0);
		if (this.hasContent && length > this.limit) throw this.overLimit();
	}

	private limiter(): Transform {
		let size = 0;
		return new Transform({
			transform: (chunk: Buffer, _encoding, callback) => {
				size += chunk.length;
				if (size > this.limit) callback(this.overLimit());
				else callback(null, chunk);
			},
		});
	}

	private overLimit(): WebhookFailure {
		const megabytes = this.limit / BYTES_IN_A_MEGABYTE;
		this.tooLarge ??= new WebhookFailure(
			'response',
			`The response of ${new URL(this.head.url).host} is larger than ${megabytes} MB`,
			{ description: 'Raise the option Max Response Size (MB), or ask the service for less.' },
		);
		this.refuse(this.tooLarge);
		return this.tooLarge;
	}

	private keep<T>(make: () => T): T {
		try {
			return make();
		} catch (thrown) {
			if (thrown instanceof WebhookFailure) this.unreadable = thrown;
			throw thrown;
		}
	}
}

async function collect(stream: Readable): Promise<Buffer> {
	const blocks = new Blocks();
	for await (const chunk of stream) blocks.add(chunk as Buffer);
	return blocks.join();
}
