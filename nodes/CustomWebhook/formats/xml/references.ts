import { faults, type XmlFault } from './faults';
import { REFERENCE } from './grammar';
import { FORBIDDEN } from './text';

const LAST_CODE_POINT = 0x10ffff;
const BUILT_IN: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * The first & of a text or an attribute's value that begins no valid reference.
 * @param offset of `written` in the document
 * @param knowsAllEntities whether entities beyond XML's five may be declared somewhere
 * @param isStrict whether references must be to characters that XML allows
 */
export function findReferenceFault(
	offset: number,
	written: string,
	knowsAllEntities: boolean,
	isStrict: boolean,
): XmlFault | undefined {
	for (let at = written.indexOf('&'); at !== -1; at = written.indexOf('&', at + 1)) {
		REFERENCE.lastIndex = at;
		const found = REFERENCE.exec(written);
		if (!found) return faults.ampersand(offset + at);
		const name = found[3];
		if (name !== undefined) {
			if (!knowsAllEntities && !Object.hasOwn(BUILT_IN, name)) return faults.entity(offset + at, name);
		} else if (isStrict) {
			const code = codeOf(found);
			if (!isXmlCharacter(code)) return faults.character(offset + at, code);
		}
	}
	return undefined;
}

/**
 * A text with its character references and the five built-in entities decoded (XML 1.0, section 4.6). Other entities,
 * and references to characters that XML forbids, stay as written.
 */
export function readReferences(written: string): string {
	let read = '';
	let copied = 0;
	for (let at = written.indexOf('&'); at !== -1; at = written.indexOf('&', at + 1)) {
		REFERENCE.lastIndex = at;
		const found = REFERENCE.exec(written);
		const character = found && characterOf(found);
		if (character === undefined || character === null) continue;
		read += written.slice(copied, at) + character;
		copied = REFERENCE.lastIndex;
	}
	return copied === 0 ? written : read + written.slice(copied);
}

function characterOf(found: RegExpExecArray): string | undefined {
	const name = found[3];
	if (name !== undefined) return Object.hasOwn(BUILT_IN, name) ? BUILT_IN[name] : undefined;
	const code = codeOf(found);
	return isXmlCharacter(code) ? String.fromCodePoint(code) : undefined;
}

/** The code point of a character reference. */
function codeOf([, decimal, hex = '']: RegExpExecArray): number {
	return decimal === undefined ? parseInt(hex, 16) : Number(decimal);
}

/** XML 1.0, section 2.2. */
function isXmlCharacter(code: number): boolean {
	return code <= LAST_CODE_POINT && !FORBIDDEN.test(String.fromCodePoint(code));
}
