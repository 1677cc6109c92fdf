import { asFailure, WebhookFailure } from '../failure';
import { LimitedBody, ReplyBody } from './body';
import type { Exchange } from './connection';
import type { BodyReader, ResponseHead } from './types';

/** A response that is not the last one is read up to this size, so that its connection can be reused. */
const KEPT_BYTES = 65_536;
/** If it takes longer than this, its connection is closed instead. */
const KEPT_WITHIN_MS = 1000;

/** Closes a connection whose response is not read to its end. No item ever gets it. */
const UNREAD = new WebhookFailure('network', 'The response was not read to its end');

/** A response whose head has arrived. Decide by the head, then `read` the last response, or `keep` an earlier one. */
export class Opened {
	private isKept = false;

	/** @param refused why its redirect must not be followed, if it is one */
	constructor(
		readonly head: ResponseHead,
		private body: ReplyBody,
		private readonly exchange: Exchange,
		private readonly maxResponseBytes: number,
		readonly refused?: WebhookFailure,
	) {}

	/**
	 * The result of `read` for the body. Anything that it leaves unread is not waited for.
	 *
	 * @throws WebhookFailure if the body breaks, is too large or corrupt, even if `read` ignores that; else what
	 * `read` throws
	 */
	async read<B>(read: BodyReader<B>): Promise<B> {
		const body = new LimitedBody(this.head, this.body, this.maxResponseBytes, (failure) =>
			this.exchange.refuse(failure),
		);
		try {
			const value = await read(this.head, body);
			if (body.failure) throw body.failure;
			return value;
		} catch (thrown) {
			throw body.failure ?? thrown;
		} finally {
			this.exchange.abort(UNREAD);
		}
	}

	/** Frees the connection. The body stays in memory if it is small and arrives soon. */
	async keep(): Promise<void> {
		const kept = new ReplyBody(() => undefined);
		const timer = setTimeout(() => this.exchange.abort(UNREAD), KEPT_WITHIN_MS);
		const tooLarge = () => {
			this.exchange.abort(UNREAD);
			return UNREAD;
		};
		try {
			kept.push(await this.body.collect(KEPT_BYTES, tooLarge));
			kept.end();
		} catch (thrown) {
			kept.fail(asFailure(thrown));
		} finally {
			clearTimeout(timer);
		}
		this.body = kept;
		this.isKept = true;
	}

	/** As `read`, for a kept response that turned out to be the last one; undefined if its body cannot be read. */
	async readKept<B>(read: BodyReader<B>): Promise<B | undefined> {
		if (!this.isKept) return undefined;
		try {
			return await this.read(read);
		} catch (thrown) {
			asFailure(thrown);
			return undefined;
		}
	}
}
