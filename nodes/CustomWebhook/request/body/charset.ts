import { TextDecoder } from 'node:util';

import { decodeText } from '../../formats';

/** A text in a charset; `unfit` is the offset of the first character that it lacks, in UTF-16 units. */
export type Written = { bytes: Buffer } | { unfit: number };

export type Writer = (text: string) => Written;

const SINGLE_BYTE = /^(?:iso-8859-\d+(?:-i)?|windows-\d+|koi8-[ru]|ibm866|macintosh|x-mac-cyrillic)$/;

/**
 * Writes text in the charset of this name, as the WHATWG Encoding standard names them; undefined for one that this node
 * cannot write. UTF-8, UTF-16, ASCII, and every charset with one byte a character.
 */
export function writerFor(label: string): Writer | undefined {
	const name = label.trim().toLowerCase();
	if (/^(?:us-ascii|ascii|ansi_x3\.4-1968|iso646-us)$/.test(name)) return below(0x80);
	if (/^(?:iso-?8859-?1|iso_8859-1|latin-?1|l1)$/.test(name)) return below(0x100);
	const encoding = encodingOf(name);
	if (encoding === 'utf-8') return (text) => ({ bytes: Buffer.from(text, 'utf8') });
	if (encoding === 'utf-16le' || encoding === 'utf-16be') return utf16(encoding, /^utf-?16$/.test(name));
	if (encoding === undefined || !SINGLE_BYTE.test(encoding)) return undefined;
	return byTable(tableOf(encoding, /^(?:windows|cp|x-cp)/.test(name)));
}

/** Whether both names mean the same charset. */
export function isSameCharset(one: string, other: string): boolean {
	const [first, second] = [one, other].map((label) => label.trim().toLowerCase());
	return first === second || encodingOf(first ?? '') === encodingOf(second ?? '');
}

function encodingOf(name: string): string | undefined {
	try {
		return new TextDecoder(name).encoding;
	} catch {
		return undefined;
	}
}

/** The first characters of Unicode as one byte each: ASCII and Latin-1. */
function below(limit: number): Writer {
	return (text) => {
		for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) >= limit) return { unfit: at };
		return { bytes: Buffer.from(text, 'latin1') };
	};
}

/** Under the bare name, a byte order mark tells the byte order (RFC 2781, section 3.3). */
function utf16(encoding: string, hasMark: boolean): Writer {
	return (text) => {
		const bytes = Buffer.from((hasMark && !text.startsWith('\ufeff') ? '\ufeff' : '') + text, 'utf16le');
		return { bytes: encoding === 'utf-16be' ? bytes.swap16() : bytes };
	};
}

/**
 * @param isWindows whether the name is one of Windows: the browsers' standard takes iso-8859-9 and its like for the
 * charset of Windows, which has letters where ISO has control characters, and readers elsewhere do not
 */
function tableOf(encoding: string, isWindows: boolean): ReadonlyMap<string, number> {
	const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
	const characters = [...decodeText(bytes, encoding)];
	const table = new Map<string, number>();
	characters.forEach((character, byte) => {
		const isLetterOfWindows = !isWindows && /^windows/.test(encoding) && byte >= 0x80 && byte < 0xa0;
		if (character !== '\ufffd' && !isLetterOfWindows) table.set(character, byte);
	});
	return table;
}

function byTable(table: ReadonlyMap<string, number>): Writer {
	return (text) => {
		const bytes = Buffer.alloc(text.length);
		for (let at = 0; at < text.length; at++) {
			const byte = table.get(text.charAt(at));
			if (byte === undefined) return { unfit: at };
			bytes[at] = byte;
		}
		return { bytes };
	};
}
