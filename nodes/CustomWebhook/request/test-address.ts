import type { NameValue, OutgoingRequest } from '../delivery';
import { HIDDEN, isPrivateHeader, isSecretParameter } from '../redact';
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
 * The same requests at another address, without what looks like a secret by its name.
 * @param address where requests go; a path in it is put in front of theirs
 */
export function atTestAddress(plan: RequestPlan, address: string): RequestPlan {
	const base = new URL(address);
	const { batch } = plan;
	return {
		build: async (scope, files) => moved(await plan.build(scope, files), base),
		...(batch
			? {
					batch: {
						part: (scope) => batch.part(scope),
						join: async (parts, keys) => moved(await batch.join(parts, keys), base),
					},
				}
			: {}),
	};
}

function moved(request: OutgoingRequest, base: URL): OutgoingRequest {
	const { credential, idempotencyHeader } = request;
	const ofCredential = (credential?.headers ?? []).map((name) => name.toLowerCase());
	const parameters = [credential?.query ?? []].flat().map(({ name }) => name);
	const isKept = ([name]: NameValue) => {
		if (name === idempotencyHeader) return true;
		const lower = name.toLowerCase();
		return lower !== 'host' && !ofCredential.includes(lower) && !isPrivateHeader(name);
	};
	const url = new URL(request.url);
	url.protocol = base.protocol;
	url.host = base.host;
	url.port = base.port;
	url.pathname = base.pathname.replace(/\/$/, '') + url.pathname;
	url.search = keptQuery(url.search, parameters);
	return {
		...request,
		url: url.href,
		headers: request.headers.filter(isKept),
		credential: { headers: [], ...credential, query: [] },
	};
}

/** The parameters that are no secrets, as they are typed. */
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
