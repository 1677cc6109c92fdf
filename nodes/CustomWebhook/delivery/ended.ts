/** How an attempt ended, and what the caller of a delivery gets if it was the last one. */
import type { WebhookFailure } from '../failure';
import type { HopChain } from './attempt';
import { withFate } from './fate';
import type { Opened } from './opened';
import type { Verdict } from './retry';
import type { Answer, Delivered, DeliveryReport, OutgoingRequest } from './types';

/** What to do after an attempt. */
export type Next = Verdict | 'refresh';

/** `answer` is set if its body was read, and not kept for later. */
export type Ended<B> = { chain: HopChain; next: Next } & (
	| { opened: Opened; answer?: Answer<B>; failure?: WebhookFailure }
	| { opened?: undefined; answer?: undefined; failure: WebhookFailure }
);

export function answerOf<B>(
	{ redirects, notFollowed, lostBody }: HopChain,
	{ head }: Opened,
	body: B | undefined,
): Answer<B> {
	const { statusCode, statusMessage, headers, url, method } = head;
	const answer: Answer<B> = { statusCode, statusMessage, headers, url, method, redirects };
	if (body !== undefined) answer.body = body;
	if (notFollowed !== undefined) answer.notFollowed = notFollowed;
	if (lostBody) answer.lostBody = true;
	return answer;
}

/**
 * @param kept the body of a response that was kept, if it could be read
 * @param report of the attempts; what else is known is added to it
 */
export function deliveredBy<B>(
	{ chain, opened, answer: read, failure, next }: Ended<B>,
	kept: B | undefined,
	{ method }: OutgoingRequest,
	report: DeliveryReport,
): Delivered<B> {
	if (chain.signature) report.signature = chain.signature;
	const { retryAfterMs, notRepeated }: Partial<Verdict> = next === 'refresh' ? {} : next;
	if (retryAfterMs !== undefined) report.retryAfterMs = retryAfterMs;
	if (notRepeated !== undefined) report.notRepeated = notRepeated;
	const told = failure && withFate(failure, method, chain.written, notRepeated);
	if (!opened) return Object.assign(report, { failure: told ?? failure });
	const answer = read ?? answerOf(chain, opened, kept);
	return Object.assign(report, told ? { answer, failure: told } : { answer });
}
