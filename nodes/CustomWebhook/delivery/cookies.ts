/** Cookies that redirects set, as login pages do: sent later in the chain, only to the origin that set them. */
import { CookieJar } from 'tough-cookie';

import type { Hop } from './redirect';
import type { NameValue } from './types';

/** A jar holds one origin's cookies for one chain, so a cookie with a wide domain reaches nobody else. */
const OWN_ORIGIN_ONLY = { rejectPublicSuffixes: false };
/** RFC 9110 section 5.5: characters that a header's value may have. */
const FIT_FOR_HEADER = /^[\t\x20-\x7e\x80-\xff]*$/;

/** For one attempt. */
export class ChainCookies {
	/** Most chains have none. */
	private jars?: Map<string, CookieJar>;

	/** Keeps the cookies of a response, by the rules of RFC 6265 for `url`. */
	keep(url: URL, setCookie: string | string[] = []): void {
		for (const text of [setCookie].flat()) {
			const jars = (this.jars ??= new Map<string, CookieJar>());
			let jar = jars.get(url.origin);
			if (!jar) jars.set(url.origin, (jar = new CookieJar(undefined, OWN_ORIGIN_ONLY)));
			jar.setCookieSync(text, url.href, { ignoreError: true });
		}
	}

	/** The headers of a hop with the kept cookies for its URL; each replaces one that the author typed under its name. */
	headersFor({ url, headers }: Pick<Hop, 'url' | 'headers'>): readonly NameValue[] {
		if (!this.jars) return headers;
		const kept = (this.jars.get(url.origin)?.getCookiesSync(url.href) ?? [])
			.map((cookie) => cookie.cookieString())
			.filter((pair) => FIT_FOR_HEADER.test(pair));
		if (kept.length === 0) return headers;

		const names = new Set(kept.map(nameOf));
		const isCookie = ([name]: NameValue) => name.toLowerCase() === 'cookie';
		const typed = headers
			.filter(isCookie)
			.flatMap(([, value]) => value.split(';'))
			.map((pair) => pair.trim())
			.filter((pair) => pair !== '' && !names.has(nameOf(pair)));
		return [...headers.filter((header) => !isCookie(header)), ['Cookie', [...typed, ...kept].join('; ')]];
	}
}

function nameOf(pair: string): string {
	return pair.slice(0, Math.max(0, pair.indexOf('='))).trim();
}
