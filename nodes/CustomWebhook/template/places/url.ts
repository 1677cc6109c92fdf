import type { WebhookFailure } from '../../failure';
import { encodeTheRest, failureInText } from '../../formats';
import type { Rendering } from '../rendering';
import { ValueFault } from '../spot';
import { Encoded, textOf } from '../values';
import { forJsonInQuery } from './json-in-text';
import { queryPlaces } from './query';
import type { Places } from './types';
import { afterUrl, UrlPlace } from './url-states';

const P = UrlPlace;

/** Tabs and line breaks are ignored in a URL (WHATWG URL, section 4.4). */
const LEFT_OUT = /[\t\n\r]/g;
/** Trimmed from a URL's end before it is parsed. */
const BLANK = /[\s\u0000-\u0020]/;
/** What could make a dot segment, alone or with its neighbours (RFC 3986, section 5.2.4). */
const DOTS = /^(?:\.|%2e){0,2}$/i;
/** A `%` that encodes nothing. */
const STRAY_PERCENT = /%(?![0-9a-f]{2})/i;
/** What ends a path, and what separates the parts of a query. */
const PATH_END = /[?#]/g;
const DELIMITER = /[;/?:@&=+$,#]/g;

/**
 * A URL: a value that begins it is inserted unencoded. Later ones cannot leave the place where the text before them
 * ends.
 */
export const urlPlaces: Places = {
	start: P.Begin,
	after: afterUrl,
	encode(rendering, given) {
		const value = isInQuery(rendering) ? forJsonInQuery(rendering, given) : given;
		const text = textOf(value).toWellFormed();
		if (rendering.state === P.Begin) return beginWith(rendering, text);
		if (rendering.state <= P.Port) return inOrigin(rendering, text);
		if (rendering.state === P.NoBase && text !== '') rendering.state = P.Scheme;
		const encoded = percentEncoded(rendering, value, text);
		checkEscape(rendering, encoded);
		if (rendering.state === P.Path) noteDots(rendering, encoded);
		return encoded;
	},
	doubt(rendering, value) {
		if (rendering.state < P.Path) return undefined;
		return isWholeQuery(rendering, value) ? ONE_NAME : queryPlaces.doubt?.(rendering, value);
	},
	finish({ out, dots, scope }, field) {
		if (leavesOneEmpty(out, dots, field)) scope.remarks.add(EMPTY_SEGMENT);
	},
};

/** Services mean all of them by an address without its last part. */
export const EMPTY_SEGMENT =
	'URL: a value in the path was empty, which makes it another address, such as that of all contacts. ' +
	'Check the field. To fail items without it, choose Fail for Missing Values in the option Placeholders.';

const ONE_NAME =
	'is sent as one name: its = and & are encoded. ' +
	'Write the name and = in front of a placeholder, as in email={{contact.email}}.';

/** Whether a value where a parameter begins is one by itself, or several. */
const isWholeQuery = (rendering: Rendering, value: unknown): boolean =>
	isInQuery(rendering) &&
	typeof value === 'string' &&
	value.includes('=') &&
	'?&'.includes(rendering.out.at(-1) ?? ' ');

/** Whether the text so far ends in the query. */
export const isInQuery = ({ state }: Rendering): boolean => state >= P.Query && state < P.Fragment;

/**
 * If an expression has encoded the text, only characters that would end its place are encoded. `encodeURI` keeps the
 * slashes of a path, but a `?` in its value must not begin a query, nor an `&` a parameter.
 */
function percentEncoded({ state }: Rendering, value: unknown, text: string): string {
	if (!(value instanceof Encoded)) return encodeURIComponent(text);
	if (value.language === 'percent') return encodeTheRest(text);
	if (value.language === 'plus') return encodeTheRest(state < P.Query ? text : text.replaceAll('+', ' '));
	if (STRAY_PERCENT.test(text)) return encodeURIComponent(text);
	if (value.language === 'url') return text;
	if (value.language !== 'address') return encodeURIComponent(text);
	return text.replace(state < P.Query ? PATH_END : DELIMITER, encodeURIComponent);
}

/** Notes each segment of a value that could be dots; a value that an expression encoded may have several. */
function noteDots({ dots, out }: Rendering, encoded: string): void {
	let start = 0;
	for (const segment of encoded.split(/[/\\]/)) {
		if (DOTS.test(segment)) dots.push(out.length + start);
		start += segment.length + 1;
	}
}

function beginWith(rendering: Rendering, text: string): string {
	rendering.state = afterUrl(P.Begin, text);
	if (rendering.state === P.Begin) rendering.state = P.NoBase;
	rendering.baseEnd = rendering.out.length + text.length;
	return text;
}

/** A value in scheme, host or port. One that continues a label must not move the request to another domain. */
function inOrigin(rendering: Rendering, text: string): string {
	if (followsBase(rendering)) {
		if (text === '') return text;
		throw new ValueFault('follows the base URL with nothing between them: put a / there', 'request');
	}
	switch (rendering.state) {
		case P.Scheme:
			return checked(text, /^[a-z]*$/i, 'a scheme is http or https');
		case P.Port:
			return checked(text, /^\d+$/, 'a port takes digits');
		case P.InLabel:
			return checked(
				text,
				/^[a-z0-9-]+$/i,
				'it continues a part of the host, which takes letters, digits and -, but no dot. If it begins the path, put a / in front of it',
			);
		case P.HostEscape:
			throw new ValueFault('cannot follow a % in the host: write the host without it', 'request');
		default: {
			const host = checked(text, /^[a-z0-9.-]+$/i, 'a host takes letters, digits, - and .');
			rendering.state = afterUrl(P.Host, host);
			return host;
		}
	}
}

/** Whether this value follows the one that begins the URL, with at most ignored characters between them. */
function followsBase(rendering: Rendering): boolean {
	const { out, baseEnd } = rendering;
	if (baseEnd === -1 || (baseEnd < out.length && out.slice(baseEnd).replace(LEFT_OUT, '') !== ''))
		return false;
	rendering.baseEnd = out.length;
	return true;
}

function checked(text: string, allowed: RegExp, rule: string): string {
	if (allowed.test(text)) return text;
	const what =
		text === '' ? 'is empty where the URL names its host or port' : 'cannot be used here in the URL';
	throw new ValueFault(`${what}: ${rule}`, 'request');
}

/** A value must not complete an escape that typed text begins: `%{{v}}` could be any character, even a dot. */
function checkEscape(rendering: Rendering, encoded: string): void {
	const { state } = rendering;
	const isInPath = state === P.PathEscape || state === P.PathEscapeDigit;
	const isInQuery = state === P.QueryEscape || state === P.QueryEscapeDigit;
	if (isInPath || (isInQuery && /^[0-9a-f]/i.test(encoded)))
		throw new ValueFault('follows a %, and would be read as its code: write %25 for a % sign', 'request');
	if (isInQuery && encoded !== '') rendering.state = P.Query;
}

/**
 * A value must not turn its segment into `.` or `..` (RFC 3986, section 5.2.4). Each is checked once.
 * @returns whether a segment with a value is empty
 */
function leavesOneEmpty(url: string, dots: readonly number[], field: string): boolean {
	let hasEmpty = false;
	let urlEnd = url.length;
	while (urlEnd > 0 && BLANK.test(url.charAt(urlEnd - 1))) urlEnd -= 1;
	let end = -1;
	for (const at of dots) {
		if (at <= end) continue;
		let start = at;
		while (start > 0 && !'/\\'.includes(url.charAt(start - 1))) start -= 1;
		end = endOfSegment(url, at);
		const segment = url.slice(start, Math.min(end, Math.max(at, urlEnd))).replace(LEFT_OUT, '');
		if (/^(?:\.|%2e){1,2}$/i.test(segment)) throw dotSegment(url, at, field, segment);
		hasEmpty ||= segment === '';
	}
	return hasEmpty;
}

function endOfSegment(url: string, from: number): number {
	const delimiter = /[/\\?#]/g;
	delimiter.lastIndex = from;
	return delimiter.exec(url)?.index ?? url.length;
}

function dotSegment(url: string, at: number, field: string, segment: string): WebhookFailure {
	return failureInText(
		url,
		field,
		{
			offset: at,
			message: `a value makes a segment of the path "${segment}"`,
			fix: 'Servers read it as a step to another folder. Check the value.',
		},
		{ kind: 'request' },
	);
}
