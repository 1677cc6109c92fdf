import type { ShownRequest } from './shown';

/** What a shell cannot hold goes into a file: the command names one. */
const BODY_FILE = 'body.bin';

/**
 * A cURL command for a POSIX shell that sends the same request. Each argument is quoted so that no byte of it means
 * anything to the shell or to cURL.
 */
export function curlCommand({ method, url, headers, body }: Omit<ShownRequest, 'contentType'>): string {
	const parts = ['curl', method === 'HEAD' ? '--head' : `--request ${method}`];
	parts.push('--globoff', `--url ${quoted(url)}`);
	for (const [name, value] of headers)
		// cURL drops a header without a value, unless it ends in a semicolon.
		parts.push(`--header ${quoted(value === '' ? `${name};` : `${name}: ${value}`)}`);
	if (body.kind === 'text') parts.push(`--data-raw ${quoted(body.text)}`);
	if (body.kind === 'bytes') parts.push(`--data-binary ${quoted(`@${BODY_FILE}`)}`);
	return parts.join(' \\\n  ');
}

/** Single quotes keep everything as it is; a single quote itself is put in from outside them. */
function quoted(text: string): string {
	return `'${text.replaceAll("'", `'\\''`)}'`;
}
