/** A quote as word processors write it, where a language takes straight ones only. */
export const CURLY_QUOTE = /[\u2018-\u201f]/;

/** What to do about the first curly quote of a text; undefined where it has none. */
export function curlyQuoteHint(text: string): string | undefined {
	const quote = CURLY_QUOTE.exec(text)?.[0];
	return quote && `It has a curly quote (${quote}), as word processors write it: type a straight one.`;
}
