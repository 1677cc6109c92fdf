/** Curly quotes, as word processors write them, for the inside of a character class. */
export const CURLY_QUOTES = '\\u2018-\\u201f';
export const CURLY_QUOTE = new RegExp(`[${CURLY_QUOTES}]`);

/** How to fix the first curly quote of a text; undefined if it has none. */
export function curlyQuoteHint(text: string): string | undefined {
	const quote = CURLY_QUOTE.exec(text)?.[0];
	return quote && `It has a curly quote (${quote}), as word processors write it: type a straight one.`;
}
