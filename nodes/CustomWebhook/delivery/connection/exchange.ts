/** One request and its response on one connection. */
import type { Dispatcher } from 'undici';
import { parseHeaders } from 'undici/lib/core/util';

import { WebhookFailure } from '../../failure';
import type { GuardContext } from './addresses';
import type { Route } from './route';
import { exchangeFailure } from '../errors';
import { idleTime } from './keep-alive';
import { faultInHead } from './bad-head';
import { lease, type Connection } from './pools';
import { Look, MOST_LOOKS } from './quiet';
import { neverLeft, type Message } from './relay';
import { ReplyBody } from '../body';
import { certificateWanted } from '../tls-errors';

/** undici closes the connection after these (a DELETE: with a body), unless it is told not to. */
const CLOSED_BY_UNDICI = new Set(['DELETE', 'HEAD']);

/** Thrown before anything is written: the connection's state is too old. */
const LOOK_AGAIN = new Error('The connection may have been closed');

export interface Reply {
	statusCode: number;
	statusMessage: string;
	headers: Record<string, string | string[]>;
	body: ReplyBody;
}

/** Create it, then call `send`; call `abort` at any time until the body has ended. */
export class Exchange implements Dispatcher.DispatchHandler {
	/** Whether the request was handed to a connection. If so, the service may have acted on it. */
	written = false;
	/** From then until the head of the response, in milliseconds. */
	latencyMs = 0;
	private sentAt = 0;

	private connection?: Connection;
	/** Set once the response is complete; the connection may serve another request by now. */
	private released?: Connection;
	private abortRequest?: (error: Error) => void;
	private body?: ReplyBody;
	/** How often the request was moved to another connection. */
	relays = 0;
	/** How often its connection was checked, and the last check. */
	private looks = 0;
	private look?: Look;
	private idleMs = 0;
	private abortedBy?: WebhookFailure;
	private resolve?: (reply: Reply) => void;
	private reject?: (failure: WebhookFailure) => void;

	constructor(
		private readonly route: Route,
		private readonly guard: GuardContext,
		readonly message: Message,
	) {}

	/**
	 * Resolves with the head of the response; its body comes after.
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

	/** Closes the connection; the pending response or body fails with the failure. */
	abort(failure: WebhookFailure): void {
		this.finishWith(failure);
	}

	/** As `abort`; the connection takes no other request either, even if the response is complete by now. */
	refuse(failure: WebhookFailure): void {
		this.finishWith(failure);
		this.released?.retire();
	}

	onConnect(abort: (error?: Error) => void): void {
		if (this.isUnseen) throw LOOK_AGAIN;
		this.abortRequest = abort;
		// undici may retry on a new connection by itself; a request that was sent must not be sent twice
		if (this.written) abort(new Error('The connection was lost'));
		this.written = true;
		this.sentAt = performance.now();
		this.connection?.awaitResponse();
	}

	onHeaders(statusCode: number, headers: Buffer[], resume: () => void, statusMessage: string): boolean {
		if (statusCode < 200) return true;
		this.latencyMs = performance.now() - this.sentAt;
		this.connection?.responseBegan();
		this.body = new ReplyBody(resume);
		const parsed = parseHeaders(headers);
		this.idleMs = idleTime(parsed['keep-alive']);
		this.resolve?.({ statusCode, statusMessage, headers: parsed, body: this.body });
		// what has been resolved is not rejected: Node reports each, which takes time
		this.reject = undefined;
		return true;
	}

	onData(chunk: Buffer): boolean {
		return this.body?.push(chunk) ?? true;
	}

	onComplete(): void {
		// if only the end of the connection ends the response, undici takes a reset for that end
		const broken = this.connection?.socketError;
		if (broken) return this.finishWith(exchangeFailure(broken, this.route.hostname, true));
		this.connection?.release(this.idleMs);
		this.released = this.connection;
		this.connection = undefined;
		this.body?.end();
	}

	onError(error: Error): void {
		const { connection } = this;
		if (connection && error === LOOK_AGAIN) return this.dispatchOn(connection);
		if (connection && neverLeft(error, this)) {
			connection.discard(error);
			this.written = false;
			this.abortRequest = undefined;
			this.relays++;
			this.dispatch();
			return;
		}
		const began = this.body !== undefined;
		const fault = began ? undefined : faultInHead(connection?.unreadHead ?? unreadBytes(error));
		const failure = exchangeFailure(error, this.route.hostname, began, fault);
		const wantsCertificate = failure.kind === 'network' && !began && connection?.mayWantCertificate;
		this.finishWith(wantsCertificate ? certificateWanted(this.route.hostname, error) : failure);
	}

	private dispatch(): void {
		this.connection = lease(this.route, this.guard, this.relays > 0);
		this.looks = 0;
		this.dispatchOn(this.connection);
	}

	/** undici lets the sockets' events run once, which is one turn too few: see `quiet.ts`. */
	private dispatchOn(connection: Connection): void {
		this.looks++;
		if (!connection.isReused) return this.write(connection);
		setImmediate(() => {
			this.look = new Look();
			if (this.connection === connection) this.write(connection);
		});
	}

	/** Whether the service may have closed the connection since the last check, because this process was busy. */
	private get isUnseen(): boolean {
		return this.connection?.isReused === true && this.look?.isRecent === false && this.looks < MOST_LOOKS;
	}

	private write({ client }: Connection): void {
		const { method, path, headers, body } = this.message;
		client.dispatch(
			{
				method,
				path,
				headers,
				body: body ?? null,
				...(CLOSED_BY_UNDICI.has(method) ? { reset: false } : {}),
			},
			this,
		);
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

/** Bytes that arrived before the request. */
function unreadBytes({ data }: Error & { data?: unknown }): Buffer {
	return Buffer.isBuffer(data) ? data : Buffer.alloc(0);
}
