/** PEM text (RFC 7468) as people paste it: without its line breaks, indented, or with `\\n` as two characters. Pure. */

const BEGIN = '-----BEGIN ';
const DASHES = '-----';
const LINE_LENGTH = 64;
/** The header of a traditional encrypted key (RFC 1421): its cipher, and a vector of 16 or 32 hexadecimal digits. */
const ENCRYPTED =
	/^Proc-Type:4,ENCRYPTEDDEK-Info:((?:DES|RC2)[A-Z0-9-]*),([0-9A-F]{16})|^Proc-Type:4,ENCRYPTEDDEK-Info:([A-Z0-9-]+),([0-9A-F]{32})/i;

/** The PEM blocks, in the form that OpenSSL reads, without text between them. Text without a block stays as it is. */
export function rebuildPem(text: string): string {
	const plain = text.replace(/\\r/g, '').replace(/\\n/g, '\n');
	const blocks: string[] = [];
	for (let at = plain.indexOf(BEGIN); at >= 0; at = plain.indexOf(BEGIN, at)) {
		const start = at + BEGIN.length;
		const labelEnd = plain.indexOf(DASHES, start);
		if (labelEnd < 0) break;
		const label = plain.slice(start, labelEnd);
		const end = `-----END ${label}-----`;
		const bodyEnd = plain.indexOf(end, labelEnd);
		if (bodyEnd < 0) break;
		blocks.push(
			`${BEGIN}${label}-----\n${bodyOf(plain.slice(labelEnd + DASHES.length, bodyEnd))}\n${end}\n`,
		);
		at = bodyEnd + end.length;
	}
	return blocks.length > 0 ? blocks.join('') : text;
}

function bodyOf(text: string): string {
	const bare = text.replace(/[\s\u200B\uFEFF]+/g, '');
	const header = ENCRYPTED.exec(bare);
	const [, shortCipher, shortVector, longCipher, longVector] = header ?? [];
	const info = header
		? [
				`Proc-Type: 4,ENCRYPTED`,
				`DEK-Info: ${shortCipher ?? longCipher},${shortVector ?? longVector}`,
				'',
			]
		: [];
	const base64 = bare.slice(header?.[0].length ?? 0);
	const lines = Array.from({ length: Math.ceil(base64.length / LINE_LENGTH) }, (_, i) =>
		base64.slice(i * LINE_LENGTH, (i + 1) * LINE_LENGTH),
	);
	return [...info, ...lines].join('\n');
}
