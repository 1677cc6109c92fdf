/** One hop of an attempt: from a request in our terms to an exchange on a connection. */
import { Readable } from 'node:stream';

import { WebhookFailure } from '../failure';
import { rememberingLast } from '../formats';
import {
	operatorFailure,
	checkBehindProxy,
	wantsPassword,
	type Route,
	Exchange,
	type Reply,
	type Routes,
} from './connection';
import type { Deadline } from './deadline';
import { ACCEPT_ENCODING } from './body';
import { unreadableFile } from './errors';
import type { Hop } from './redirect';
import { sign } from './signature';
import type { DeliveryPolicy, DeliveryTools, NameValue, RequestBody, StreamBody } from './types';

const PROXY_WANTS_PASSWORD = 407;

/** What all hops of a run share. */
export interface HopSettings {
	routes: Routes;
	tools: DeliveryTools;
	policy: Pick<DeliveryPolicy, 'signing'>;
}

/** Called once the request can no longer be taken back, so that a later failure is judged correctly. */
export type OnWritten = (signature: readonly NameValue[]) => void;

/**
 * Sends one hop. Resolves with the head of the response.
 *
 * @param messageId `webhook-id` of the signature
 * @throws WebhookFailure if there is no response
 */
export async function sendHop(
	hop: Hop,
	messageId: string,
	settings: HopSettings,
	deadline: Deadline,
	onWritten: OnWritten,
): Promise<{ exchange: Exchange; reply: Reply }> {
	const { routes, tools } = settings;
	const route = routes.to(hop.url, hop.leftOrigin);
	const asking = askOperator(hop.url, tools);
	if (asking) await deadline.race(asking);
	const { forwarded } = route;
	if (forwarded) await deadline.race(checkBehindProxy(route.hostname, routes.guard));

	// Only the first origin gets the signature. A file body is read an extra time to sign it.
	const { signing } = settings.policy;
	const signature =
		signing && !hop.leftOrigin
			? await deadline.race(sign(signing, { id: messageId, now: tools.now(), body: hop.body }))
			: [];
	const own = ownHeaders(hop.body, signature, forwarded ? route.proxy?.authorization : undefined);
	const body = isStream(hop.body) ? await openStream(hop.body) : toBuffer(hop.body);
	const exchange = new Exchange(route, routes.guard, {
		method: hop.method,
		path: forwarded ? `${hop.url.origin}${pathOf(hop.url)}` : pathOf(hop.url),
		headers: own.length === 0 ? flattenTyped(hop.headers) : flatten(hop.headers, own),
		...(body === undefined ? {} : { body }),
	});
	if (body instanceof Readable) body.once('error', (error) => exchange.abort(unreadableFile(error)));

	const unwatch = deadline.watch(exchange);
	try {
		const reply = await exchange.send();
		if (forwarded && reply.statusCode === PROXY_WANTS_PASSWORD) throw refusedByProxy(route, exchange);
		return { exchange, reply };
	} catch (thrown) {
		unwatch();
		if (body instanceof Readable) body.destroy();
		throw thrown;
	} finally {
		if (exchange.written) onWritten(signature);
	}
}

/**
 * Nothing if the operator's guard has no objection, as it may know at once.
 * @throws WebhookFailure `blocked` if it refuses the URL; also later
 */
export function askOperator(url: URL, { egress }: DeliveryTools): Promise<void> | undefined {
	const refuse = (thrown: unknown) => {
		throw operatorFailure(url.hostname, thrown);
	};
	try {
		return egress?.checkUrl(url)?.catch(refuse);
	} catch (thrown) {
		return refuse(thrown);
	}
}

async function openStream(body: StreamBody): Promise<Readable | undefined> {
	if (body.length === 0) return undefined;
	try {
		return await body.open();
	} catch (thrown) {
		throw unreadableFile(thrown);
	}
}

function toBuffer(body: string | Buffer | undefined): Buffer | undefined {
	return typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
}

function refusedByProxy(route: Route, exchange: Exchange): WebhookFailure {
	const { proxy } = route;
	const failure = new WebhookFailure(
		'connect',
		`The proxy ${proxy?.label} ${proxy ? wantsPassword(proxy) : ''}`,
		{
			field: proxy?.fromOption ? 'options.proxy' : undefined,
		},
	);
	exchange.abort(failure);
	// the proxy did not pass the request on: the service has not seen it
	exchange.written = false;
	return failure;
}

/** What the node itself adds to an item's headers. */
function ownHeaders(
	body: RequestBody | undefined,
	signature: readonly NameValue[],
	proxyAuthorization: string | undefined,
): NameValue[] {
	const own = [...signature];
	if (proxyAuthorization) own.push(['proxy-authorization', proxyAuthorization]);
	if (isStream(body) && body.length > 0) own.push(['content-length', String(body.length)]);
	return own;
}

/** Names and values in turn; own headers replace others of the same names. */
function flatten(headers: readonly NameValue[], own: readonly NameValue[]): string[] {
	const replaced = own.map(([name]) => name.toLowerCase());
	const flat: string[] = [];
	let hasCodings = false;
	for (const [name, value] of headers) {
		const lowerCase = name.toLowerCase();
		if (replaced.includes(lowerCase)) continue;
		hasCodings ||= lowerCase === 'accept-encoding';
		flat.push(name, value);
	}
	if (!hasCodings) flat.push('accept-encoding', ACCEPT_ENCODING);
	for (const [name, value] of own) flat.push(name, value);
	return flat;
}

/** Most items of a run have the same headers. */
const flattenTyped = rememberingLast((headers: readonly NameValue[]) => flatten(headers, []));

function isStream(body: RequestBody | undefined): body is StreamBody {
	return typeof body === 'object' && !Buffer.isBuffer(body);
}

/** Path and query. Keeps an empty query (`?`), which `URL.search` leaves out. */
function pathOf({ href, pathname, search }: URL): string {
	const hasEmptyQuery = search === '' && href.split('#')[0]!.endsWith('?');
	return hasEmptyQuery ? `${pathname}?` : pathname + search;
}
