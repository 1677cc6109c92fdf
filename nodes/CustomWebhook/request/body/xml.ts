/** The alphabet of XML 1.0: what a name is, what a character is, how text is written. */
import { NAME_PART, NAME_START } from '../../xml-name';

const PART = `[${NAME_START}][${NAME_PART}]*`;
const QUALIFIED_NAME = new RegExp(`^${PART}(?::${PART})?$`, 'u');

/** Controls but for tab, line feed, carriage return and those of Latin-1; lone surrogates; two non-characters. */
const FORBIDDEN = /(?![\t\n\r\x7f-\x9f])\p{Cc}|[\p{Cs}\uFFFE\uFFFF]/gu;

/**
 * Carriage returns as references, so that they are still there when the text is parsed; in an attribute tabs and
 * line feeds too, which would be read as spaces.
 */
const WRITTEN: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&apos;',
	'\t': '&#9;',
	'\n': '&#10;',
	'\r': '&#13;',
};

/** A name with at most one prefix (Namespaces in XML 1.0, `QName`). */
export function isXmlName(name: string): boolean {
	return QUALIFIED_NAME.test(name);
}

/** A value as the text of an element; characters that XML 1.0 forbids are left out. */
export function xmlText(value: string): string {
	return value.replace(FORBIDDEN, '').replace(/[&<>"'\r]/g, written);
}

/** A value as it stands between the quotes of an attribute; characters that XML 1.0 forbids are left out. */
export function xmlAttribute(value: string): string {
	return value.replace(FORBIDDEN, '').replace(/[&<>"'\t\n\r]/g, written);
}

function written(character: string): string {
	return WRITTEN[character] ?? character;
}
