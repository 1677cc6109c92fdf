/** Polls for a result that comes later. */
import { WebhookFailure } from '../../failure';
import { parseRetryAfterMs } from '../pace';
import { parseRetryAfter } from '../retry-after';
import type { HttpResponse, ResponseHead } from '../types';
import { statusAt } from './request-at';
import { ACCEPTED, ASKED, type Trail } from './trail';
import type { LaterResult, StatusAddress } from './types';

/** However soon the service says to ask again: it may mean a thousandth of a second for each of many items. */
const SHORTEST_WAIT_MS = 100;

/**
 * Waits for the result, outside the requests in flight. The trail ends at the response that is the result.
 * @throws WebhookFailure of a request, `timeout` when the time is over, `rule` if there will be no result
 */
export async function awaitResult<B>(trail: Trail<B>, rules: LaterResult<B>): Promise<void> {
	const { asking, followed } = trail;
	followed.polls = 0;
	const address = rules.statusAt(trail.last.response);
	if (!address) return;
	const refused = rules.judge(trail.last);
	if (refused) throw refused;

	const endsAt = asking.now() + rules.timeoutMs;
	let status = requestFor(address, trail);
	do {
		await trail.pause(waitBefore(trail.last.response, endsAt, rules, asking.now()));
		trail.step = ASKED;
		await trail.ask(status, true);
		followed.polls++;
		const { response } = trail.last;
		const failure = rules.judge(trail.last);
		if (failure) throw failure;
		if (rules.isDone(response)) return;
		const moved = rules.movedTo(response);
		if (moved) status = requestFor(moved, trail);
		trail.step = '';
	} while (asking.now() < endsAt);
	throw timeOver(trail.last.response, rules);
}

function requestFor<B>({ address, isAuthors }: StatusAddress, { request, last, asking }: Trail<B>) {
	return statusAt(address, isAuthors, { request, response: last.response, policy: asking.policy });
}

/** In milliseconds. The service's own wait overrides the interval; the last poll is at the end of the time. */
function waitBefore<B>(
	response: HttpResponse<B>,
	endsAt: number,
	rules: LaterResult<B>,
	now: number,
): number {
	const leftMs = endsAt - now;
	const askedMs = askedWait(response, now);
	if (askedMs !== undefined && askedMs > leftMs) throw timeOver(response, rules, askedMs);
	return askedMs ?? Math.min(rules.intervalMs, leftMs);
}

/** A wait of 0 counts as none: else a service with a wrong clock would be polled without a pause. */
function askedWait({ headers }: ResponseHead, now: number): number | undefined {
	const ms = parseRetryAfterMs(headers['retry-after-ms']) ?? parseRetryAfter(headers['retry-after'], now);
	return ms ? Math.max(ms, SHORTEST_WAIT_MS) : undefined;
}

function timeOver<B>(
	response: HttpResponse<B>,
	rules: LaterResult<B>,
	retryAfterMs?: number,
): WebhookFailure {
	const { host } = new URL(response.url);
	const asks =
		retryAfterMs === undefined
			? ''
			: ` The service asks to wait ${Math.ceil(retryAfterMs / 1000)} s more.`;
	return new WebhookFailure(
		'timeout',
		`The result was not ready within ${rules.timeoutMs / 1000} s: the last response of ${host} ${rules.stateOf(response)}`,
		{
			description: `${ACCEPTED} Raise Poll Timeout (Seconds) if the service needs longer.${asks}`,
			...(retryAfterMs === undefined ? {} : { retryAfterMs }),
		},
	);
}
