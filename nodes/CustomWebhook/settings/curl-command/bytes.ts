/** Well-formed UTF-8 (RFC 3629, section 4), or one byte that is none, in a text of one character for each byte. */
const SEQUENCE =
	/(?:[\x00-\x7f]|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})+|[\x80-\xff]/g;

/** A byte that is not UTF-8 becomes a lone surrogate, which no other text has (as in Python's PEP 383). */
const FIRST_LONE = 0xdc00;

/** Decodes UTF-8. `bytesOfText` restores bytes that are not UTF-8. */
export function textOfBytes(bytes: Buffer): string {
	return bytes.toString('latin1').replace(SEQUENCE, (sequence) => {
		const code = sequence.charCodeAt(0);
		const isLone = sequence.length === 1 && code >= 0x80;
		return isLone
			? String.fromCharCode(FIRST_LONE + code)
			: Buffer.from(sequence, 'latin1').toString('utf8');
	});
}

/** The bytes of a text, as a shell hands them to cURL. */
export function bytesOfText(text: string): Buffer {
	const pieces = text.split(/(\p{Cs}+)/u);
	return Buffer.concat(
		pieces.map((piece, index) =>
			index % 2 === 0
				? Buffer.from(piece, 'utf8')
				: Buffer.from(Array.from(piece, (unit) => unit.charCodeAt(0) & 255)),
		),
	);
}
