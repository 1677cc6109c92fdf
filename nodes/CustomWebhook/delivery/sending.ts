/** One item's way: wait for its turn, attempt, decide, and again, until there is an answer to give or a failure. */
import { asFailure, type WebhookFailure } from '../failure';
import { cancelled, type Admission } from './pace';
import { attempt, type AttemptItem, type AttemptSettings, type Outcome } from './attempt';
import { Deadline } from './deadline';
import { timedOut, tokenFailure } from './errors';
import {
	backoff,
	backPressure,
	decide,
	isRepeatableAfterRefusal,
	type AttemptEnd,
	type Verdict,
} from './retry';
import { parseRetryAfter } from './retry-after';
import { messageIdOf } from './signature';
import type {
	AnswerHead,
	Attempt,
	BodyReader,
	Delivered,
	DeliveryPolicy,
	DeliveryTools,
	NameValue,
	OutgoingRequest,
	TokenRefusal,
} from './types';

const UNAUTHORIZED = 401;
/** Failures of a request that never left: not a sending that goes on record. */
const BEFORE_SENDING = new Set(['blocked', 'credentials', 'request', 'cancelled']);

/** What the items of a run share. */
export interface ItemContext {
	policy: DeliveryPolicy;
	tools: DeliveryTools;
	settings: AttemptSettings;
	admission: Admission;
}

/** What the caller makes of an answer. */
export interface Reading<B> {
	read: BodyReader<B>;
	saysExpired?: TokenRefusal<B> | undefined;
}

/** Delivers one request, which has passed the checks before sending. */
export function deliverItem<B>(
	request: OutgoingRequest,
	reading: Reading<B>,
	context: ItemContext,
	signal: AbortSignal | undefined,
): Promise<Delivered<B>> {
	return new Item(request, reading, context, signal).deliver();
}

class Item<B> {
	private readonly message: AttemptItem;
	private readonly origin: string;
	private readonly attempts: Attempt[] = [];
	private readonly startedAt: number;
	private idleSince: number;
	/** Of `totalTimeoutMs`; counts from the first attempt. */
	private endsAt?: number;
	private retries = 0;
	private refreshed = false;
	private last?: Outcome<B>;
	private retryAfterMs?: number;

	constructor(
		private readonly request: OutgoingRequest,
		private readonly reading: Reading<B>,
		private readonly context: ItemContext,
		private readonly signal: AbortSignal | undefined,
	) {
		const { method, headers, body } = request;
		const url = new URL(request.url);
		this.origin = url.origin;
		this.message = {
			request,
			messageId: context.policy.signing ? messageIdOf(request) : '',
			hop: {
				method,
				url,
				headers,
				leftOrigin: false,
				// encoded once, however often it is sent
				...(body === undefined ? {} : { body: typeof body === 'string' ? Buffer.from(body) : body }),
			},
		};
		this.startedAt = context.tools.now();
		this.idleSince = this.startedAt;
	}

	async deliver(): Promise<Delivered<B>> {
		const { admission } = this.context;
		while (!this.isOver()) {
			const entering = admission.enter(this.origin, { deadline: this.endsAt, signal: this.signal });
			const entry = await entering;
			if (!entry.entered) return await this.giveUp(entry.failure);

			const isHeldBack = this.attempts.length > 0 || entering !== entry;
			const attempting = this.attemptOnce(entry.round, isHeldBack);
			const verdict = await attempting.finally(() => admission.leave(this.origin));
			if (verdict === 'refresh') {
				if (!(await this.refreshToken())) return await this.finish();
			} else if (!verdict.again) {
				return await this.finish();
			} else if (!(await this.pause(verdict.waitMs))) {
				return await this.giveUp(cancelled());
			}
		}
		return await this.giveUp();
	}

	/** Whether the total time is over; it begins with the first attempt. */
	private isOver(): boolean {
		return this.endsAt !== undefined && this.context.tools.now() >= this.endsAt;
	}

	/** One attempt, put on record, and what its end means for this item and for the others of its origin. */
	private async attemptOnce(round: number, isHeldBack: boolean): Promise<Verdict | 'refresh'> {
		const { policy, tools, settings } = this.context;
		const sentAt = tools.now();
		// What the machine needed to come here is not a wait.
		if (!isHeldBack) this.idleSince = sentAt;
		this.endsAt ??= sentAt + policy.totalTimeoutMs;
		const backoffMs = backoff(policy.retry, this.retries, tools.random());

		let verdict: Verdict | 'refresh' | undefined;
		const judge = (end: AttemptEnd) => (verdict = this.judge(end, backoffMs, round));
		const isFinal = (head: AnswerHead, leftOrigin: boolean) => {
			if (head.statusCode === UNAUTHORIZED && this.mayRefresh(head, leftOrigin)) verdict = 'refresh';
			else judge(this.endOf(head));
			return verdict !== 'refresh' && !(verdict as Verdict).again;
		};
		this.last = await attempt(this.message, settings, this.deadline(sentAt), isFinal, this.reading.read);

		const { failure } = this.last;
		if (failure) judge({ failure: failure.kind, written: this.last.written });
		this.record(sentAt, this.last);
		if (this.isTokenRefused(this.last)) return 'refresh';
		return verdict ?? { again: false, waitMs: 0 };
	}

	private deadline(sentAt: number): Deadline {
		const { timeoutMs } = this.context.policy;
		const remainingMs = (this.endsAt ?? Infinity) - sentAt;
		const ms = Math.min(timeoutMs, remainingMs);
		return new Deadline(
			ms,
			() => timedOut(this.message.hop.url.host, ms, ms < timeoutMs),
			cancelled,
			this.signal,
		);
	}

