import { textOfBytes } from './bytes';

const NAMED: Readonly<Record<string, string>> = {
	a: '\x07',
	b: '\b',
	e: '\x1b',
	E: '\x1b',
	f: '\f',
	n: '\n',
	r: '\r',
	t: '\t',
	v: '\v',
};

const ESCAPE =
	/((?:\\(?:x[0-9A-Fa-f]{1,2}|[0-7]{1,3}))+)|\\(?:u([0-9A-Fa-f]{1,4})|U([0-9A-Fa-f]{1,8})|c([?-_a-z])|([^]))/g;
const BYTE = /\\(?:x([0-9A-Fa-f]{1,2})|([0-7]{1,3}))/g;

/** The text of `$'…'` (Bash manual, "ANSI-C Quoting"). */
export function ansiC(text: string): string {
	return text.replace(
		ESCAPE,
		(
			escape,
			bytes?: string,
			unit?: string,
			point?: string,
			control?: string,
			character?: string,
		): string => {
			if (bytes !== undefined) return textOfBytes(bytesOf(bytes));
			if (unit !== undefined) return String.fromCharCode(parseInt(unit, 16));
			if (point !== undefined) return codePoint(parseInt(point, 16)) ?? escape;
			if (control !== undefined)
				return control === '?'
					? '\x7f'
					: String.fromCharCode(control.toUpperCase().charCodeAt(0) & 31);
			if (character === undefined) return escape;
			if (/["'?\\]/.test(character)) return character;
			return Object.hasOwn(NAMED, character) ? (NAMED[character] ?? '') : escape;
		},
	);
}

function bytesOf(escapes: string): Buffer {
	return Buffer.from(
		Array.from(escapes.matchAll(BYTE), ([, hex, octal]) =>
			hex === undefined ? parseInt(octal ?? '', 8) & 255 : parseInt(hex, 16),
		),
	);
}

function codePoint(code: number): string | undefined {
	return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
