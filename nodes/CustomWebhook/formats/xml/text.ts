/** Escaping of values for XML 1.0. */

/** Forbidden by section 2.2, even as references: most controls, lone surrogates, two non-characters. */
export const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\p{Surrogate}\ufffe\uffff]/u;
const ALL_FORBIDDEN = new RegExp(FORBIDDEN, 'gu');

/**
 * A carriage return is a reference, because parsers would drop it. In an attribute, so are tabs and line feeds, which
 * would be read as spaces.
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

/** A value for an attribute, in its quotes; characters that XML forbids are left out. */
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
