import type { NameValue, OutgoingRequest } from '../delivery';
import { isPrivateHeader, isSecretParameter } from '../formats';
import { HIDDEN, redactBody, secretOfAddress, type Redactor } from '../redact';
import { findHeader } from './headers';
import type { RequestPlan } from './plan';
import type { AppliedCredential, Service } from './types';

/**
 * A credential for requests that go to a request catcher: it adds nothing, and templates read `***` in place of its
 * secrets. It still names its headers and parameters, so that typed ones of these names are left out.
 */
export function withoutSecrets({ headers, query, service, secrets }: AppliedCredential): AppliedCredential {
	return {
		headers,
		headerValues: [],
		query: [query ?? []].flat().map(({ name }) => ({ name, value: '' })),
		secrets: [],
		...(service ? { service: { ...service, values: masked(service, secrets) } } : {}),
	};
}

/**
 * The same requests at another address, without values whose names look secret; in a body, and in the path of an address
 * that is a secret as a whole, `***` replaces them.
 * @param address where requests go; a path in it is put in front of theirs
 */
export function atTestAddress(plan: RequestPlan, address: string, redactor: Redactor): RequestPlan {
	const base = new URL(address);
	const moved = (request: OutgoingRequest) => movedTo(base, request, redactor);
	const { batch } = plan;
	return {
		build: async (scope, files) => moved(await plan.build(scope, files)),
		...(batch
			? {
					batch: {
						part: (scope) => batch.part(scope),
						join: async (parts, keys) => moved(await batch.join(parts, keys)),
					},
				}
			: {}),
	};
}

function movedTo(base: URL, request: OutgoingRequest, redactor: Redactor): OutgoingRequest {
	const { credential, idempotencyHeader } = request;
	const ofCredential = (credential?.headers ?? []).map((name) => name.toLowerCase());
	const parameters = [credential?.query ?? []].flat().map(({ name }) => name);
	const isKept = ([name]: NameValue) => {
		if (name === idempotencyHeader) return true;
		const lower = name.toLowerCase();
		return lower !== 'host' && !ofCredential.includes(lower) && !isPrivateHeader(name);
	};
	const url = new URL(request.url);
	const path = url.pathname.replace(secretOfAddress(request.url) ?? '', (secret) => secret && HIDDEN);
	url.protocol = base.protocol;
	url.host = base.host;
	url.port = base.port;
	url.pathname = base.pathname.replace(/\/$/, '') + path;
	url.search = keptQuery(url.search, parameters);
	return {
		...request,
		url: url.href,
		headers: request.headers.filter(isKept),
		...bodyWithoutSecrets(request, redactor),
		credential: { headers: [], ...credential, query: [] },
	};
}

/** Files stay as they are, and so do bodies that are compressed or in another charset. */
function bodyWithoutSecrets(
	{ body, bodyText, headers }: OutgoingRequest,
	redactor: Redactor,
): Pick<OutgoingRequest, 'body'> {
	const type = findHeader(headers, 'Content-Type')?.[1] ?? '';
	if (typeof body === 'string') return { body: redactBody(body, type, redactor) };
	if (!Buffer.isBuffer(body) || bodyText !== undefined) return {};
	// one character for each byte, so that nothing else changes
	return { body: Buffer.from(redactBody(body.toString('latin1'), type, redactor), 'latin1') };
}

/** The query parameters that are not secret, as typed. */
function keptQuery(search: string, ofCredential: readonly string[]): string {
	return search
		.slice(1)
		.split('&')
		.filter((piece) => {
			const [name = ''] = new URLSearchParams(`&${piece}`).keys();
			return !ofCredential.includes(name) && !isSecretParameter(name);
		})
		.join('&');
}

function masked({ values }: Service, secrets: readonly string[]): object {
	const mask = (value: unknown): unknown => {
		if (typeof value === 'object' && value !== null)
			return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, mask(inner)]));
		return secrets.includes(value as string) ? HIDDEN : value;
	};
	return mask(values) as object;
}
