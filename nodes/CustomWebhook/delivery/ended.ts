/** How an attempt ended, and what the caller of a delivery gets if it was the last one. */
import type { WebhookFailure } from '../failure';
import type { HopChain } from './attempt';
import { withFate } from './fate';
import type { Opened } from './opened';
import type { Judged } from './retry';
import type { Delivered, DeliveryReport, HttpResponse, OutgoingRequest } from './types';

/** What to do after an attempt. */
export type Next = Judged | 'refresh';

/** `response` is set if its body was read, and not kept for later. */
export type Ended<B> = { chain: HopChain; next: Next } & (
	| { opened: Opened; response?: HttpResponse<B>; failure?: WebhookFailure }
	| { opened?: undefined; response?: undefined; failure: WebhookFailure }
);

export function wholeResponse<B>(
	{ redirects, notFollowed, lostBody }: HopChain,
	{ head }: Opened,
	body: B | undefined,
): HttpResponse<B> {
	const { statusCode, statusMessage, headers, url, method } = head;
	const response: HttpResponse<B> = { statusCode, statusMessage, headers, url, method, redirects };
	if (body !== undefined) response.body = body;
	if (notFollowed !== undefined) response.notFollowed = notFollowed;
	if (lostBody) response.lostBody = true;
	return response;
}

/**
 * @param kept the body of a response that was kept, if it could be read
 * @param report of the attempts; what else is known is added to it
 */
export function deliveredBy<B>(
	{ chain, opened, response: read, failure, next }: Ended<B>,
	kept: B | undefined,
	{ method }: OutgoingRequest,
	report: DeliveryReport,
): Delivered<B> {
	if (chain.signature) report.signature = chain.signature;
	const { retryAfterMs, notRepeated }: Partial<Judged> = next === 'refresh' ? {} : next;
	if (retryAfterMs !== undefined) report.retryAfterMs = retryAfterMs;
	if (notRepeated !== undefined) report.notRepeated = notRepeated;
	const told = failure && withFate(failure, method, chain.written, notRepeated);
	if (!opened) return Object.assign(report, { failure: told ?? failure });
	const response = read ?? wholeResponse(chain, opened, kept);
	return Object.assign(report, told ? { response, failure: told } : { response });
}
