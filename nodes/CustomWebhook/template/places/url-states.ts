/** The places of a URL, as the WHATWG URL standard splits it, as far as they matter to a value. */
export const UrlPlace = {
	Begin: 0,
	Scheme: 1,
	/** After the scheme's colon; browsers and Node skip any number of slashes there. */
	Slashes: 2,
	/** Where a label of the host begins: at its start, and after a dot. */
	Host: 3,
	InLabel: 4,
	/** In a label, after a `%`. */
	HostEscape: 5,
	/** In the brackets of an IPv6 address, where a colon starts no port. */
	Ip6: 6,
	Port: 7,
	Path: 8,
	/** After a `%`. */
	PathEscape: 9,
	/** After a `%` and one hexadecimal digit. */
	PathEscapeDigit: 10,
	Query: 11,
	QueryEscape: 12,
	QueryEscapeDigit: 13,
	Fragment: 14,
	/** The value that begins the URL is empty. No later value may become the base URL; text continues as from Begin. */
	NoBase: 15,
} as const;

const P = UrlPlace;

/** The dots of a host; IDNA reads the last three as one (UTS 46). */
const LABEL_END = '.\u3002\uff0e\uff61';
const HEX = /[0-9a-f]/i;

/** The place after `text`, if it begins in `state`. */
export function afterUrl(state: number, text: string): number {
	for (let at = 0; at < text.length; at += 1) {
		if (state === P.Fragment) break;
		if (state === P.Path) at = skipTo(/[?#%]/g, text, at);
		if (state === P.Query) at = skipTo(/[#%]/g, text, at);
		state = next(state, text[at] ?? '\t');
	}
	return state;
}

function skipTo(delimiter: RegExp, text: string, from: number): number {
	delimiter.lastIndex = from;
	return delimiter.exec(text)?.index ?? text.length;
}

function next(state: number, character: string): number {
	// ignored in a URL (WHATWG URL, section 4.4)
	if (character === '\t' || character === '\n' || character === '\r') return state;
	if (state === P.NoBase) return character <= ' ' ? P.NoBase : next(P.Begin, character);
	if (state === P.Begin && character <= ' ') return P.Begin;
	if (character === '#') return P.Fragment;
	if (state >= P.Query) return escaped(P.Query, state, character);
	if (character === '?') return P.Query;
	const isSlash = character === '/' || character === '\\';
	if (state === P.Slashes && isSlash) return P.Slashes;
	if (isSlash) return P.Path;
	return state >= P.Path ? escaped(P.Path, state, character) : nextInOrigin(state, character);
}

/** `place` is Path or Query; its escape is the next place, and the escape's digit the one after that. */
function escaped(place: number, state: number, character: string): number {
	if (character === '%') return place + 1;
	return state === place + 1 && HEX.test(character) ? place + 2 : place;
}

function nextInOrigin(state: number, character: string): number {
	if (state === P.Scheme && character === ':') return P.Slashes;
	if (state === P.Begin || state === P.Scheme) return P.Scheme;
	if (character === '@') return P.Host;
	if (state === P.Ip6) return character === ']' ? P.InLabel : P.Ip6;
	if (character === '[') return P.Ip6;
	if (character === ':') return P.Port;
	if (state === P.Port) return P.Port;
	if (LABEL_END.includes(character)) return P.Host;
	return character === '%' || state === P.HostEscape ? P.HostEscape : P.InLabel;
}
