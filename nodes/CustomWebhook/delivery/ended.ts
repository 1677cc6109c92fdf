/** How an attempt ended, and what the caller of a delivery gets if it was the last one. */
import type { WebhookFailure } from '../failure';
import type { HopChain } from './attempt';
import { withFate } from './fate';
import type { Opened } from './opened';
import type { Verdict } from './retry';
import type { Answer, Delivered, DeliveryReport, OutgoingRequest } from './types';

/** What to do after an attempt. */
export type Next = Verdict | 'refresh';

/** `body` is set if it was read, and not kept for later. */
export type Ended<B> = { chain: HopChain; next: Next } & (
	| { opened: Opened; body?: B; failure?: WebhookFailure }
	| { opened?: undefined; body?: undefined; failure: WebhookFailure }
);

export function answerOf<B>(
	{ redirects, notFollowed, lostBody }: HopChain,
	{ head }: Opened,
	body: B | undefined,
): Answer<B> {
	return {
		...head,
		redirects,
		...(body === undefined ? {} : { body }),
		...(notFollowed === undefined ? {} : { notFollowed }),
		...(lostBody ? { lostBody } : {}),
	};
}

/** @param body of the response, if it could be read */
export function deliveredBy<B>(
	{ chain, opened, failure, next }: Ended<B>,
	body: B | undefined,
	{ method }: OutgoingRequest,
	log: Pick<DeliveryReport, 'attempts' | 'durationMs'>,
): Delivered<B> {
	const { retryAfterMs, notRepeated } = next === 'refresh' ? ({} as Partial<Verdict>) : next;
	const report: DeliveryReport = {
		...log,
		...(chain.signature ? { signature: chain.signature } : {}),
		...(retryAfterMs === undefined ? {} : { retryAfterMs }),
		...(notRepeated === undefined ? {} : { notRepeated }),
	};
	const told = failure && withFate(failure, method, chain.written, notRepeated);
	if (!opened) return { ...report, failure: told ?? failure };
	const answer = answerOf(chain, opened, body);
	return told ? { ...report, answer, failure: told } : { ...report, answer };
}
