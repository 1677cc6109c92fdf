/** A page of a list: its members, and which page comes next. Pure. */
import { isDeepStrictEqual } from 'node:util';

import { readHeader, type ResponseHead } from '../delivery';
import { WebhookFailure } from '../failure';
import { compilePath } from '../formats';
import { isObject, type JsonValue } from '../formats/json';
import type { PageRule } from '../settings';
import { valueOfElement } from './from-xml';
import { findPath, getPath } from './get-path';
import { nextLink } from './link-header';
import type { Denial } from './says-failed';
import type { DecodedBody } from './types';
import { aWebPage, webPageTitle } from './web-page';

/** An address, or the value of the page's parameter. */
export type Next = { address: string } | { value: string | number };

/** What was seen on pages, for hints. */
export interface PagesSeen {
	/** Whether a page named the next one, or pages are counted. */
	namesNext: boolean;
	/** Pages without a value at the path of the list. */
	withoutList: number;
	/** Pages that count as one element, because the path of their list is not known. */
	objects: number;
	/** Pages with the members of the page before. */
	repeated: number;
	/** The member by which a page says that it is a failure. */
	denial?: Denial | undefined;
}

/** Whether two pages have the same members: then the service may not know the parameter of the page. */
export const isSamePage = (one: readonly JsonValue[], other?: readonly JsonValue[]): boolean =>
	one.length > 0 && isDeepStrictEqual(one, other);

/** The response that is a page. */
export interface PageResponse<F = unknown> extends Pick<ResponseHead, 'headers'> {
	body?: DecodedBody<F>;
}

/** Why a body is not a page of a list; undefined if it is one. */
export function pageFault<F>(
	{ mode, listPath }: PageRule,
	body?: DecodedBody<F>,
	wasData = false,
): WebhookFailure | undefined {
	if (body?.failure) return body.failure;
	if (body?.parseError !== undefined) return new WebhookFailure('response', body.parseError);
	if (body?.file || body?.files)
		return new WebhookFailure('response', 'The response is a file, so it is no page of a list.');
	const value = body?.body ?? null;
	const isRead = listPath !== '' || wasData || mode === 'cursor' || mode === 'nextUrl';
	const title = isRead ? webPageTitle(value) : undefined;
	if (title !== undefined) return webPageFault(title);
	if (listPath === '' || value === null || typeof value === 'object') return undefined;
	return new WebhookFailure(
		'mapping',
		`The response is not an object or a list, so it has no list at "${listPath}" (List Path).`,
	);
}

function webPageFault(title: string): WebhookFailure {
	const { isOne, wayOut } = aWebPage(title);
	return new WebhookFailure('mapping', `The response ${isOne}, so it is no page of the list.`, {
		description: wayOut,
	});
}

/** The members of a page; undefined if there is no value at the path of the list. */
export function membersOf<F>({ listPath }: PageRule, body?: DecodedBody<F>): JsonValue[] | undefined {
	const value = body?.body ?? null;
	if (value === null) return [];
	const list = listPath === '' ? value : getPath(value, compilePath(listPath));
	if (list === null || list === undefined) return list === null ? [] : undefined;
	return Array.isArray(list) ? list : [list];
}

/** Whether a page is an object that counts as one element. Of such pages, none looks like the last one. */
export function isOneElement<F>({ listPath }: PageRule, body?: DecodedBody<F>): boolean {
	return listPath === '' && isObject(body?.body ?? null);
}

/** One body with the members of all pages. */
export function joinPages<F>(rule: PageRule, bodies: ReadonlyArray<DecodedBody<F>>): DecodedBody<F> {
	const joined = { body: bodies.flatMap((body) => membersOf(rule, body) ?? []) };
	return bodies.some(({ hasLostBytes }) => hasLostBytes) ? { ...joined, hasLostBytes: true } : joined;
}

/**
 * The page after this one; undefined if it is the last.
 * @param number of this page, from 1
 * @throws WebhookFailure `mapping` if the value at the path cannot lead to a page
 */
export function nextOf<F>(rule: PageRule, page: PageResponse<F>, number: number): Next | undefined {
	const isEmpty = (membersOf(rule, page.body) ?? []).length === 0;
	if (isEmpty && !(rule.followsEmpty && rule.mode !== 'counter')) return undefined;
	switch (rule.mode) {
		case 'link': {
			const address = nextLink(page.headers.link);
			return address === undefined ? undefined : { address: readHeader(address) };
		}
		case 'counter':
			return isLastByPath(rule, page) ? undefined : { value: rule.start + rule.step * number };
		case 'nextUrl': {
			const address = nextValue(rule, page);
			if (address === undefined || typeof address === 'string')
				return address ? { address } : undefined;
			throw unusable(rule, address, 'a URL');
		}
		case 'cursor': {
			const value = nextValue(rule, page);
			if (value === undefined) return undefined;
			if (typeof value === 'string' || typeof value === 'number') return { value };
			throw unusable(rule, value, 'text or a number');
		}
	}
}

/** Whether a page has a value that names the next one. If no page has, the path may be mistyped. */
export function namesNext<F>(rule: PageRule, page: PageResponse<F>): boolean {
	if (rule.mode === 'link') return page.headers.link !== undefined;
	return rule.mode === 'counter' || valueAt(rule.nextPath, page) !== undefined;
}

/** Undefined for what services send on the last page: nothing, null, false, 0, an empty text. */
function nextValue<F>({ nextPath }: PageRule, page: PageResponse<F>): JsonValue | undefined {
	const value = valueAt(nextPath, page);
	const isNone = !value || (typeof value === 'string' && value.trim() === '');
	return isNone ? undefined : value;
}

function isLastByPath<F>(rule: PageRule, page: PageResponse<F>): boolean {
	if (rule.nextPath === '') return false;
	const value = nextValue(rule, page);
	return value === undefined || value === 'false' || value === '0';
}

function valueAt<F>(path: string, { body }: PageResponse<F>): JsonValue | undefined {
	const { value, isXml } = findPath(body?.body ?? null, compilePath(path));
	return isXml && value !== undefined ? valueOfElement(value) : value;
}

function unusable({ nextPath }: PageRule, value: JsonValue, wanted: string): WebhookFailure {
	const kind = Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : String(value);
	return new WebhookFailure(
		'mapping',
		`The value at "${nextPath}" (Next Path) is ${kind}, but the next page needs ${wanted}.`,
		{ field: 'options.nextPath' },
	);
}
