import { jsonStringEnd } from './string';

const QUOTE = 0x22;
/** `{ } [ ] , :` */
const MARKS: ReadonlySet<number> = new Set([0x7b, 0x7d, 0x5b, 0x5d, 0x2c, 0x3a]);
/** RFC 8259, section 2: space, tab, line feed, carriage return. */
const SPACE: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d]);

/** A mark, a whole string, or an unclosed string; `word` is a number, a word, or anything else. */
export type JsonTokenKind = '{' | '}' | '[' | ']' | ',' | ':' | 'string' | 'open string' | 'word';

/**
 * Cuts JSON text into tokens, one after the other. It checks no grammar, so it reads malformed JSON too. Linear;
 * creates no object for a token.
 */
export class JsonTokens {
	/** Of the current token, in UTF-16 units. */
	start = 0;
	/** After the current token. The next one is read from here. */
	end = 0;

	constructor(private readonly text: string) {}

	/** Steps to the next token and returns its kind; undefined at the end, where `start` is the text's length. */
	next(): JsonTokenKind | undefined {
		const { text } = this;
		let at = this.end;
		while (SPACE.has(text.charCodeAt(at))) at++;
		this.start = this.end = at;
		if (at >= text.length) return undefined;
		const code = text.charCodeAt(at);
		if (code === QUOTE) {
			const end = jsonStringEnd(text, at);
			this.end = end ?? text.length;
			return end === undefined ? 'open string' : 'string';
		}
		this.end = at + 1;
		if (MARKS.has(code)) return text[at] as JsonTokenKind;
		while (this.end < text.length && !endsWord(text.charCodeAt(this.end))) this.end++;
		return 'word';
	}
}

function endsWord(code: number): boolean {
	return code === QUOTE || MARKS.has(code) || SPACE.has(code);
}
