import { textOfBytes } from './bytes';

/**
 * In a preview's commands: text that a shell cannot express, or that is not UTF-8. `%b` reads `\0` and octal digits.
 */
export const PRINTED = /\$\(printf %b '(?:[^']|'\\'')*'\)/y;

/** The beginning of a preview's command whose body goes through a pipe. */
export const PIPED = /\s*printf %b '(?:[^']|'\\'')*' \| (?=curl\b)/y;

const ESCAPE = /\\\\|\\0([0-7]{1,3})/g;

/** The text that `printf %b '…'` writes. */
export function printedText(command: string): string {
	const quoted = command.slice(command.indexOf("'") + 1, command.lastIndexOf("'"));
	const text = quoted.replaceAll("'\\''", "'");
	const pieces: Buffer[] = [];
	let at = 0;
	for (const { 0: escape, 1: octal, index } of text.matchAll(ESCAPE)) {
		pieces.push(Buffer.from(text.slice(at, index), 'utf8'));
		pieces.push(octal === undefined ? Buffer.from('\\') : Buffer.from([parseInt(octal, 8) & 255]));
		at = index + escape.length;
	}
	return textOfBytes(Buffer.concat([...pieces, Buffer.from(text.slice(at), 'utf8')]));
}
