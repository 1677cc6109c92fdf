/** The content codings (RFC 9110 section 8.4) that a response says it has. Pure. */

/** Said by services of bodies that are as they are: names of other encodings, and what S3 and proxies leave behind. */
const MEANS_NOTHING = new Set(['identity', 'none', 'binary', '7bit', '8bit', 'chunked', 'aws-chunked']);

/** In lower case, the one applied first comes first. Charsets, which some services name there by mistake, are none. */
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
