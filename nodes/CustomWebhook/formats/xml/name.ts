/** The names of XML 1.0. */

/** The alphabet (section 2.3), the colon aside, for the inside of a character class. */
export const NAME_START =
	'A-Z_a-z\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2FF}\\u{370}-\\u{37D}\\u{37F}-\\u{1FFF}\\u{200C}-\\u{200D}' +
	'\\u{2070}-\\u{218F}\\u{2C00}-\\u{2FEF}\\u{3001}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFFD}' +
	'\\u{10000}-\\u{EFFFF}';

export const NAME_PART = `${NAME_START}\\-.\\u{B7}\\d\\u{300}-\\u{36F}\\u{203F}-\\u{2040}`;

const PART = `[${NAME_START}][${NAME_PART}]*`;
const QUALIFIED_NAME = new RegExp(`^${PART}(?::${PART})?$`, 'u');

/** A name with at most one prefix (Namespaces in XML 1.0, `QName`). */
export function isXmlName(name: string): boolean {
	return QUALIFIED_NAME.test(name);
}
