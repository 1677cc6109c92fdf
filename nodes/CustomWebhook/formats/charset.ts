import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';

/** Decodes a body's bytes as text, by the charset that applies. */

/** `encoding="…"` in an XML declaration; readable in any ASCII-compatible charset. */
const XML_ENCODING = /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([A-Za-z][\w.:-]*)["']/;
/** An XML declaration is in the first bytes, and never longer. */
const XML_DECLARATION_BYTES = 256;

/** Shared: most responses are UTF-8, and a new decoder costs as much as what it decodes. */
const UTF_8 = new TextDecoder('utf-8');

/** 0x80 to 0x9F in windows-1252, where Latin-1 has controls (WHATWG Encoding, index windows-1252). */
const WINDOWS_CHARACTERS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

/**
 * Decodes a body by the header's charset, else by a byte order mark, else as UTF-8. An unknown label is ignored. Bytes
 * that do not fit become U+FFFD.
 */
export function decodeText(bytes: Buffer, charset?: string): string {
	const named = charset === undefined ? undefined : decoderFor(charset, bytes);
	const decoder = named ?? decoderOfMark(bytes) ?? UTF_8;
	return decoder.encoding === 'windows-1252' ? decodeWindows1252(bytes) : decoder.decode(bytes);
}

/**
 * Decodes an XML body: as `decodeText`, but if neither header nor byte order mark names a charset, bytes that are not
 * UTF-8 are decoded by the XML declaration. The declaration does not come first, because many services write
 * `encoding="utf-16"` over UTF-8.
 */
export function decodeXml(bytes: Buffer, charset?: string): string {
	if (charset !== undefined && decoderFor(charset, bytes)) return decodeText(bytes, charset);
	if (decoderOfMark(bytes)) return decodeText(bytes);
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		const head = bytes.subarray(0, XML_DECLARATION_BYTES).toString('latin1');
		return decodeText(bytes, XML_ENCODING.exec(head)?.[1]);
	}
}

/** Whether decoding has put U+FFFD in place of bytes. UTF-8 that is valid may have that character itself. */
export function hasLostBytes(text: string, bytes: Buffer): boolean {
	return text.includes('\uFFFD') && !(isUtf8(bytes) && bytes.includes('\uFFFD'));
}

/** Whether a charset can be read, by any of its names (WHATWG Encoding, section 4.2). */
export function isCharset(label: string): boolean {
	return decoderFor(label, Buffer.alloc(0)) !== undefined;
}

function decoderFor(label: string, bytes: Buffer): TextDecoder | undefined {
	try {
		if (/^utf-?8$/i.test(label.trim())) return UTF_8;
		// RFC 2781: under the label "utf-16", the byte order mark determines the byte order.
		if (/^utf-?16$/i.test(label.trim())) return decoderOfMark(bytes) ?? new TextDecoder('utf-16le');
		return new TextDecoder(label);
	} catch {
		return undefined;
	}
}

function decoderOfMark(bytes: Buffer): TextDecoder | undefined {
	if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return UTF_8;
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be');
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le');
	return undefined;
}

/** Not by TextDecoder: since Node 20.18.3, many versions decode it as Latin-1 (nodejs/node#56542). */
function decodeWindows1252(bytes: Buffer): string {
	return bytes
		.toString('latin1')
		.replace(/[\x80-\x9f]/g, (control) => WINDOWS_CHARACTERS[control.charCodeAt(0) - 0x80] ?? control);
}
