/** How a value is written in XML 1.0. */

/** What section 2.2 has no word for, not even as a reference: most controls, lone surrogates, two non-characters. */
export const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\p{Surrogate}\ufffe\uffff]/u;
const ALL_FORBIDDEN = new RegExp(FORBIDDEN, 'gu');

/**
 * Carriage returns as references, so that they are still there when the text is parsed; in an attribute tabs and
 * line feeds too, which would be read as spaces.
 */
const REFERENCES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&apos;',
	'\t': '&#9;',
	'\n': '&#10;',
	'\r': '&#13;',
};

/** A value as the text of an element; characters that XML forbids are left out. */
export function xmlText(value: string): string {
	return withoutForbidden(value).replace(/[&<>"'\r]/g, reference);
}

/** A value as it stands between the quotes of an attribute; characters that XML forbids are left out. */
export function xmlAttribute(value: string): string {
	return withoutForbidden(value).replace(/[&<>"'\t\n\r]/g, reference);
}

/** A value without the characters that XML forbids. */
export function withoutForbidden(value: string): string {
	return value.replace(ALL_FORBIDDEN, '');
}

function reference(character: string): string {
	return REFERENCES[character] ?? character;
}
