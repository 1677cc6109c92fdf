import type { ShownRequest } from './request';

/** What a shell cannot hold goes into a file: the command names one. */
const BODY_FILE = 'body.bin';

/** Linux takes no argument of 128 KiB; through a pipe goes text of any length. */
const LONGEST_ARGUMENT_BYTES = 100_000;

/** The first character of what would be a placeholder if the command were read back by this node. */
const PLACEHOLDER = /[{$](?=\{)/g;

/** Methods of which HTTP expects a body. Without one the node sends a length of 0, and cURL none: some services want it. */
const WITH_BODY = new Set(['POST', 'PUT', 'PATCH']);

/**
 * A cURL command for a POSIX shell that sends the same request. Each argument is quoted so that no byte of it means
 * anything to the shell or to cURL.
 */
export function curlCommand({ method, url, headers, body }: Omit<ShownRequest, 'contentType'>): string {
	const piped = body.kind === 'text' && !fitsArgument(body.text);
	const parts = [piped ? `${printed(body.text)} | curl` : 'curl'];
	parts.push(method === 'HEAD' ? '--head' : `--request ${method}`);
	parts.push('--globoff', `--url ${quoted(url)}`);
	for (const [name, value] of headers)
		// cURL drops a header without a value, unless it ends in a semicolon.
		parts.push(`--header ${headerArgument(value === '' ? `${name};` : `${name}: ${value}`)}`);
	if (body.kind === 'none' && WITH_BODY.has(method)) parts.push("--header 'Content-Length: 0'");
	if (piped) parts.push('--data-binary @-');
	else if (body.kind === 'text') parts.push(`--data-raw ${quoted(body.text)}`);
	if (body.kind === 'bytes') parts.push(`--data-binary ${quoted(`@${BODY_FILE}`)}`);
	return parts.join(' \\\n  ');
}

function fitsArgument(text: string): boolean {
	return Buffer.byteLength(text) <= LONGEST_ARGUMENT_BYTES && !text.includes('\0');
}

/** A header is sent in Latin-1, as the node sends it, where the text of a shell is UTF-8. */
function headerArgument(header: string): string {
	return /[\x80-\xff]/.test(header) ? `"$(${printed(header, /[\x80-\xff]/g)})"` : quoted(header);
}

/**
 * A command of any POSIX shell that writes the text.
 * @param asByte characters that are written as one byte each, which `%b` reads as `\0` and three octal digits
 */
function printed(text: string, asByte = /\0/g): string {
	const octal = (character: string) => `\\0${character.charCodeAt(0).toString(8).padStart(3, '0')}`;
	const escaped = text.replaceAll('\\', '\\\\').replace(asByte, octal).replace(PLACEHOLDER, octal);
	return `printf %b ${inQuotes(escaped)}`;
}

/** Single quotes keep everything as it is. What this node would read as a placeholder is parted by two more. */
function quoted(text: string): string {
	return inQuotes(text).replace(PLACEHOLDER, "$&''");
}

/** A single quote itself is put in from outside. */
function inQuotes(text: string): string {
	return `'${text.replaceAll("'", `'\\''`)}'`;
}
