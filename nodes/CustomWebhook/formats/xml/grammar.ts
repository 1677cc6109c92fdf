/** Pieces of XML 1.0's grammar (fifth edition) for checking markup. */

import { NAME } from './name';

const SPACE = '[ \\t\\r\\n]';

/** Section 4.1: a decimal number, a hexadecimal one, or a name. */
export const REFERENCE = new RegExp(`&(?:#([0-9]+)|#x([0-9a-fA-F]+)|(${NAME}));`, 'uy');
/** Section 3.1: the beginning of a tag with its name. */
export const OPENING = new RegExp(`^<(${NAME})(?=${SPACE}|[/>])`, 'u');
export const CLOSING = new RegExp(`^</(${NAME})${SPACE}*>$`, 'u');
/** A name and a value in its quotes, with the space before them. */
export const ATTRIBUTE = new RegExp(`${SPACE}+(${NAME})${SPACE}*=${SPACE}*("[^"]*"|'[^']*')`, 'uy');
/** What follows the attributes. */
export const END_OF_TAG = new RegExp(`^${SPACE}*/?>$`);
/** Section 2.6. */
export const INSTRUCTION = new RegExp(`^<\\?(${NAME})(?=${SPACE}|\\?>)`, 'u');
/** Section 2.8. */
export const DECLARATION = new RegExp(
	`^<\\?xml${member('version', '1\\.[0-9]+')}(?:${member('encoding', '[A-Za-z][A-Za-z0-9._-]*')})?` +
		`(?:${member('standalone', '(?:yes|no)')})?${SPACE}*\\?>$`,
);
/** Section 2.8. */
export const DOCTYPE = new RegExp(`^<!DOCTYPE${SPACE}+${NAME}[^]*>$`, 'u');

/** One member of the XML declaration, with the space before it. */
function member(name: string, value: string): string {
	return `${SPACE}+${name}${SPACE}*=${SPACE}*(?:"${value}"|'${value}')`;
}
