import type { FailureKind } from '../failure';
import type { SaidLimit } from './pace';
import type { DeliveryPolicy } from './types';

/** These change nothing at a service (RFC 9110 section 9.2.1), so it does not matter whether they arrived. */
export const SAFE_METHODS = new Set(['GET', 'HEAD']);
/** Methods that may be sent again whatever happened (RFC 9110 9.2.2). */
const REPEATABLE = new Set(['GET', 'HEAD', 'PUT', 'DELETE']);
/** Failures after which the same request may go through. A failed handshake would only fail again. */
const PASSING_FAILURES: ReadonlySet<FailureKind> = new Set(['dns', 'connect', 'timeout', 'network']);
const GONE = 410;
const TOO_MANY_REQUESTS = 429;
/** The service or gateway may have failed while acting, even if it sends `Retry-After`. */
const MAY_HAVE_ACTED = new Set([500, 502, 504]);

/** How an attempt ended. */
export interface AttemptEnd {
	statusCode?: number;
	/** Of the last hop; a redirect may have turned the request's own method into GET. */
	method?: string;
	/** The wait that the response's `Retry-After` asks for, from now. */
	retryAfterMs?: number;
	/** What the service said about its limits. */
	limit?: SaidLimit;
	failure?: FailureKind;
	/** Whether the body of the response says, as a 429 does, that the service has not acted on the request. */
	busy?: boolean;
	/** Whether anything of the request was handed to a connection, on any hop. */
	written: boolean;
}

/** What the decision knows of the item. */
export interface RetryState {
	method: string;
	/** Whether the request has an idempotency key. */
	keyed: boolean;
	/** Retries so far by this policy. */
	retries: number;
	/** Of the item's `totalTimeoutMs`. */
	remainingMs: number;
	/** The wait by the policy alone: see `backoff`. */
	backoffMs: number;
}

export interface Verdict {
	again: boolean;
	/** Before the next attempt, if there is one. */
	waitMs: number;
	/** The wait that the service asked for, if there is no retry although one may succeed later. */
	retryAfterMs?: number;
	/** The method, if there is no retry only because the request might take effect twice. */
	notRepeated?: string;
}

/** What follows from how an attempt ended. */
export interface Judged extends Verdict {
	mayHaveActed: boolean;
}

/** Exponential wait with full jitter: anything from 0 to `baseDelayMs` doubled for each retry, capped. */
export function backoff(retry: DeliveryPolicy['retry'], retries: number, random: number): number {
	return Math.round(random * Math.min(retry.maxDelayMs, retry.baseDelayMs * 2 ** retries));
}

/** Whether, and after how long, a request is sent again. Pure. */
export function decide(policy: DeliveryPolicy['retry'], end: AttemptEnd, state: RetryState): Verdict {
	const passing = isPassing(policy, end);
	const asked = passing && end.retryAfterMs !== undefined ? { retryAfterMs: end.retryAfterMs } : {};
	const waitMs = end.retryAfterMs ?? state.backoffMs;
	const tooLong = (end.retryAfterMs ?? 0) > policy.maxDelayMs || waitMs >= state.remainingMs;
	if (!passing || tooLong || state.retries >= policy.maxRetries)
		return { again: false, waitMs: 0, ...asked };
	if (isRepeatable(policy.mode, end, state)) return { again: true, waitMs };
	const notRepeated = policy.mode === 'safe' ? { notRepeated: state.method } : {};
	return { again: false, waitMs: 0, ...asked, ...notRepeated };
}

/**
 * How long all requests to an origin must wait after this response, in milliseconds; undefined if it does not ask for
 * a wait. Without a `Retry-After`, it is the policy's own wait.
 */
export function backPressure(
	policy: DeliveryPolicy['retry'],
	end: AttemptEnd,
	backoffMs: number,
): number | undefined {
	if (!isPassing(policy, end) || !asksToWait(end)) return undefined;
	return end.retryAfterMs ?? backoffMs;
}

function isPassing(policy: DeliveryPolicy['retry'], end: AttemptEnd): boolean {
	if (end.failure) return PASSING_FAILURES.has(end.failure);
	if (end.statusCode === undefined || end.statusCode === GONE) return false;
	return end.busy === true || policy.isRetryable(end.statusCode);
}

function isRepeatable(mode: DeliveryPolicy['retry']['mode'], end: AttemptEnd, state: RetryState): boolean {
	if (mode === 'never') return false;
	if (mode === 'always') return true;
	if (end.failure) return !end.written || isHarmless(state);
	return asksToWait(end) ? isRepeatableAfterRefusal(end, state) : isHarmless(state);
}

/** Whether a refused request may be retried. If a redirect turned it into a GET, the service has acted on it. */
export function isRepeatableAfterRefusal(
	{ method }: Pick<AttemptEnd, 'method'>,
	state: Pick<RetryState, 'method' | 'keyed'>,
): boolean {
	return method === undefined || method === state.method || isHarmless(state);
}

/**
 * Whether a service may have acted on a request, so that it might do so twice if the request is sent again without a
 * key. Always so if that is why it is not retried. Pure.
 * @param method of the request
 */
export function mayHaveActed(
	{ isRetryable }: Pick<DeliveryPolicy['retry'], 'isRetryable'>,
	end: AttemptEnd,
	method: string,
): boolean {
	if (!end.written || SAFE_METHODS.has(method)) return false;
	if (end.failure || !isRepeatableAfterRefusal(end, { method, keyed: false })) return true;
	const { statusCode = 0 } = end;
	const isRejected = statusCode >= 400 && statusCode < 500 && !isRetryable(statusCode);
	return !isRejected && !asksToWait(end);
}

/** Whether sending it twice has the effect of sending it once. */
function isHarmless({ method, keyed }: Pick<RetryState, 'method' | 'keyed'>): boolean {
	return keyed || REPEATABLE.has(method);
}

/** Whether a response says that the service has not acted on the request, and asks to wait. */
function asksToWait({ failure, busy, statusCode = 0, retryAfterMs }: AttemptEnd): boolean {
	if (failure) return false;
	if (busy || statusCode === TOO_MANY_REQUESTS) return true;
	return retryAfterMs !== undefined && statusCode >= 400 && !MAY_HAVE_ACTED.has(statusCode);
}
