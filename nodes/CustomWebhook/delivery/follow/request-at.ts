/** The request for an address that a response named. Pure. */
import { WebhookFailure } from '../../failure';
import { headersFor, placeQuery, readAddress, refuseTarget, type LeadRules } from '../lead';
import type { NameValue, OutgoingRequest, Redirect, ResponseHead } from '../types';

/** A response that names another address, and its request. */
export interface Named {
	request: OutgoingRequest;
	response: ResponseHead & { redirects: readonly Redirect[] };
	policy: LeadRules['policy'];
}

/**
 * The request for the next page: like the one before, at another address.
 * @throws WebhookFailure (`mapping`, `redirect`, `credentials`) if the address cannot or must not be requested
 */
export function pageAt(address: string, named: Named): OutgoingRequest {
	const { request } = named;
	return requestAt(address, named, { leadsTo: 'names a next page at', method: request.method });
}

/**
 * The request for the state of a result: GET, with the same authentication.
 * @param isAuthors whether the author typed the address
 * @throws WebhookFailure (`mapping`, `redirect`, `credentials`) if the address cannot or must not be requested
 */
export function statusAt(address: string, isAuthors: boolean, named: Named): OutgoingRequest {
	return requestAt(address, named, { leadsTo: 'names a result at', method: 'GET', isAuthors });
}

interface Asking {
	/** How the response names the address, for messages. */
	leadsTo: string;
	method: string;
	isAuthors?: boolean;
}

function requestAt(address: string, named: Named, { leadsTo, method, isAuthors = false }: Asking) {
	const { request, response, policy } = named;
	const from = new URL(response.url);
	const target = readAddress(address, from);
	if (typeof target === 'string')
		throw new WebhookFailure('mapping', `${from.host} ${leadsTo} "${target}", which is not a URL`);
	target.hash = '';

	const keepsBody = method === request.method;
	const rules = { request, policy };
	if (!isAuthors) refuseTarget(from, target, rules, leadsTo, keepsBody ? request.body : undefined);
	const leftOrigin = !isAuthors && hasLeft(target, named);
	const next: OutgoingRequest = {
		...(keepsBody ? request : withoutBody(request)),
		method,
		url: placeQuery(target, leftOrigin, request).href,
		headers: headersFor(request.headers, leftOrigin, keepsBody, rules),
		...(leftOrigin ? { leftOrigin } : {}),
	};
	if (!keepsBody) next.headers = withoutHeader(next.headers, request.idempotencyHeader);
	if (isAuthors && target.origin !== new URL(request.url).origin)
		next.headers = withoutHeader(next.headers, 'host');
	return leftOrigin ? withoutCredential(next) : next;
}

/** Whether the target is at another origin than the author's, or another origin named it. */
function hasLeft(target: URL, { request, response }: Named): boolean {
	const { origin } = new URL(request.url);
	const addresses = [target.href, response.url, ...response.redirects.map(({ url }) => url)];
	return request.leftOrigin === true || addresses.some((url) => new URL(url).origin !== origin);
}

/** Without the idempotency key too, which belongs to the first request. */
function withoutBody({ method, url, headers, credential, leftOrigin }: OutgoingRequest): OutgoingRequest {
	return {
		method,
		url,
		headers,
		...(credential ? { credential } : {}),
		...(leftOrigin ? { leftOrigin } : {}),
	};
}

function withoutHeader(headers: readonly NameValue[], name = ''): readonly NameValue[] {
	return headers.filter(([other]) => other.toLowerCase() !== name.toLowerCase());
}

/** Keeps of the credential only its allowed hosts, and the names to remove from headers and URLs. */
function withoutCredential(request: OutgoingRequest): OutgoingRequest {
	const bare = { ...request };
	delete bare.idempotencyKey;
	delete bare.idempotencyHeader;
	if (!request.credential) return bare;
	const { headers, query, allowsHost } = request.credential;
	bare.credential = { headers, ...(query ? { query } : {}), ...(allowsHost ? { allowsHost } : {}) };
	return bare;
}
