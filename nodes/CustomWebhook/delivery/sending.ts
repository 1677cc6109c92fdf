/** Delivers one item: waits for its turn, attempts, decides, until there is a response or a failure. */
import { asFailure, WebhookFailure } from '../failure';
import {
	cancelled,
	parseRetryAfterMs,
	saidLimit,
	type Admission,
	type Entered,
	type Lane,
	type Ticket,
} from './pace';
import { HopChain, type AttemptItem, type AttemptSettings } from './attempt';
import type { AttemptLog } from './attempt-log';
import { Deadline } from './deadline';
import { timedOut } from './errors';
import { deliveredBy, type Ended, wholeResponse } from './ended';
import type { Journey } from './journey';
import type { Opened } from './opened';
import { backoff, backPressure, decide, mayHaveActed, type AttemptEnd, type Judged } from './retry';
import type { Hop } from './redirect';
import { parseRetryAfter } from './retry-after';
import { messageIdOf } from './signature';
import { TokenRenewal, withToken } from './token';
import type {
	CheckedRequest,
	Delivered,
	DeliveryReport,
	NameValue,
	ResponseHead,
	ResponseReader,
} from './types';

/** What the items of a run share. */
export interface ItemContext extends AttemptSettings {
	admission: Admission;
}

/** Failures that suggest that the origin is overloaded. */
const LOST = new Set(['connect', 'network', 'timeout']);
const TOO_MANY_REQUESTS = 429;

/** Context for judging how an attempt ended. */
interface Judging {
	/** The wait by the policy alone, in milliseconds. */
	backoffMs: number;
	ticket: Ticket;
	/** From sending it to the head of the response, in milliseconds. */
	latencyMs: number;
}

/** @param journey of the item; its total time runs on if it has sent a request before */
export function deliverItem<B>(
	request: CheckedRequest,
	reader: ResponseReader<B>,
	context: ItemContext,
	journey: Journey,
	signal: AbortSignal | undefined,
): Promise<Delivered<B>> {
	return new Sending(request, reader, context, journey, signal).deliver();
}

class Sending<B> {
	private readonly item: AttemptItem;
	private lane: Lane;
	private readonly token: TokenRenewal<B>;
	private retries = 0;
	private last?: Ended<B>;

	constructor(
		{ request, url }: CheckedRequest,
		private readonly reader: ResponseReader<B>,
		private readonly context: ItemContext,
		private readonly journey: Journey,
		private readonly signal: AbortSignal | undefined,
	) {
		const { policy } = context;
		const { method, headers, body, leftOrigin = false } = request;
		const hop: Hop = { method, url, headers, leftOrigin };
		// encoded once, however often it is sent
		if (body !== undefined) hop.body = typeof body === 'string' ? Buffer.from(body) : body;
		this.item = { request, messageId: policy.signing ? messageIdOf(request) : '', hop };
		this.lane = this.findLane();
		this.token = new TokenRenewal(request, policy.retry.mode, reader.saysExpired);
	}

	async deliver(): Promise<Delivered<B>> {
		while (this.remainingMs > 0) {
			const entry = await this.lane.enter({ deadline: this.journey.endsAt, signal: this.signal });
			if (!entry.entered) return await this.giveUp(entry.failure);
			const { credential } = this.item.request;
			if (credential?.latest) this.useToken(await credential.latest());
			try {
				this.last = await this.attempt(entry);
			} finally {
				this.lane.leave(entry.ticket);
			}
			const { next } = this.last;
			if (next === 'refresh') {
				if (!(await this.renewToken(this.last))) return await this.finish(this.last);
			} else if (!next.again) {
				return await this.finish(this.last);
			} else if (!(await this.pause(next.waitMs))) {
				return await this.giveUp(cancelled());
			}
		}
		return await this.giveUp();
	}

	private useToken(headers: readonly NameValue[]): void {
		const { hop } = this.item;
		this.item.hop = { ...hop, headers: withToken(hop.headers, headers) };
	}

	/** Looked up again after a wait, because idle paces are forgotten. */
	private findLane(): Lane {
		const { request, hop } = this.item;
		return this.context.admission.to({
			origin: this.context.routes.to(hop.url, hop.leftOrigin).origin,
			credential: request.credential?.identity,
		});
	}

	private get log(): AttemptLog {
		return this.journey.log;
	}

	/** Left of the total time. */
	private get remainingMs(): number {
		const { endsAt = Infinity } = this.journey;
		return endsAt - this.context.tools.now();
	}

	private async attempt({ ticket, waited }: Entered): Promise<Ended<B>> {
		const { policy, tools } = this.context;
		const sentAt = tools.now();
		// Time spent on this machine before the first attempt is not a wait.
		if (this.log.attempts.length === 0 && !waited) this.log.restartWait(sentAt);
		this.journey.attempts(sentAt, policy.totalTimeoutMs);
		const backoffMs = backoff(policy.retry, this.retries, tools.random());
		const deadline = this.deadline(sentAt, () => chain.begun);
		const chain = new HopChain(this.item, this.context, deadline);
		try {
			const ended = await this.settle(chain, (end) =>
				this.judge(end, { backoffMs, ticket, latencyMs: chain.latencyMs }),
			);
			const { opened, failure, next } = ended;
			this.log.add(sentAt, {
				statusCode: opened?.head.statusCode,
				failure,
				written: chain.written,
				mayHaveActed: next !== 'refresh' && next.mayHaveActed,
			});
			return ended;
		} finally {
			deadline.end();
		}
	}

