/** Percent-encoded text that nobody has announced as such (RFC 3986, section 2.1). */

/** Escapes in a row: only together they may be a character. */
const ESCAPES = /(?:%[0-9a-f]{2})+/gi;
/** The escapes of a text, and what is between them. */
const PARTS = /(?:%[0-9a-f]{2})+|[^%]+|%/gi;
/** Text as `encodeURIComponent` and the like leave it. An address has escapes of its own, which are part of its value. */
const ENCODED = /^[^\s%:?&=#]*(?:%[0-9a-f]{2}[^\s%:?&=#]*)+$/i;

/** Whether a text has an escape that is UTF-8. */
export const hasEscape = (text: string): boolean =>
	text.includes('%') && (text.match(ESCAPES)?.some((escapes) => decoded(escapes) !== undefined) ?? false);

/** Whether a text looks percent-encoded as a whole. */
export const looksEncoded = (text: string): boolean => hasEscape(text) && ENCODED.test(text);

/** Percent-encodes all but the escapes that are UTF-8. */
export const encodeTheRest = (text: string): string =>
	text.replace(PARTS, (part) =>
		decoded(part) === undefined || !part.startsWith('%') ? encodeURIComponent(part) : part,
	);

/** Decodes the escapes that are UTF-8, and leaves all else. */
export const decodeEscapes = (text: string): string =>
	text.replace(ESCAPES, (escapes) => decoded(escapes) ?? escapes);

function decoded(escapes: string): string | undefined {
	try {
		return decodeURIComponent(escapes);
	} catch {
		return undefined;
	}
}
