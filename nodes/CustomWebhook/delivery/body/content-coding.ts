/** The content codings (RFC 9110 section 8.4) that a response names. Pure. */

/** Named by services for bodies without coding: transfer encodings, and leftovers of S3 and proxies. */
const MEANS_NOTHING = new Set(['identity', 'none', 'binary', '7bit', '8bit', 'chunked', 'aws-chunked']);

/** In lower case, in the order they were applied, without charsets, which some services put here by mistake. */
export function codingsOf(contentEncoding: string | string[] | undefined): string[] {
	return [contentEncoding ?? '']
		.flat()
		.join(',')
		.toLowerCase()
		.split(',')
		.map((coding) => coding.trim())
		.filter((coding) => coding !== '' && !MEANS_NOTHING.has(coding) && !isCharset(coding));
}

function isCharset(name: string): boolean {
	try {
		void new TextDecoder(name);
		return true;
	} catch {
		return false;
	}
}
