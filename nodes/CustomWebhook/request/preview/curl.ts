import { findHeader } from '../headers';
import type { ShownRequest } from './request';

/** A body that a shell cannot express goes into a file of this name. */
const BODY_FILE = 'body.bin';

/** Linux allows arguments below 128 KiB; longer text goes through a pipe. */
const LONGEST_ARGUMENT_BYTES = 100_000;

/** The first character of what would be a placeholder if the command were read back by this node. */
const PLACEHOLDER = /[{$](?=\{)/g;

/** HTTP expects a body. Without one, the node sends `Content-Length: 0`, which some services require. */
const WITH_BODY = new Set(['POST', 'PUT', 'PATCH']);

/** cURL adds them if the command does not say otherwise, and `Content-Type` to a body. */
const ADDED_BY_CURL: readonly string[] = ['User-Agent', 'Accept'];

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
	const usual = body.kind === 'none' ? ADDED_BY_CURL : [...ADDED_BY_CURL, 'Content-Type'];
	for (const name of usual) if (!findHeader(headers, name)) parts.push(`--header '${name}:'`);
	if (body.kind === 'none' && WITH_BODY.has(method)) parts.push("--header 'Content-Length: 0'");
	if (piped) parts.push('--data-binary @-');
	else if (body.kind === 'text') parts.push(`--data-raw ${quoted(body.text)}`);
	if (body.kind === 'bytes') parts.push(`--data-binary ${quoted(`@${BODY_FILE}`)}`);
	return parts.join(' \\\n  ');
}

function fitsArgument(text: string): boolean {
	return Buffer.byteLength(text) <= LONGEST_ARGUMENT_BYTES && !text.includes('\0');
}

/** Sends a header in Latin-1, as the node does, although the shell's text is UTF-8. */
function headerArgument(header: string): string {
	return /[\x80-\xff]/.test(header) ? `"$(${printed(header, /[\x80-\xff]/g)})"` : quoted(header);
}

/**
 * A command of any POSIX shell that writes the text.
 * @param asByte characters that are written as one byte each, in `%b`'s syntax: `\0` and three octal digits
 */
function printed(text: string, asByte = /\0/g): string {
	const octal = (character: string) => `\\0${character.charCodeAt(0).toString(8).padStart(3, '0')}`;
	const escaped = text.replaceAll('\\', '\\\\').replace(asByte, octal).replace(PLACEHOLDER, octal);
	return `printf %b ${inQuotes(escaped)}`;
}

/** Single quotes keep everything as it is. Two more quotes split what this node would read as a placeholder. */
function quoted(text: string): string {
	return inQuotes(text).replace(PLACEHOLDER, "$&''");
}

/** A single quote itself is written outside of the quotes. */
function inQuotes(text: string): string {
	return `'${text.replaceAll("'", `'\\''`)}'`;
}
