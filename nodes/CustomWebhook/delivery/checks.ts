/** What a sending is refused for before it leaves. Pure but for the operator's guard. */
import { asFailure, WebhookFailure } from '../failure';
import { judgeLiteral, bareHost, type Routes } from './connection';
import type { CheckedRequest, DeliveryPolicy, OutgoingRequest } from './types';

/**
 * The request with its URL read, once nothing speaks against it: its URL, its host, its credential, its proxy.
 *
 * @throws WebhookFailure (`request`, `blocked`, `credentials`) if it must not be sent
 */
export function checkRequest(
	request: OutgoingRequest,
	policy: Pick<DeliveryPolicy, 'httpsOnly'>,
	routes: Routes,
): CheckedRequest {
	const url = URL.canParse(request.url) ? new URL(request.url) : undefined;
	if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
		throw new WebhookFailure('request', 'The URL is not an http or https URL', { field: 'url' });
	}
	const refusal = refuseUrl(url, request, policy, routes);
	if (refusal) throw refusal;
	return { request, url } as CheckedRequest;
}

function refuseUrl(
	url: URL,
	{ credential }: OutgoingRequest,
	policy: Pick<DeliveryPolicy, 'httpsOnly'>,
	routes: Routes,
): WebhookFailure | undefined {
	const literal = refuseHop(url, routes);
	if (literal) return literal;
	if (policy.httpsOnly && url.protocol === 'http:') {
		return new WebhookFailure(
			'blocked',
			`${url.host} would be called over plain http, and only https is allowed`,
			{
				field: 'url',
				description: 'Begin the URL with https://, or switch off the option HTTPS Only.',
			},
		);
	}
	if (credential?.allowsHost?.(url) === false) {
		return new WebhookFailure(
			'credentials',
			`${url.host} is not among the credential's allowed domains`,
			{
				field: 'url',
				description:
					'Add the domain in the credential (Allowed HTTP Request Domains), or choose another credential.',
			},
		);
	}
	return refuseProxy(url, routes);
}

/** Why this hop must not be followed, as far as can be said before a look-up. */
export function refuseHop(url: URL, { guard }: Routes): WebhookFailure | undefined {
	return judgeLiteral(bareHost(url.hostname), guard);
}

/** The author's proxy is judged like a target; the environment's is the operator's own. */
function refuseProxy(url: URL, routes: Routes): WebhookFailure | undefined {
	try {
		const { proxy } = routes.to(url, false);
		const refusal = proxy?.fromOption ? judgeLiteral(proxy.hostname, routes.guard) : undefined;
		if (!proxy || !refusal) return undefined;
		return new WebhookFailure('blocked', `The proxy cannot be used: ${refusal.message}`, {
			field: 'options.proxy',
			description: refusal.description,
		});
	} catch (thrown) {
		return asFailure(thrown);
	}
}
