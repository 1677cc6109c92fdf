import { createHash, randomUUID } from 'node:crypto';

import type { NameValue, OutgoingRequest, RequestCredential } from '../delivery';
import { WebhookFailure } from '../failure';
import type { Settings } from '../settings';
import type { ItemScope } from '../template';
import { planBody, withBoundary } from './body';
import { inCommand } from './in-command';
import type { Compile } from './pairs';
import type { AppliedCredential } from './credential';
import type { FileSource } from './files';
import {
	checkedName,
	compileHeaders,
	findHeader,
	mergeHeaders,
	renderHeaders,
	withoutOwnHost,
} from './headers';
import { compilePairs } from './pairs';
import { compileServiceUrl } from './service-url';
import { planUrl } from './url';

export { applyCredential, type AppliedCredential, type CredentialData } from './credential';
export { UNKNOWN_TYPE, type FileSource } from './files';
export { isSetByNode } from './headers';
export {
	previewRequest,
	sentRequest,
	shortened,
	showBody,
	showRequest,
	type ShownBody,
	type ShownRequest,
} from './preview';
export { urlAtService } from './service-url';
export { atTestAddress, withoutSecrets } from './test-address';
export { addQuery } from './url';

/** What most services expect to see; an author's header of the same name wins. */
const USUAL_HEADERS: readonly NameValue[] = [
	['User-Agent', 'n8n-nodes-custom-webhook'],
	['Accept', '*/*'],
];

/** Makes the request of one item. Its templates are compiled once a run. */
export interface RequestPlan {
	/** @throws WebhookFailure `template` or `request`; then nothing has been sent */
	build(scope: ItemScope, files: FileSource): Promise<OutgoingRequest>;
}

/** Settings and credential → the plan by which each item becomes a request. */
export function planRequest(
	settings: Settings,
	credential: AppliedCredential,
	compileField: Compile,
): RequestPlan {
	const compile = settings.requestFrom === 'curl' ? inCommand(compileField) : compileField;
	const base = credential.service?.base;
	const url = base ? compileServiceUrl(settings.url, base, compile) : compile(settings.url, 'url', 'url');
	const parameters = compilePairs(settings.queryParameters, 'queryParameters', 'query', compile);
	const headers = compileHeaders(settings.headers, compile);
	const urlFor = planUrl(url, parameters, settings.templates.queryArrays, credential.query);
	const buildBody = planBody(settings.body, compile, settings.templates.queryArrays);
	const basic = planBasic(settings.userAndPassword, compile);
	const keyFor = planIdempotencyKey(settings.idempotency, compileField);
	const identity = identityOf(credential);
	const wanted = (headers: readonly NameValue[]) =>
		headers.filter(([name]) => !settings.headersLeftOut.includes(name.toLowerCase()));

	return {
		async build(scope, files) {
			if (settings.signing) checkedName(settings.signing.header, 'options.signatureHeader');
			const url = urlFor(scope);
			const typed = withoutOwnHost([...renderHeaders(headers, scope), ...basic(scope)], new URL(url));
			const body = await buildBody(scope, files, {
				contentType: findHeader(typed, 'Content-Type')?.[1],
				contentEncoding: findHeader(typed, 'Content-Encoding')?.[1],
			});
			const key = keyFor(scope) ?? typedKey(typed);
			const request: OutgoingRequest = {
				method: settings.method,
				url,
				headers: mergeHeaders(
					wanted(USUAL_HEADERS),
					wanted(body ? [['Content-Type', body.contentType], ...(body.headers ?? [])] : []),
					body?.boundary === undefined ? typed : typed.map(withOwnBoundary(body.boundary)),
					key ? [[key.header, key.value]] : [],
					credential.headerValues,
				),
				credential: credentialOf(credential, typed, identity),
			};
			if (body) request.body = body.content;
			if (body?.text !== undefined) request.bodyText = body.text;
			if (key) {
				request.idempotencyKey = key.value;
				request.idempotencyHeader = key.header;
			}
			return request;
		},
	};
}

/** Basic authentication that was typed (RFC 7617, in UTF-8). */
function planBasic(userAndPassword: string | undefined, compile: Compile): (scope: ItemScope) => NameValue[] {
	if (userAndPassword === undefined) return () => [];
	const pair = compile(userAndPassword, 'userAndPassword', 'text');
	return (scope) => [
		['Authorization', `Basic ${Buffer.from(pair.render(scope), 'utf8').toString('base64')}`],
	];
}

/** A typed content type of a multipart body, with the boundary that the body has. */
const withOwnBoundary =
	(boundary: string) =>
	([name, value]: NameValue): NameValue => [
		name,
		name.toLowerCase() === 'content-type' ? withBoundary(value, boundary) : value,
	];

/** What the credential means for one request; the token that it was built with is the one to renew. */
function credentialOf(
	credential: AppliedCredential,
	typed: readonly NameValue[],
	identity: string,
): RequestCredential {
	const { query } = credential;
	return {
		identity,
		headers: [...credential.headers, ...namesOfSecrets(typed, credential)],
		...(query ? { query } : {}),
		...(credential.allowsHost ? { allowsHost: (url) => credential.allowsHost!(url) } : {}),
		...renewalOf(credential),
	};
}

/** The token that is refused is the one that was sent last. */
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

/** A shorter secret is in too many values by chance. Characters. */
const SHORTEST_SECRET = 4;

/** Typed headers that hold a secret of the credential: another origin must not get them either. */
function namesOfSecrets(typed: readonly NameValue[], { service, secrets }: AppliedCredential): string[] {
	if (!service) return [];
	const isSecret = (value: string) =>
		secrets.some(
			(secret) => value === secret || (secret.length >= SHORTEST_SECRET && value.includes(secret)),
		);
	return typed.filter(([, value]) => isSecret(value)).map(([name]) => name);
}

/** Tells credentials apart without telling them: a service counts its limits for each. Empty without a credential. */
function identityOf({ headerValues, query, identity }: AppliedCredential): string {
	if (identity !== undefined) return identity;
	if (headerValues.length === 0 && !query) return '';
	return createHash('sha256')
		.update(JSON.stringify([headerValues, query]))
		.digest('base64');
}

interface IdempotencyKey {
	header: string;
	value: string;
}

function planIdempotencyKey(
	{ mode, header, value }: Settings['idempotency'],
	compile: Compile,
): (scope: ItemScope) => IdempotencyKey | undefined {
	if (mode === 'off') return () => undefined;
	const named = (key: string) => ({
		header: checkedName(header, 'options.idempotencyKeyHeader'),
		value: key,
	});
	if (mode === 'auto') return () => named(randomUUID());
	const template = compile(value, 'options.idempotencyKeyValue', 'header');
	return (scope) => {
		const key = template.render(scope).trim();
		if (key !== '') return named(key);
		throw new WebhookFailure(
			'request',
			'The idempotency key of this item is empty: give it a value of its own',
			{
				field: 'options.idempotencyKeyValue',
			},
		);
	};
}

/** The key that an author typed as a header. */
function typedKey(headers: readonly NameValue[]): IdempotencyKey | undefined {
	const [header, value] = findHeader(headers, 'Idempotency-Key') ?? ['', ''];
	return value === '' ? undefined : { header, value };
}
