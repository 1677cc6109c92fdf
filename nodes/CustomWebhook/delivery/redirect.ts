/** Where a redirect leads: RFC 9110 section 15.4, the Fetch standard's HTTP-redirect fetch, and this node's rules. Pure. */
import { WebhookFailure } from '../failure';
import { shorten } from '../formats';
import { isPrivateHeader } from '../redact';
import type { AnswerHead, DeliveryPolicy, NameValue, OutgoingRequest, QueryKey, RequestBody } from './types';

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** Headers that describe a body, and go with it (Fetch: request-body-header name). */
const BODY_HEADERS = [
	'content-encoding',
	'content-language',
	'content-location',
	'content-type',
	'content-length',
];
/** Meant for the first origin only, besides the headers whose names say so: its name, and a message's identity. */
const PRIVATE_HEADERS = ['host', 'webhook-id', 'webhook-timestamp'];

/** One request of an attempt: the first, or one that a redirect led to. */
export interface Hop {
	method: string;
	url: URL;
	headers: readonly NameValue[];
	body?: RequestBody;
	/** Whether the chain has left the first origin: what was left behind then does not come back. */
	leftOrigin: boolean;
}

export interface RedirectRules {
	request: OutgoingRequest;
	policy: Pick<DeliveryPolicy, 'redirects' | 'httpsOnly' | 'signing'>;
}

/**
 * The hop that a response leads to; undefined if it is no redirect to follow.
 *
 * @param hopsSoFar redirects followed before this one
 * @throws WebhookFailure (`redirect`, `credentials`) if the redirect must not be followed
 */
export function nextHop(
	hop: Hop,
	answer: AnswerHead,
	hopsSoFar: number,
	rules: RedirectRules,
): Hop | undefined {
	if (!REDIRECTS.has(answer.statusCode) || !rules.policy.redirects.follow) return undefined;
	const target = readLocation(answer, hop.url);
	if (typeof target === 'string') return undefined;

	const { max } = rules.policy.redirects;
	if (hopsSoFar >= max) throw tooMany(hop.url, max);
	refuseTarget(hop.url, target, rules);

	const leftOrigin = hop.leftOrigin || target.origin !== hop.url.origin;
	const { method, keepsBody } = methodAfter(answer.statusCode, hop.method);
	const body = keepsBody ? hop.body : undefined;
	if (target.origin !== hop.url.origin && hasBytes(body)) throw bodyElsewhere(hop.url, target);

	const url = placeQuery(target, leftOrigin, rules.request);
	return { method, url, headers: headersAfter(hop, leftOrigin, keepsBody, rules), body, leftOrigin };
}

/** Why the address of a redirect cannot be followed, in a few words; undefined if it can, or nothing is to be followed. */
export function unusableLocation(
	answer: AnswerHead,
	{ redirects }: Pick<DeliveryPolicy, 'redirects'>,
): string | undefined {
	if (!REDIRECTS.has(answer.statusCode) || !redirects.follow) return undefined;
	const location = readLocation(answer, new URL(answer.url));
	return typeof location === 'string' ? location : undefined;
}

/** Whether a redirect says that the address has moved, and takes the body of a POST off on the way there. */
export function losesBody(statusCode: number, method: string): boolean {
	return method === 'POST' && (statusCode === 301 || statusCode === 302);
}

/** The one usable `Location`, resolved; else what is wrong with it. */
function readLocation(answer: AnswerHead, base: URL): URL | string {
	const { location = '' } = answer.headers;
	if (typeof location !== 'string') return 'several Location headers';
	if (location.trim() === '') return 'no Location header';
	// headers come as Latin-1; a raw UTF-8 Location is read as the browsers do
	const text = Buffer.from(location, 'latin1').toString('utf8');
	const readable = text.includes('\uFFFD') ? location : text;
	const target = URL.canParse(readable, base.href) ? new URL(readable, base) : undefined;
	const isHttp = target?.protocol === 'https:' || target?.protocol === 'http:';
	return isHttp ? target : shorten(withoutSecrets(readable));
}

/** Without user name, password and query. */
function withoutSecrets(address: string): string {
	const [base = ''] = address.split(/[?#]/, 1);
	return base.replace(/\/\/[^/@]*@/, '//');
}

function refuseTarget(from: URL, target: URL, { request, policy }: RedirectRules): void {
	const wentTo = `${from.host} redirects to ${target.host}`;
	if (target.username || target.password) {
		throw new WebhookFailure('redirect', `${wentTo} with a user name in the URL: this is not followed`);
	}
	if (target.protocol === 'http:' && (from.protocol === 'https:' || policy.httpsOnly)) {
		throw new WebhookFailure('redirect', `${wentTo} over http: this is not followed from https`);
	}
	if (request.credential?.allowsHost?.(target) === false) {
		throw new WebhookFailure(
			'credentials',
			`${wentTo}, which is not in the credential's allowed domains`,
		);
	}
}

/** 301 and 302 turn POST into GET, 303 everything but HEAD. */
function methodAfter(statusCode: number, method: string): { method: string; keepsBody: boolean } {
	const becomesGet =
		statusCode === 303 ? method !== 'HEAD' && method !== 'GET' : statusCode < 303 && method === 'POST';
	return becomesGet ? { method: 'GET', keepsBody: false } : { method, keepsBody: true };
}

function headersAfter(
	hop: Hop,
	leftOrigin: boolean,
	keepsBody: boolean,
	{ request, policy }: RedirectRules,
): readonly NameValue[] {
	if (!leftOrigin && keepsBody) return hop.headers;
	const dropped = new Set<string>();
	if (!keepsBody) for (const name of BODY_HEADERS) dropped.add(name);
	if (leftOrigin) {
		const { credential, idempotencyHeader = '' } = request;
		for (const name of [
			...PRIVATE_HEADERS,
			...(credential?.headers ?? []),
			idempotencyHeader,
			policy.signing?.header ?? '',
		]) {
			dropped.add(name.toLowerCase());
		}
	}
	return hop.headers.filter(([name]) => {
		const lowerCase = name.toLowerCase();
		return !dropped.has(lowerCase) && !(leftOrigin && isPrivateHeader(name));
	});
}

/** Puts a credential's parameters on a hop of the first origin that lacks them, and takes them off any other. */
function placeQuery(target: URL, leftOrigin: boolean, request: OutgoingRequest): URL {
	const keys = [request.credential?.query ?? []].flat();
	for (const key of keys) placeKey(target, leftOrigin, key);
	return target;
}

function placeKey(target: URL, leftOrigin: boolean, key: QueryKey): void {
	const pieces = target.search.slice(1).split('&').filter(Boolean);
	const read = (piece: string) => [...new URLSearchParams(piece)][0] ?? ['', ''];

	if (leftOrigin) {
		const kept = pieces.filter((piece) => read(piece)[1] !== key.value);
		if (kept.length < pieces.length) target.search = kept.join('&');
	} else if (!pieces.some((piece) => read(piece)[0] === key.name)) {
		const added = `${encodeURIComponent(key.name)}=${encodeURIComponent(key.value)}`;
		target.search = [...pieces, added].join('&');
	}
}

function hasBytes(body: RequestBody | undefined): boolean {
	return body !== undefined && body.length > 0;
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

function bodyElsewhere(from: URL, target: URL): WebhookFailure {
	return new WebhookFailure(
		'redirect',
		`${from.host} redirects to ${target.host}: a body is not sent on to another origin`,
		{ description: 'If you trust the other address, put it into URL.' },
	);
}
