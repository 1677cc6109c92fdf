import type { NameValue } from '../delivery';
import { WebhookFailure } from '../failure';
import { shorten } from '../formats';
import type { Settings } from '../settings';
import { EMPTY_SEGMENT, type ItemScope } from '../template';
import type { TypedHeaders } from './body';
import type { AppliedCredential } from './types';
import { checkedName, compileHeaders, findHeader, renderHeaders, withoutOwnHost } from './headers';
import { compilePairs, type Compile } from './pairs';
import { compileUrl } from './service-url';
import { planUrl } from './url';

/** An item's request without its body. */
export interface RequestHead {
	url: string;
	/** The headers that the author typed. */
	typed: readonly NameValue[];
}

/** The head of each item's request. */
export function planHead(
	settings: Settings,
	credential: AppliedCredential,
	compile: Compile,
): (scope: ItemScope) => RequestHead {
	const url = compileUrl(settings.url, 'url', credential, compile);
	const parameters = compilePairs(settings.queryParameters, 'queryParameters', 'query', compile);
	const headers = compileHeaders(settings.headers, compile);
	const urlFor = planUrl(url, parameters, settings.templates.queryArrays, credential.query);
	const basic = planBasic(settings.userAndPassword, compile);
	const render = (scope: ItemScope) => [...renderHeaders(headers, scope), ...basic(scope)];
	const isConstant = !settings.userAndPassword && headers.every(({ value }) => value.isConstant);
	let constant: readonly NameValue[] | undefined;
	const headersFor = (scope: ItemScope) => (isConstant ? (constant ??= render(scope)) : render(scope));
	return (scope) => {
		if (settings.signing) checkedName(settings.signing.header, 'options.signatureHeader');
		const url = urlFor(scope);
		if (settings.method === 'DELETE' && scope.remarks.has(EMPTY_SEGMENT)) throw wouldDeleteMore(url);
		const typed = headersFor(scope);
		return { url, typed: findHeader(typed, 'Host') ? withoutOwnHost(typed, new URL(url)) : typed };
	};
}

/** Shows the address without its query, which may hold a secret. */
function wouldDeleteMore(url: string): WebhookFailure {
	const [address = ''] = url.split('?', 1);
	return new WebhookFailure(
		'request',
		`URL: a value is empty, so this DELETE would go to ${shorten(address)}. Give the item a value, or remove the placeholder.`,
		{ field: 'url' },
	);
}

const NOTHING_TYPED: TypedHeaders = {};

/** The typed headers that describe the body. */
export function aboutBody({ typed }: RequestHead): TypedHeaders {
	if (typed.length === 0) return NOTHING_TYPED;
	const contentType = findHeader(typed, 'Content-Type')?.[1];
	const contentEncoding = findHeader(typed, 'Content-Encoding')?.[1];
	return {
		...(contentType === undefined ? {} : { contentType }),
		...(contentEncoding === undefined ? {} : { contentEncoding }),
	};
}

/** Basic authentication that was typed (RFC 7617, in UTF-8). */
function planBasic(user: Settings['userAndPassword'], compile: Compile): (scope: ItemScope) => NameValue[] {
	if (!user) return () => [];
	const pair = compile(user.text, user.isInUrl ? 'url' : 'userAndPassword', 'text');
	return (scope) => [
		['Authorization', `Basic ${Buffer.from(pair.render(scope), 'utf8').toString('base64')}`],
	];
}
