import { urlFailure } from '../../formats';
import type { Rendering } from '../rendering';
import { ValueFault } from '../spot';
import { Encoded, textOf } from '../values';
import type { Places } from './types';

/** The parts of a URL, as the WHATWG URL standard splits it. */
const BEGIN = 0;
const SCHEME = 1;
/** After the scheme's colon; browsers and Node skip any number of slashes there. */
const SLASHES = 2;
const HOST = 3;
/** In the brackets of an IPv6 address, where a colon starts no port. */
const IP6 = 4;
const PORT = 5;
const PATH = 6;
const QUERY = 7;
const FRAGMENT = 8;
/** What began the URL was empty: a later value must not become the base URL; text goes on as at the beginning. */
const NO_BASE = 9;

/** Tabs and line breaks count for nothing in a URL (WHATWG URL, section 4.4). */
const LEFT_OUT = /[\t\n\r]/g;
/** What is trimmed from a URL's end before it is parsed. */
const BLANK = /[\s\u0000-\u0020]/;

/**
 * A URL: the value that begins it stands as it is; later ones cannot leave the place that the text before them, or
 * that first value, leads to.
 */
export const urlPlaces: Places = {
	start: BEGIN,
	after(state, text) {
		for (let at = 0; at < text.length; at += 1) {
			if (state === PATH || state === QUERY) at = skipTo(state === PATH ? /[?#]/g : /#/g, text, at);
			if (state === FRAGMENT || at === text.length) break;
			state = next(state, text[at] ?? '');
		}
		return state;
	},
	encode(rendering, value) {
		const text = textOf(value).toWellFormed();
		if (rendering.state === BEGIN) return beginWith(rendering, text);
		if (rendering.state === HOST || rendering.state === SLASHES || rendering.state === IP6)
			return asHost(rendering, text);
		if (rendering.state === PORT) return checked(rendering, text, /^\d+$/, 'a port takes digits');
		if (rendering.state === SCHEME)
			return checked(rendering, text, /^[a-z]*$/i, 'a scheme is http or https');
		if (rendering.state === NO_BASE && text !== '') rendering.state = SCHEME;
		if (rendering.state === PATH && /^\.{0,2}$/.test(text)) rendering.dots.push(rendering.out.length);
		return value instanceof Encoded && value.language === 'url' ? text : encodeURIComponent(text);
	},
	finish(rendering, field) {
		for (const at of rendering.dots) checkSegment(rendering.out, at, field);
	},
};

export const isInQuery = (rendering: Rendering): boolean => rendering.state === QUERY;

function skipTo(delimiter: RegExp, text: string, from: number): number {
	delimiter.lastIndex = from;
	return delimiter.exec(text)?.index ?? text.length;
}

function next(state: number, character: string): number {
	const isSlash = character === '/' || character === '\\';
	if (character === '\t' || character === '\n' || character === '\r') return state;
	if (state === NO_BASE) return character <= ' ' ? NO_BASE : next(BEGIN, character);
	if (state >= QUERY) return state === QUERY && character === '#' ? FRAGMENT : state;
	if (state === BEGIN && character <= ' ') return BEGIN;
	if (state === SLASHES && isSlash) return SLASHES;
	if (state === SCHEME && character === ':') return SLASHES;
	if (isSlash) return PATH;
	if (character === '?') return QUERY;
	if (character === '#') return FRAGMENT;
	return state === PATH ? PATH : nextInOrigin(state, character);
}

function nextInOrigin(state: number, character: string): number {
	if (state === BEGIN || state === SCHEME) return SCHEME;
	if (character === '@') return HOST;
	if (state === IP6) return character === ']' ? HOST : IP6;
	if (character === '[') return IP6;
	if (character === ':') return PORT;
	return state === PORT ? PORT : HOST;
}

function beginWith(rendering: Rendering, text: string): string {
	rendering.state = urlPlaces.after(BEGIN, text);
	if (rendering.state === BEGIN) rendering.state = NO_BASE;
	rendering.baseEnd = rendering.out.length + text.length;
	return text;
}

function asHost(rendering: Rendering, text: string): string {
	const host = checked(rendering, text, /^[a-z0-9.-]+$/i, 'a host takes letters, digits, - and .');
	rendering.state = HOST;
	return host;
}

function checked(rendering: Rendering, text: string, allowed: RegExp, rule: string): string {
	if (rendering.baseEnd === rendering.out.length) {
		if (text === '') return text;
		throw new ValueFault('follows the base URL with nothing between them: put a / there', 'request');
	}
	if (allowed.test(text)) return text;
	const what =
		text === '' ? 'is empty where the URL names its host or port' : 'cannot stand here in the URL';
	throw new ValueFault(`${what}: ${rule}`, 'request');
}

/** A value must not make its segment a step to the folder above (RFC 3986, section 5.2.4). */
function checkSegment(url: string, at: number, field: string): void {
	const segment = segmentAt(url, at);
	if (!/^(?:\.|%2e){1,2}$/i.test(segment)) return;
	const hint = 'Servers read it as a step to another folder. Check the value.';
	throw urlFailure(url, field, at, `the URL's path has a segment "${segment}" that a value made`, hint);
}

/** The segment as the URL's parser sees it, which leaves out what {@link LEFT_OUT} has, and blanks at the URL's end. */
function segmentAt(url: string, at: number): string {
	let end = url.length;
	while (end > at && BLANK.test(url.charAt(end - 1))) end -= 1;
	let start = at;
	while (start > 0 && !'/\\'.includes(url.charAt(start - 1))) start -= 1;
	const after = /^[^/\\?#]*/.exec(url.slice(at, end))?.[0] ?? '';
	return (url.slice(start, at) + after).replace(LEFT_OUT, '');
}
