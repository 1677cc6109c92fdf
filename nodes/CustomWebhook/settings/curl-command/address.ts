import { joinedData } from './data';
import type { Draft } from './draft';
import type { Word } from './command';
import { MARK, Typed } from './typed';

/** Characters that make cURL send several requests. */
const BRACE = /[{}[\]]/;
/** A backslash escapes a brace for cURL. */
const ESCAPED_BRACE = /\\([{}[\]])/g;
const SCHEME = /^([a-z][a-z0-9+.-]*):\/\//i;
const DOT_SEGMENT = /\/(?:\.|%2e){1,2}(?:[/?#]|$)/i;

/** The request's URL, and the `user:password` from it. */
export interface Address {
	url: Typed;
	user: Typed | undefined;
}

/**
 * The command's only URL, with the query of `-G` and `--url-query`.
 * @param isPathAllowed whether a path is enough, because a service credential has the rest
 */
export function addressOf(draft: Draft, isPathAllowed: boolean): Address {
	const { typed, word } = onlyUrl(draft);
	const url = withScheme(draft, word, typed, isPathAllowed);
	refuseDots(draft, url);
	const { url: bare, user } = withoutUser(url);
	return { url: withQuery(draft, withoutFragment(bare)), user };
}

function onlyUrl(draft: Draft): { typed: Typed; word: Word } {
	const [word, second] = draft.urls;
	if (!word)
		throw draft.command.mistake(
			draft.command.text.length,
			'the command has no URL',
			'Add it, as in https://api.example.com/contacts.',
		);
	if (second)
		throw draft.mistake(
			second,
			'this is a second URL, or a value without its option',
			'Put a value that has spaces in quotes. A node calls one URL.',
		);
	const trimmed = word.typed.map((text) => text.replace(/[\t\r\n]/g, ''));
	return { word, typed: trimmed };
}

/** Adds the scheme http, as cURL does. */
function withScheme(draft: Draft, word: Word, url: Typed, isPathAllowed: boolean): Typed {
	const typed = withoutGlobs(draft, word, url);
	const scheme = SCHEME.exec(typed.text)?.[1];
	if (scheme !== undefined && !/^https?$/i.test(scheme))
		throw draft.mistake(word, `the URL begins with ${scheme}://`, 'This node calls http and https only.');
	const isWhole = scheme !== undefined || typed.text.startsWith(MARK);
	if (isWhole || (isPathAllowed && /^[/?]/.test(typed.text))) return typed;
	return Typed.join([new Typed('http://'), typed]);
}

function withoutGlobs(draft: Draft, word: Word, url: Typed): Typed {
	if (draft.keepsBraces) return url;
	// cURL does not expand the brackets of an IPv6 address, nor [] in the name of a parameter
	const typed = url.text
		.replace(/^((?:https?:\/\/)?(?:[^@/?#]*@)?)\[[\da-f:.%]*\]/i, '$1')
		.replace(ESCAPED_BRACE, '')
		.replaceAll('[]', '');
	const brace = BRACE.exec(typed)?.[0];
	if (brace !== undefined)
		throw draft.mistake(
			word,
			`cURL makes several requests of ${brace} in a URL`,
			'Put your own value or a placeholder such as {{contact.id}} in its place, or add -g to send it as it is.',
		);
	return url.map((text) => text.replace(ESCAPED_BRACE, '$1'));
}

function refuseDots({ keepsDots, mistake, command }: Draft, { text }: Typed): void {
	if (keepsDots && DOT_SEGMENT.test(text))
		throw mistake.call(
			{ command },
			keepsDots,
			'--path-as-is sends . and .. as parts of the path',
			'This node does not. Write the path without them.',
		);
}

/** `https://user:password@host` is `-u` to cURL. */
function withoutUser(url: Typed): Address {
	const start = (SCHEME.exec(url.text)?.[0] ?? '').length;
	const end = start + url.text.slice(start).search(/[/?#]|$/);
	const at = url.text.slice(0, end).lastIndexOf('@');
	if (at < start) return { url, user: undefined };
	const user = url.slice(start, at).map(decoded);
	return {
		url: Typed.join([url.slice(0, start), url.slice(at + 1)]),
		user: user.text.includes(':') ? user : Typed.join([user, new Typed(':')]),
	};
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

function withoutFragment(url: Typed): Typed {
	const at = url.text.indexOf('#');
	return at === -1 ? url : url.slice(0, at);
}

function withQuery(draft: Draft, url: Typed): Typed {
	const data = draft.get && draft.data.length > 0 ? [joinedData(draft)] : [];
	const query = [...draft.query, ...data].filter(({ text }) => text !== '');
	if (query.length === 0) return url;
	const joint = !url.text.includes('?') ? '?' : /[?&]$/.test(url.text) ? '' : '&';
	return Typed.join([url, new Typed(joint), Typed.join(query, '&')]);
}
