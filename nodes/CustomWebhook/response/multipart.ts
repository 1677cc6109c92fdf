/** The parts of a multipart body (RFC 2046, section 5.1). */

/** One part: its headers, names in lower case, and its content without transfer encoding. */
export interface Part {
	headers: Record<string, string>;
	content: Buffer;
}

/** More parts than any service sends; each becomes a member of the item. */
const MAX_PARTS = 10_000;

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const DASHES = Buffer.from('--');

/** The parts between the boundaries; undefined if the body is malformed, cut off, or has too many parts. */
export function partsOf(bytes: Buffer, boundary: string): Part[] | undefined {
	const delimiter = Buffer.from(`--${boundary}`);
	const parts: Part[] = [];
	let start: number | undefined;
	let at = bytes.indexOf(delimiter);
	for (; at >= 0; at = bytes.indexOf(delimiter, at + 1)) {
		if (at > 0 && bytes[at - 1] !== LINE_FEED) continue;
		const behind = at + delimiter.length;
		const isLast = bytes.subarray(behind, behind + 2).equals(DASHES);
		const lineEnd = isLast ? behind : endOfDelimiter(bytes, behind);
		if (lineEnd === undefined) continue;
		if (start !== undefined) parts.push(partOf(bytes.subarray(start, endOfContent(bytes, start, at))));
		if (isLast) return parts;
		if (parts.length >= MAX_PARTS) return undefined;
		start = lineEnd;
	}
	return undefined;
}

/** The end of a delimiter's line, on which only white space may follow. */
function endOfDelimiter(bytes: Buffer, from: number): number | undefined {
	let at = from;
	while (bytes[at] === 0x20 || bytes[at] === 0x09 || bytes[at] === CARRIAGE_RETURN) at++;
	return bytes[at] === LINE_FEED ? at + 1 : undefined;
}

/** The line break in front of a delimiter belongs to the delimiter. */
function endOfContent(bytes: Buffer, start: number, delimiter: number): number {
	const end = bytes[delimiter - 2] === CARRIAGE_RETURN ? delimiter - 2 : delimiter - 1;
	return Math.max(start, end);
}

function partOf(bytes: Buffer): Part {
	const [headEnd, contentStart] = endOfHead(bytes);
	const headers: Record<string, string> = {};
	const lines = bytes.toString('utf8', 0, headEnd).replace(/\r?\n[ \t]+/g, ' ');
	for (const line of lines.split('\n')) {
		const colon = line.indexOf(':');
		if (colon > 0) headers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
	}
	const content = bytes.subarray(contentStart);
	return { headers, content: decoded(content, headers['content-transfer-encoding']) };
}

/** Where the headers end, and where the content begins: after the first empty line. */
function endOfHead(bytes: Buffer): readonly [headEnd: number, contentStart: number] {
	if (bytes[0] === LINE_FEED) return [0, 1];
	if (bytes[0] === CARRIAGE_RETURN && bytes[1] === LINE_FEED) return [0, 2];
	for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) {
		const next = bytes[at + 1] === CARRIAGE_RETURN ? at + 2 : at + 1;
		if (bytes[next] === LINE_FEED) return [at, next + 1];
	}
	return [bytes.length, bytes.length];
}

/** RFC 2045, section 6. */
function decoded(content: Buffer, encoding = ''): Buffer {
	switch (encoding.toLowerCase()) {
		case 'base64':
			return Buffer.from(content.toString('latin1'), 'base64');
		case 'quoted-printable':
			return Buffer.from(
				content
					.toString('latin1')
					.replace(/=\r?\n/g, '')
					.replace(/=([\da-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
				'latin1',
			);
		default:
			return content;
	}
}
