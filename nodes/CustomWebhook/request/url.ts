import type { NameValue, RequestCredential } from '../delivery';
import { checkUrl } from '../formats';
import type { ItemScope, QueryArrays, Template } from '../template';
import { renderPairs, type PairTemplate } from './pairs';

/** Parameters that a credential sets; each overrides one of the same name. */
type QueryKeys = NonNullable<RequestCredential['query']>;

/** RFC 9110, section 7.1: a fragment is not part of what a client asks for. */
const FRAGMENT =
	'URL has a #, and nothing behind it is sent: it is a fragment. For a # in a value, write %23.';

/**
 * The address of one item: the rendered URL, checked, with the query parameters added.
 * @param keys of the credential
 * @throws WebhookFailure `template` or `request`
 */
export function renderUrl(
	url: Template,
	parameters: readonly PairTemplate[],
	scope: ItemScope,
	queryArrays: QueryArrays,
	keys?: QueryKeys,
): string {
	const address = checkUrl(url.render(scope), url.field);
	if (address.hash !== '') scope.remarks.add(FRAGMENT);
	address.hash = '';
	addQuery(address, renderPairs(parameters, scope, queryArrays), keys);
	return address.href;
}

/**
 * Adds parameters after those of an address.
 * @param keys of the credential
 */
export function addQuery(address: URL, parameters: readonly NameValue[], keys: QueryKeys = []): void {
	let pairs = parameters;
	for (const { name, value } of [keys].flat()) {
		pairs = [...pairs.filter(([other]) => other !== name), [name, value]];
		address.search = withoutParameter(address.search.slice(1), name);
	}
	if (pairs.length > 0) {
		const own = address.search.slice(1).replace(/&$/, '');
		address.search = [own, encodeQuery(pairs)].filter(Boolean).join('&');
	}
}

/** Replaces all parameters of this name. */
export function putParameter(address: URL, name: string, value: string): void {
	address.search = withoutParameter(address.search.slice(1), name);
	addQuery(address, [[name, value]]);
}

/** The address of each item, computed once if it does not depend on the item. */
export function planUrl(
	url: Template,
	parameters: readonly PairTemplate[],
	queryArrays: QueryArrays,
	keys?: QueryKeys,
): (scope: ItemScope) => string {
	const build = (scope: ItemScope) => renderUrl(url, parameters, scope, queryArrays, keys);
	if (!url.isConstant || !parameters.every(({ name, value }) => name.isConstant && value.isConstant))
		return build;
	let address: string | undefined;
	return (scope) => (address ??= build(scope));
}

/** A query, or a form, without the parameters of this name; the others stay as typed. */
export function withoutParameter(query: string, name: string): string {
	const isNamed = (piece: string) => new URLSearchParams(`&${piece}`).has(name);
	return query
		.split('&')
		.filter((piece) => !isNamed(piece))
		.join('&');
}

/** RFC 3986, section 3.4: names and values percent-encoded once, a space as `%20`. */
export function encodeQuery(pairs: readonly NameValue[]): string {
	return pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
}

const encode = (text: string) => encodeURIComponent(text.toWellFormed());
