/** Checks before a request is sent. Pure except for the operator's guard. */
import { asFailure, WebhookFailure } from '../failure';
import { rememberingLast, shorten } from '../formats';
import { judgeLiteral, bareHost, type Routes } from './connection';
import type { CheckedRequest, DeliveryPolicy, OutgoingRequest } from './types';

/**
 * The request with its URL parsed, after its URL, host, credential and proxy have passed all checks.
 *
 * @throws WebhookFailure (`request`, `blocked`, `credentials`) if it must not be sent
 */
export function checkRequest(
	request: OutgoingRequest,
	policy: Pick<DeliveryPolicy, 'httpsOnly'>,
	routes: Routes,
): CheckedRequest {
	const url = parsed(request.url);
	if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
		throw new WebhookFailure(
			'request',
			`URL: ${shorten(request.url)} must start with https:// or http://`,
			{
				field: 'url',
			},
		);
	}
	const refusal = refuseUrl(url, request, policy, routes);
	if (refusal) throw refusal;
	return { request, url } as CheckedRequest;
}

/** Undefined for an address that is malformed. */
const parsed = rememberingLast((text: string) => (URL.canParse(text) ? new URL(text) : undefined));

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
			`Not sent: ${url.host} would be called over http, but HTTPS Only is on`,
			{
				field: 'url',
				description: 'Start the URL with https://, or turn off HTTPS Only.',
			},
		);
	}
	if (credential?.allowsHost?.(url) === false) {
		return new WebhookFailure(
			'credentials',
			`Not sent: ${url.host} is not in the credential's allowed domains`,
			{
				field: 'url',
				description:
					'Add the domain to the credential (Allowed HTTP Request Domains), or choose another credential.',
			},
		);
	}
	return refuseProxy(url, routes);
}

/** Why this hop must not be followed, as far as is known before a DNS lookup. */
export function refuseHop(url: URL, { guard }: Routes): WebhookFailure | undefined {
	return judgeLiteral(bareHost(url.hostname), guard);
}

/** The author's proxy is judged like a target; the environment's is the operator's own. */
function refuseProxy(url: URL, routes: Routes): WebhookFailure | undefined {
	try {
		const { proxy } = routes.to(url, false);
		const refusal = proxy?.fromOption ? judgeLiteral(proxy.hostname, routes.guard) : undefined;
		if (!proxy || !refusal) return undefined;
		return new WebhookFailure('blocked', `The proxy cannot be used. ${refusal.message}`, {
			field: 'options.proxy',
			description: refusal.description,
		});
	} catch (thrown) {
		return asFailure(thrown);
	}
}
