import { createHash } from 'node:crypto';

import type { NameValue, OutgoingRequest, RequestCredential } from '../delivery';
import { rememberingLast } from '../formats';
import type { Settings } from '../settings';
import { withBoundary, type BuiltBody } from './body';
import type { AppliedCredential } from './types';
import type { RequestHead } from './head';
import { mergeHeaders, USUAL_HEADERS } from './headers';
import type { IdempotencyKey } from './key';

type DescribedBody = Pick<BuiltBody, 'contentType' | 'headers' | 'boundary'>;

/** Makes a request of its parts. */
export type Assemble = (
	head: RequestHead,
	body: BuiltBody | undefined,
	key: IdempotencyKey | undefined,
) => OutgoingRequest;

/** How the requests of a plan are put together. */
export function planAssembly({ method, headersLeftOut }: Settings, credential: AppliedCredential): Assemble {
	const wanted = (headers: readonly NameValue[]) =>
		headers.filter(([name]) => !headersLeftOut.includes(name.toLowerCase()));
	const identity = identityOf(credential);
	const merge = (
		typed: readonly NameValue[],
		ofCredential: readonly NameValue[],
		body?: DescribedBody,
		key?: IdempotencyKey,
	) =>
		mergeHeaders(
			wanted(USUAL_HEADERS),
			wanted(body ? [['Content-Type', body.contentType], ...(body.headers ?? [])] : []),
			body?.boundary === undefined ? typed : typed.map(withOwnBoundary(body.boundary)),
			key ? [[key.header, key.value]] : [],
			ofCredential,
		);
	// most items of a run have the same
	const mergeUsual = rememberingLast(
		(typed: readonly NameValue[], ofCredential: readonly NameValue[], contentType?: string) =>
			merge(typed, ofCredential, contentType === undefined ? undefined : { contentType }),
	);
	return ({ url, typed }, body, key) => {
		const request: OutgoingRequest = {
			method,
			url,
			headers:
				key || body?.headers || body?.boundary !== undefined
					? merge(typed, credential.headerValues, body, key)
					: mergeUsual(typed, credential.headerValues, body?.contentType),
			credential: credentialOf(credential, typed, identity),
		};
		if (body) request.body = body.content;
		if (body?.text !== undefined) request.bodyText = body.text;
		if (key) {
			request.idempotencyKey = key.value;
			request.idempotencyHeader = key.header;
		}
		return request;
	};
}

/** A typed content type of a multipart body, with the boundary that the body has. */
const withOwnBoundary =
	(boundary: string) =>
	([name, value]: NameValue): NameValue => [
		name,
		name.toLowerCase() === 'content-type' ? withBoundary(value, boundary) : value,
	];

/** The credential of one request; it renews the token that the request was built with. */
function credentialOf(
	credential: AppliedCredential,
	typed: readonly NameValue[],
	identity: string,
): RequestCredential {
	const { query, allowsHost } = credential;
	const headers = [...credential.headers, ...namesOfSecrets(typed, credential)];
	const applied: RequestCredential = { identity, headers, ...renewalOf(credential) };
	if (query) applied.query = query;
	if (allowsHost) applied.allowsHost = (url) => allowsHost(url);
	return applied;
}

/** Renews the token that was sent last, which is the refused one. */
function renewalOf(credential: AppliedCredential): Pick<RequestCredential, 'latest' | 'refresh'> {
	if (!credential.renew) return {};
	let sent = credential.headerValues;
	return {
		latest: async () => {
			await credential.prepare?.().catch(() => undefined);
			return (sent = credential.headerValues);
		},
		refresh: async () => await credential.renew?.(sent),
	};
}

/** A shorter secret would be in many values by chance. Characters. */
const SHORTEST_SECRET = 4;

/** Typed headers with a secret of the credential, which another origin must not get. */
function namesOfSecrets(typed: readonly NameValue[], { service, secrets }: AppliedCredential): string[] {
	if (!service) return [];
	const isSecret = (value: string) =>
		secrets.some(
			(secret) => value === secret || (secret.length >= SHORTEST_SECRET && value.includes(secret)),
		);
	return typed.filter(([, value]) => isSecret(value)).map(([name]) => name);
}

/** Distinguishes credentials without revealing them; services have limits for each. Empty without one. */
function identityOf({ headerValues, query, identity }: AppliedCredential): string {
	if (identity !== undefined) return identity;
	if (headerValues.length === 0 && !query) return '';
	return createHash('sha256')
		.update(JSON.stringify([headerValues, query]))
		.digest('base64');
}
