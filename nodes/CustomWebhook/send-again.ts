import type { IBinaryData } from 'n8n-workflow';

import type { Delivered, OutgoingRequest } from './delivery';
import { asFailure } from './failure';
import { mergeHeaders, saysTokenExpired } from './request';
import type { DecodedBody } from './response/types';

type DeliveredItem = Delivered<DecodedBody<IBinaryData>>;

/** HTTP's own way to say that a token is no good: the delivery itself sends again after it. */
const UNAUTHORIZED = 401;

/**
 * Delivers a request; where the answer says in another way than by a 401 that the token has expired, gets a new one
 * and delivers it once more. The attempts of both are on record.
 * @param expiredStatusCodes by which the service says it; nothing where the credential has no token to renew
 */
export async function deliverWithToken(
	deliver: (request: OutgoingRequest) => Promise<DeliveredItem>,
	request: OutgoingRequest,
	expiredStatusCodes: readonly number[] | undefined,
): Promise<DeliveredItem> {
	const first = await deliver(request);
	const { credential } = request;
	if (!expiredStatusCodes || !credential?.refresh || !isRefused(first, request, expiredStatusCodes))
		return first;
	try {
		const headers = await credential.refresh(first.answer!.statusCode);
		if (!headers) return first;
		const again = await deliver({
			...request,
			headers: mergeHeaders(request.headers, headers),
			credential: { ...credential, refresh: undefined },
		});
		return {
			...again,
			attempts: [...first.attempts, ...again.attempts],
			durationMs: first.durationMs + again.durationMs,
		};
	} catch (error) {
		return { ...first, failure: asFailure(error) };
	}
}

/** A token counts at the origin that it was sent to only; after a 401 it has been renewed already. */
function isRefused(
	{ answer, failure, attempts }: DeliveredItem,
	request: OutgoingRequest,
	expiredStatusCodes: readonly number[],
): boolean {
	if (!answer || failure || attempts.some(({ statusCode }) => statusCode === UNAUTHORIZED)) return false;
	if (new URL(answer.url).origin !== new URL(request.url).origin) return false;
	return saysTokenExpired({ ...answer, body: answer.body?.body ?? null }, expiredStatusCodes);
}
