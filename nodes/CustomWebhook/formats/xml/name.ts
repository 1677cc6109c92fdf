/** The names of XML 1.0 (fifth edition, section 2.3). */

/** The alphabet, the colon aside, for the inside of a character class. */
const START =
	'A-Z_a-z\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2FF}\\u{370}-\\u{37D}\\u{37F}-\\u{1FFF}\\u{200C}-\\u{200D}' +
	'\\u{2070}-\\u{218F}\\u{2C00}-\\u{2FEF}\\u{3001}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFFD}' +
	'\\u{10000}-\\u{EFFFF}';
const PART = `${START}\\-.\\u{B7}\\d\\u{300}-\\u{36F}\\u{203F}-\\u{2040}`;

/** `Name`, as the source of a pattern with the flag `u`. */
export const NAME = `[:${START}][:${PART}]*`;

const WHOLE_NAME = new RegExp(`^${NAME}$`, 'u');
const END_OF_NAME = new RegExp(`^[:${PART}]*$`, 'u');
const QUALIFIED_NAME = new RegExp(`^[${START}][${PART}]*(?::[${START}][${PART}]*)?$`, 'u');

/** A name with at most one prefix (Namespaces in XML 1.0, `QName`). */
export function isXmlName(name: string): boolean {
	return QUALIFIED_NAME.test(name);
}

/** Whether a text can be the beginning of a name, or all of it. */
export function beginsXmlName(text: string): boolean {
	return WHOLE_NAME.test(text);
}

/** Whether a text can continue a name. */
export function continuesXmlName(text: string): boolean {
	return END_OF_NAME.test(text);
}
