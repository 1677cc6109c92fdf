import { readInOneGo } from './in-turns';
import { XmlReader } from './reader';
import { FORBIDDEN } from './text';
import { type XmlFault, faults } from './faults';

/** Finds the first fault of a text that is to be well-formed XML 1.0; undefined if it is. Linear in its length. */
export function findXmlFault(text: string): XmlFault | undefined {
	const forbidden = FORBIDDEN.exec(text);
	if (forbidden) return faults.character(forbidden.index, forbidden[0].codePointAt(0) ?? 0);
	return readInOneGo(new XmlReader(text, { isStrict: true }).read());
}
