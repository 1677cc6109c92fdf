/** Where a redirect leads, by RFC 9110 section 15.4, Fetch's HTTP-redirect fetch, and this node's own rules. Pure. */
import { WebhookFailure } from '../failure';
import { headersFor, placeQuery, readAddress, readHeader, refuseTarget, type LeadRules } from './lead';
import type { DeliveryPolicy, NameValue, RequestBody, ResponseHead } from './types';

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** One request of an attempt: the first, or one that a redirect led to. */
export interface Hop {
	method: string;
	url: URL;
	headers: readonly NameValue[];
	body?: RequestBody;
	/** Whether the chain has left the first origin: headers dropped then are not added again. */
	leftOrigin: boolean;
}

export interface RedirectRules extends LeadRules {
	policy: LeadRules['policy'] & Pick<DeliveryPolicy, 'redirects'>;
}

/**
 * The hop that a response leads to; undefined if it is no redirect to follow.
 *
 * @param hopsSoFar redirects followed before this one
 * @throws WebhookFailure (`redirect`, `credentials`) if the redirect must not be followed
 */
export function nextHop(
	hop: Hop,
	response: ResponseHead,
	hopsSoFar: number,
	rules: RedirectRules,
): Hop | undefined {
	if (!REDIRECTS.has(response.statusCode) || !rules.policy.redirects.follow) return undefined;
	const target = readLocation(response, hop.url);
	if (typeof target === 'string') return undefined;

	const { max } = rules.policy.redirects;
	if (hopsSoFar >= max) throw tooMany(hop.url, max);
	const { method, keepsBody } = methodAfter(response.statusCode, hop.method);
	const body = keepsBody ? hop.body : undefined;
	refuseTarget(hop.url, target, rules, 'redirects to', body);

	const leftOrigin = hop.leftOrigin || target.origin !== hop.url.origin;
	const url = placeQuery(target, leftOrigin, rules.request);
	const headers = headersFor(hop.headers, leftOrigin, keepsBody, rules);
	return { method, url, headers, body, leftOrigin };
}

/** Why a redirect's address cannot be used, in a few words; undefined if it can, or redirects are not followed. */
export function unusableLocation(
	response: ResponseHead,
	{ redirects }: Pick<DeliveryPolicy, 'redirects'>,
): string | undefined {
	if (!REDIRECTS.has(response.statusCode) || !redirects.follow) return undefined;
	const location = readLocation(response, new URL(response.url));
	return typeof location === 'string' ? location : undefined;
}

/** Whether a redirect (301, 302) turns the POST into a GET without body. */
export function losesBody(statusCode: number, method: string): boolean {
	return method === 'POST' && (statusCode === 301 || statusCode === 302);
}

/** The one usable `Location`, resolved; else what is wrong with it. */
function readLocation(response: ResponseHead, base: URL): URL | string {
	const { location = '' } = response.headers;
	if (typeof location !== 'string') return 'several Location headers';
	if (location.trim() === '') return 'no Location header';
	return readAddress(readHeader(location), base);
}

/** 301 and 302 turn POST into GET, 303 everything but HEAD. */
function methodAfter(statusCode: number, method: string): { method: string; keepsBody: boolean } {
	const becomesGet =
		statusCode === 303 ? method !== 'HEAD' && method !== 'GET' : statusCode < 303 && method === 'POST';
	return becomesGet ? { method: 'GET', keepsBody: false } : { method, keepsBody: true };
}

function tooMany(from: URL, max: number): WebhookFailure {
	return new WebhookFailure(
		'redirect',
		`${from.host} redirects again after ${max} redirects, the maximum`,
		{
			description: 'Put the final address into URL, or raise Max Redirects. It may also be a loop.',
		},
	);
}
