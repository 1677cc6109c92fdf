import { JsonTokens } from './tokens';

/**
 * The same JSON on one line: without the white space between tokens. Each token stays as it is.
 * @param text well-formed JSON
 */
export function onOneLine(text: string): string {
	if (!/[\r\n]/.test(text)) return text.trim();
	const tokens = new JsonTokens(text);
	let line = '';
	while (tokens.next()) line += text.slice(tokens.start, tokens.end);
	return line;
}