	/** Sends, decides by the head, and reads the body if it is needed. */
	private async settle(chain: HopChain, judge: (end: AttemptEnd) => Judged): Promise<Ended<B>> {
		const judgeFailure = ({ kind }: WebhookFailure) => judge({ failure: kind, written: chain.written });
		let opened: Opened;
		try {
			opened = await chain.open();
		} catch (thrown) {
			const failure = asFailure(thrown);
			return { chain, failure, next: judgeFailure(failure) };
		}

		const { head, refused } = opened;
		const isTokenRefused = this.token.isRefusedBy(head, chain.leftOrigin);
		const next = isTokenRefused ? 'refresh' : judge(this.endOf(head));
		if (next === 'refresh') this.token.begin();
		if (next === 'refresh' || (next.again && !refused)) {
			await opened.keep();
			return { chain, opened, next };
		}

		try {
			const response = wholeResponse(chain, opened, await opened.read(this.reader.read));
			if (refused) return { chain, opened, response, failure: refused, next: judgeFailure(refused) };
			if (this.token.isRefusedIn(response, chain.leftOrigin)) {
				this.token.begin();
				return { chain, opened, response, next: 'refresh' };
			}
			const busy = this.reader.saysBusy?.(response) === true;
			return { chain, opened, response, next: busy ? judge({ ...this.endOf(head), busy }) : next };
		} catch (thrown) {
			const failure = asFailure(thrown);
			return { chain, opened, failure, next: judgeFailure(failure) };
		}
	}

	private deadline(sentAt: number, hasBegun: () => boolean): Deadline {
		const { timeoutMs } = this.context.policy;
		const ms = Math.min(timeoutMs, (this.journey.endsAt ?? Infinity) - sentAt);
		const { host } = this.item.hop.url;
		return new Deadline(ms, () => timedOut(host, ms, ms < timeoutMs, hasBegun()), cancelled, this.signal);
	}

	private endOf({ statusCode, method, headers }: ResponseHead): AttemptEnd {
		const now = this.context.tools.now();
		const end: AttemptEnd = { statusCode, method, written: true };
		const limit = this.heedsLimits
			? saidLimit(headers, statusCode === TOO_MANY_REQUESTS, now)
			: undefined;
		const exactMs = this.heedsLimits ? parseRetryAfterMs(headers['retry-after-ms']) : undefined;
		const resetMs = statusCode === TOO_MANY_REQUESTS ? limit?.resetMs : undefined;
		const retryAfterMs = exactMs ?? parseRetryAfter(headers['retry-after'], now) ?? resetMs;
		if (retryAfterMs !== undefined) end.retryAfterMs = retryAfterMs;
		if (limit) end.limit = limit;
		return end;
	}

	private get heedsLimits(): boolean {
		return this.context.policy.rateLimitHeaders;
	}

	/** Decides on a retry, and informs the lane, which other requests to the origin share. */
	private judge(end: AttemptEnd, { backoffMs, ticket, latencyMs }: Judging): Judged {
		const { retry } = this.context.policy;
		const { lane } = this;
		if (end.failure && LOST.has(end.failure)) lane.lost(ticket);
		if (end.statusCode !== undefined) {
			const isAccepted = !end.busy && !retry.isRetryable(end.statusCode);
			lane.responded(ticket, { latencyMs, isAccepted, limit: end.limit });
		}
		const pressureMs = backPressure(retry, end, backoffMs);
		if (pressureMs !== undefined) lane.refused(ticket, pressureMs, end.retryAfterMs !== undefined);
		const { method, idempotencyKey } = this.item.request;
		const verdict = decide(retry, end, {
			method,
			keyed: idempotencyKey !== undefined,
			retries: this.retries,
			remainingMs: this.remainingMs,
			backoffMs,
		});
		return { ...verdict, mayHaveActed: mayHaveActed(retry, end, method) };
	}

	/** Returns false if the execution was stopped meanwhile. */
	private async pause(ms: number): Promise<boolean> {
		this.retries++;
		const mayGoOn = await this.context.admission.pause(ms, this.signal);
		this.lane = this.findLane();
		return mayGoOn;
	}

	/** Returns false if there is no new token: then the refusal is the response. */
	private async renewToken(last: Ended<B>): Promise<boolean> {
		const fresh = await this.token.renew(this.remainingMs, this.signal);
		if (fresh instanceof WebhookFailure) this.last = { ...last, failure: fresh };
		if (fresh === undefined || fresh instanceof WebhookFailure) return false;
		this.useToken(fresh);
		this.log.restartWait();
		return true;
	}

	/** Ends without another attempt: circuit open, total time over, or cancelled. The last response still counts. */
	private async giveUp(reason?: WebhookFailure): Promise<Delivered<B>> {
		if (this.last && reason?.kind !== 'cancelled') return await this.finish(this.last);
		const totalMs = this.context.policy.totalTimeoutMs;
		const failure = reason ?? timedOut(this.item.hop.url.host, totalMs, true);
		this.lane.itemEnded(failure);
		return { ...this.report(), failure };
	}

	private async finish(last: Ended<B>): Promise<Delivered<B>> {
		const kept = last.response ? undefined : await last.opened?.readKept(this.reader.read);
		this.lane.itemEnded(last.failure);
		return deliveredBy(last, kept, this.item.request, this.report());
	}

	private report(): DeliveryReport {
		const { attempts, durationMs, mayHaveActed } = this.log;
		return { attempts, durationMs, ...(mayHaveActed ? { mayHaveActed } : {}) };
	}
}
