/** One request and its answer on one connection. */
import { Readable } from 'node:stream';

import type { Dispatcher } from 'undici';
import { parseHeaders } from 'undici/lib/core/util';

import { WebhookFailure } from '../failure';
import type { GuardContext } from './addresses';
import type { Route } from './connector';
import { exchangeFailure, toError } from './errors';
import { lease, type Connection } from './pools';
import { ReplyBody } from './reply';

/** How often a request that never left is put on another connection, after the server had closed an idle one. */
const MOST_RELAYS = 3;

export interface Message {
	method: string;
	/** Path and query; the whole URL for a proxy that forwards it. */
	path: string;
	/** Names and values in turn. */
	headers: string[];
	body?: string | Buffer | Readable;
}

export interface Reply {
	statusCode: number;
	statusMessage: string;
	headers: Record<string, string | string[]>;
	body: ReplyBody;
}

/** Created, then `send`; `abort` at any time until the body has ended. */
export class Exchange implements Dispatcher.DispatchHandler {
	/** Whether the request was handed to a connection: from then on the service may have acted on it. */
	written = false;

	private connection?: Connection;
	private abortRequest?: (error: Error) => void;
	private body?: ReplyBody;
	private relays = 0;
	private abortedBy?: WebhookFailure;
	private resolve?: (reply: Reply) => void;
	private reject?: (failure: WebhookFailure) => void;

	constructor(
		private readonly route: Route,
		private readonly guard: GuardContext,
		private readonly message: Message,
	) {}

	/**
	 * Resolves with the head of the answer; its body comes after.
	 *
	 * @throws WebhookFailure (`dns`, `connect`, `tls`, `blocked`, `network`, `response`, `request`)
	 */
	send(): Promise<Reply> {
		return new Promise((resolve, reject) => {
			this.resolve = resolve;
			this.reject = reject;
			if (this.abortedBy) reject(this.abortedBy);
			else this.dispatch();
		});
	}

	/** Closes the connection; what waits for the answer or its body gets the failure. */
	abort(failure: WebhookFailure): void {
		this.finishWith(failure);
	}

	onConnect(abort: (error?: Error) => void): void {
		this.abortRequest = abort;
		// undici may put a request on a new connection by itself; what has left once is not sent twice
		if (this.written) abort(new Error('The connection was lost'));
		this.written = true;
	}

	onHeaders(statusCode: number, headers: Buffer[], resume: () => void, statusMessage: string): boolean {
		if (statusCode < 200) return true;
		this.body = new ReplyBody(resume);
		this.resolve?.({ statusCode, statusMessage, headers: parseHeaders(headers), body: this.body });
		return true;
	}

	onData(chunk: Buffer): boolean {
		return this.body?.push(chunk) ?? true;
	}

	onComplete(): void {
		this.connection?.release();
		this.connection = undefined;
		this.body?.end();
	}

	onError(error: Error): void {
		if (this.neverLeft(error)) {
			this.connection?.discard(error);
			this.relays++;
			this.dispatch();
			return;
		}
		this.finishWith(exchangeFailure(error, this.route.hostname, this.body !== undefined));
	}

	private dispatch(): void {
		const { method, path, headers, body } = this.message;
		this.connection = lease(this.route, this.guard, this.relays > 0);
		this.connection.client.dispatch(
			{
				method,
				path,
				headers,
				body: body ?? null,
				// undici closes the connection after a DELETE with a body, unless it is told not to
				...(method === 'DELETE' ? { reset: false } : {}),
			},
			this,
		);
	}

	/**
	 * An error of a kept-alive connection that was gone before the request was handed to it. Our own failures come
	 * from opening a connection, undici's from the request itself: neither is cured by another connection.
	 */
	private neverLeft(error: Error): boolean {
		const { code = '' } = toError(error);
		if (this.written || error instanceof WebhookFailure || !this.connection) return false;
		if (this.message.body instanceof Readable && this.message.body.destroyed) return false;
		return !/^UND_ERR_(?!SOCKET|INFO)/.test(code) && this.relays < MOST_RELAYS;
	}

	private finishWith(failure: WebhookFailure): void {
		const { connection } = this;
		this.connection = undefined;
		this.abortedBy = failure;
		this.body?.fail(failure);
		this.reject?.(failure);
		this.abortRequest?.(failure);
		connection?.discard(failure);
	}
}
