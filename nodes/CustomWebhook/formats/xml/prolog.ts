/**
 * What stands before the root element of an XML text. A look at the markup only: comments, processing instructions
 * and the DOCTYPE are stepped over by their own delimiters, so text inside them is never taken for the root.
 */

/** Offsets into the text that was read; `-1` where the part is absent. */
export interface XmlProlog {
	/** Where the XML declaration ends; 0 where there is none. */
	declarationEnd: number;
	/** Where `<!DOCTYPE` begins. */
	doctypeStart: number;
	/** After the `>` that closes the DOCTYPE. */
	doctypeEnd: number;
	/** The DOCTYPE declares things itself (`[ … ]`): entities, for one. */
	hasInternalSubset: boolean;
	/** Where the `<` of the root element stands, or whatever stands in its place; the text's length if nothing does. */
	rootStart: number;
}

const SPACE = /[\s\uFEFF]*/y;

/** Reads the prolog (XML 1.0, section 2.8) that begins at `start`. A part that is not closed runs to the end of the text. */
export function readProlog(xml: string, start = 0): XmlProlog {
	const prolog: XmlProlog = {
		declarationEnd: 0,
		doctypeStart: -1,
		doctypeEnd: -1,
		hasInternalSubset: false,
		rootStart: 0,
	};
	let at = skipSpace(xml, start);
	for (;;) {
		if (xml.startsWith('<?', at)) {
			const end = after(xml, '?>', at);
			if (/^<\?xml\s/.test(xml.slice(at, at + 6))) prolog.declarationEnd = end;
			at = end;
		} else if (xml.startsWith('<!--', at)) {
			at = after(xml, '-->', at + 4);
		} else if (prolog.doctypeStart < 0 && xml.startsWith('<!DOCTYPE', at)) {
			prolog.doctypeStart = at;
			const { end, hasInternalSubset } = readDoctype(xml, at);
			prolog.hasInternalSubset = hasInternalSubset;
			at = prolog.doctypeEnd = end;
		} else {
			prolog.rootStart = at;
			return prolog;
		}
		at = skipSpace(xml, at);
	}
}

function skipSpace(xml: string, from: number): number {
	SPACE.lastIndex = from;
	SPACE.test(xml);
	return SPACE.lastIndex;
}

function after(xml: string, delimiter: string, from: number): number {
	const at = xml.indexOf(delimiter, from);
	return at < 0 ? xml.length : at + delimiter.length;
}

/** Where the DOCTYPE ends that begins at `from`, and whether it declares things itself; quoted text in it may hold any delimiter. */
export function readDoctype(xml: string, from: number): { end: number; hasInternalSubset: boolean } {
	let inSubset = false;
	let hasInternalSubset = false;
	for (let at = from; at < xml.length; at++) {
		const char = xml[at];
		if (char === '"' || char === "'") {
			at = after(xml, char, at + 1) - 1;
		} else if (inSubset && xml.startsWith('<!--', at)) {
			at = after(xml, '-->', at + 4) - 1;
		} else if (inSubset && xml.startsWith('<?', at)) {
			at = after(xml, '?>', at) - 1;
		} else if (char === '[') {
			inSubset = true;
			hasInternalSubset = true;
		} else if (char === ']') {
			inSubset = false;
		} else if (char === '>' && !inSubset) {
			return { end: at + 1, hasInternalSubset };
		}
	}
	return { end: xml.length, hasInternalSubset };
}
