/** Names faults in the head of a response that undici's parser refuses without a reason. Pure. */

/** First frame of an HTTP/2 server (RFC 9113 section 4.1): SETTINGS or GOAWAY, on stream 0. */
const HTTP2_TYPES = new Set([0x04, 0x07]);
const FRAME_HEAD_BYTES = 9;
const HEAD_END = /\r?\n\r?\n/;

/** As the end of a sentence about the response; undefined if it is another fault. */
export function faultInHead(bytes: Buffer): string | undefined {
	if (isHttp2(bytes)) return 'it is HTTP/2, and the service seems to speak nothing else';
	const [head = ''] = bytes.toString('latin1').split(HEAD_END, 1);
	const lengths = valuesOf('content-length', head);
	if (lengths.length > 0 && valuesOf('transfer-encoding', head).length > 0)
		return 'it has both Content-Length and Transfer-Encoding';
	return new Set(lengths).size > 1 ? 'it has more than one Content-Length' : undefined;
}

function isHttp2(bytes: Buffer): boolean {
	if (bytes.length < FRAME_HEAD_BYTES || bytes[0] !== 0) return false;
	return HTTP2_TYPES.has(bytes.readUInt8(3)) && bytes.readUInt32BE(5) === 0;
}

function valuesOf(name: string, head: string): string[] {
	return head
		.split('\n')
		.filter((line) => line.toLowerCase().startsWith(`${name}:`))
		.map((line) => line.slice(name.length + 1).trim());
}
