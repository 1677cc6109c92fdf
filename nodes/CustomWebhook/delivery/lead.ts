/** Rules for going to an address that a response names: a redirect, the next page, a later result. Pure. */
import { WebhookFailure } from '../failure';
import { isPrivateHeader, shorten } from '../formats';
import type { DeliveryPolicy, NameValue, OutgoingRequest, QueryKey, RequestBody } from './types';

/** Headers that describe a body, and are dropped with it (Fetch: request-body-header name). */
const BODY_HEADERS = [
	'content-encoding',
	'content-language',
	'content-location',
	'content-type',
	'content-length',
];
/** For the first origin only, besides headers with telling names: its host, and the message's identity. */
const PRIVATE_HEADERS = ['host', 'webhook-id', 'webhook-timestamp'];

export interface LeadRules {
	/** The first request. */
	request: OutgoingRequest;
	policy: Pick<DeliveryPolicy, 'httpsOnly' | 'signing'>;
}

/** An http or https address that a service named, resolved; else its text without secrets, for a message. */
export function readAddress(address: string, base: URL): URL | string {
	const target = URL.canParse(address, base.href) ? new URL(address, base) : undefined;
	const isHttp = target?.protocol === 'https:' || target?.protocol === 'http:';
	return isHttp ? target : shorten(withoutSecrets(address));
}

/** Headers arrive as Latin-1; raw UTF-8 in them is decoded, as browsers do. */
export function readHeader(value: string): string {
	const text = Buffer.from(value, 'latin1').toString('utf8');
	return text.includes('\uFFFD') ? value : text;
}

/** Without user name, password and query. */
function withoutSecrets(address: string): string {
	const [base = ''] = address.split(/[?#]/, 1);
	return base.replace(/\/\/[^/@]*@/, '//');
}

/**
 * @param leadsTo how the response names the target: `redirects to`
 * @throws WebhookFailure (`redirect`, `credentials`) if the target must not be followed
 */
export function refuseTarget(
	from: URL,
	target: URL,
	{ request, policy }: LeadRules,
	leadsTo: string,
	body?: RequestBody,
): void {
	const wentTo = `${from.host} ${leadsTo} ${target.host}`;
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
	if (target.origin !== from.origin && body !== undefined && body.length > 0) {
		throw new WebhookFailure('redirect', `${wentTo}: a body is not sent on to another origin`, {
			description: 'If you trust the other address, put it into URL.',
		});
	}
}

/** The headers for the target: without the body's if it is dropped, and without secrets at another origin. */
export function headersFor(
	headers: readonly NameValue[],
	leftOrigin: boolean,
	keepsBody: boolean,
	{ request, policy }: LeadRules,
): readonly NameValue[] {
	if (!leftOrigin && keepsBody) return headers;
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
	return headers.filter(([name]) => {
		const lowerCase = name.toLowerCase();
		return !dropped.has(lowerCase) && !(leftOrigin && isPrivateHeader(name));
	});
}

/** Adds a credential's missing query parameters at the first origin, and removes them at any other. */
export function placeQuery(target: URL, leftOrigin: boolean, { credential }: OutgoingRequest): URL {
	for (const key of [credential?.query ?? []].flat()) placeKey(target, leftOrigin, key);
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
