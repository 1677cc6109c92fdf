/**
 * The part of an XML text before its root element. Only the markup is checked: comments, processing instructions and
 * the DOCTYPE are skipped by their own delimiters, so text inside them is never taken for the root.
 */

/** Offsets into the text that was read; -1 if the part is missing. */
export interface XmlProlog {
	/** The end of the XML declaration; 0 if there is none. */
	declarationEnd: number;
	/** The start of `<!DOCTYPE`. */
	doctypeStart: number;
	/** After the `>` that closes the DOCTYPE. */
	doctypeEnd: number;
	/** Whether the DOCTYPE has declarations of its own (`[ … ]`), such as entities. */
	hasInternalSubset: boolean;
	/** The `<` of the root element, or anything else in its place; the text's length if there is nothing. */
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

/** Reads the DOCTYPE at `from`: its end, and whether it has declarations. Delimiters in quotes do not count. */
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