	private endOf(head: AnswerHead): AttemptEnd {
		const retryAfterMs = parseRetryAfter(head.headers['retry-after'], this.context.tools.now());
		return {
			statusCode: head.statusCode,
			method: head.method,
			written: true,
			...(retryAfterMs === undefined ? {} : { retryAfterMs }),
		};
	}

	/** What says whether it may be sent twice. */
	private get sending(): { method: string; keyed: boolean } {
		return { method: this.request.method, keyed: this.request.idempotencyKey !== undefined };
	}

	/** Decides, and tells the others of the origin what this end means for them. */
	private judge(end: AttemptEnd, backoffMs: number, round: number): Verdict {
		const { policy, tools, admission } = this.context;
		const pressureMs = backPressure(policy.retry, end, backoffMs);
		if (end.statusCode !== undefined)
			admission.answered(this.origin, !policy.retry.isRetryable(end.statusCode));
		if (pressureMs !== undefined) {
			const tooLong = pressureMs > policy.retry.maxDelayMs;
			if (tooLong) admission.shutFor(this.origin, pressureMs);
			admission.slowDown(this.origin, tooLong ? 0 : pressureMs, round);
		}

		const verdict = decide(policy.retry, end, {
			...this.sending,
			retries: this.retries,
			remainingMs: (this.endsAt ?? Infinity) - tools.now(),
			backoffMs,
		});
		this.retryAfterMs = verdict.retryAfterMs;
		return verdict;
	}

	private record(sentAt: number, { head, failure, written }: Outcome<B>): void {
		const now = this.context.tools.now();
		if (written || !failure || !BEFORE_SENDING.has(failure.kind)) {
			const end: Pick<Attempt, 'statusCode' | 'kind'> = {};
			if (head) end.statusCode = head.statusCode;
			if (failure) end.kind = failure.kind;
			this.attempts.push({ ...end, durationMs: now - sentAt, waitedMs: sentAt - this.idleSince });
		}
		this.idleSince = now;
	}

	/** Gives false where the execution was stopped meanwhile. */
	private async pause(ms: number): Promise<boolean> {
		this.retries++;
		return await this.context.admission.pause(ms, this.signal);
	}

	/** A token is renewed once, counts at the origin that it was sent to only, and is no reason to act twice. */
	private mayRefresh(head: AnswerHead, leftOrigin: boolean): boolean {
		if (this.refreshed || leftOrigin || this.request.credential?.refresh === undefined) return false;
		return this.context.policy.retry.mode === 'always' || isRepeatableAfterRefusal(head, this.sending);
	}

	/** Whether the last answer, now that it has been read, refuses the token in another way than by a 401. */
	private isTokenRefused({ head, body, redirects, leftOrigin, failure }: Outcome<B>): boolean {
		if (!head || body === undefined || failure || !this.mayRefresh(head, leftOrigin)) return false;
		return this.reading.saysExpired?.({ ...head, redirects, body }) ?? false;
	}

	/** Gives false where there is no new token, so that the refusal is the answer. */
	private async refreshToken(): Promise<boolean> {
		this.refreshed = true;
		const now = this.context.tools.now();
		const late = this.totalTimeUsed();
		const deadline = new Deadline(
			Math.max(0, (this.endsAt ?? now) - now),
			() => late,
			cancelled,
			this.signal,
		);
		try {
			const fresh = await deadline.race(Promise.resolve(this.request.credential?.refresh?.()));
			if (!fresh) return false;
			const { hop } = this.message;
			this.idleSince = this.context.tools.now();
			this.message.hop = { ...hop, headers: replaceHeaders(hop.headers, fresh) };
			return true;
		} catch (thrown) {
			if (this.last && thrown !== late) this.last.failure = tokenFailure(thrown);
			return false;
		} finally {
			deadline.end();
		}
	}

	/** The end before the next attempt: by the circuit, the total time, or cancelling. What was seen last counts. */
	private async giveUp(failure?: WebhookFailure): Promise<Delivered<B>> {
		if (this.last && failure?.kind !== 'cancelled') return await this.finish();
		const reason = failure ?? this.totalTimeUsed();
		this.context.admission.itemEnded(this.origin, reason);
		return {
			failure: reason,
			attempts: this.attempts,
			durationMs: this.context.tools.now() - this.startedAt,
		};
	}

	private totalTimeUsed(): WebhookFailure {
		return timedOut(this.message.hop.url.host, this.context.policy.totalTimeoutMs, true);
	}

	private async finish(): Promise<Delivered<B>> {
		const { head, redirects = [], failure, readLater, signature } = this.last ?? {};
		const body = readLater ? await this.readKept(readLater) : this.last?.body;
		this.context.admission.itemEnded(this.origin, failure);
		const delivered: Delivered<B> = {
			attempts: this.attempts,
			durationMs: this.context.tools.now() - this.startedAt,
		};
		if (head)
			delivered.answer = body === undefined ? { ...head, redirects } : { ...head, redirects, body };
		if (failure) delivered.failure = failure;
		if (signature) delivered.signature = signature;
		if (this.retryAfterMs !== undefined) delivered.retryAfterMs = this.retryAfterMs;
		return delivered;
	}

	/** The body of an answer that turned out to be the last one; where it cannot be read, its status still counts. */
	private async readKept(readLater: (read: BodyReader<B>) => Promise<B>): Promise<B | undefined> {
		try {
			return await readLater(this.reading.read);
		} catch (thrown) {
			asFailure(thrown);
			return undefined;
		}
	}
}

function replaceHeaders(headers: readonly NameValue[], fresh: readonly NameValue[]): NameValue[] {
	const replaced = new Set(fresh.map(([name]) => name.toLowerCase()));
	return [...headers.filter(([name]) => !replaced.has(name.toLowerCase())), ...fresh];
}
