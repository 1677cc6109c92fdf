const BACKSLASH = 0x5c;

/**
 * The end of a string in a JSON text, after its closing quote: the first one after an even number of backslashes.
 * Undefined if the string is not closed. Step by step: one pattern for a whole string overflows the stack on millions
 * of escapes.
 * @param start of its opening quote
 */
export function jsonStringEnd(text: string, start: number): number | undefined {
	let quote = text.indexOf('"', start + 1);
	while (quote >= 0) {
		let backslashes = quote;
		while (text.charCodeAt(backslashes - 1) === BACKSLASH) backslashes--;
		if ((quote - backslashes) % 2 === 0) return quote + 1;
		quote = text.indexOf('"', quote + 1);
	}
	return undefined;
}
