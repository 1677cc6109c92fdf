/** What a sending is refused for before it leaves. Pure but for the operator's guard. */
import { asFailure, WebhookFailure } from '../failure';
import { judgeLiteral, bareHost, type Routes } from './connection';
import type { DeliveryPolicy, OutgoingRequest } from './types';

/** Why the first request must not be sent: its URL, its host, its credential, its proxy. */
export function refuseRequest(
	request: OutgoingRequest,
	policy: Pick<DeliveryPolicy, 'httpsOnly'>,
	routes: Routes,
): WebhookFailure | undefined {
	const url = readUrl(request.url);
	if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
		return new WebhookFailure('request', 'The URL is not an http or https URL', { field: 'url' });
	}
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
	if (request.credential?.allowsHost?.(url) === false) {
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

/** What was read last: the items of a run mostly have one URL, and each is checked before it is rendered and sent. */
let lastRead: { text: string; url: URL | undefined } | undefined;

/** For looking at only: the next one who asks may get the same. */
function readUrl(text: string): Readonly<URL> | undefined {
	if (lastRead?.text !== text) lastRead = { text, url: URL.canParse(text) ? new URL(text) : undefined };
	return lastRead.url;
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
