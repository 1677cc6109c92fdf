import { readInOneGo } from './in-turns';
import { XmlReader } from './reader';
import type { XmlHandler } from './reading';
import { FORBIDDEN } from './text';
import { type XmlFault, faults } from './faults';

/** The first fault of a text; undefined if it is well-formed XML 1.0. Linear in its length. */
export function findXmlFault(text: string, handler?: XmlHandler): XmlFault | undefined {
	const forbidden = FORBIDDEN.exec(text);
	if (forbidden) return faults.character(forbidden.index, forbidden[0].codePointAt(0) ?? 0);
	return readInOneGo(new XmlReader(text, { isStrict: true, ...(handler && { handler }) }).read());
}
