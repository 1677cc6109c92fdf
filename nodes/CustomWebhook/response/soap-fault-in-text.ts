import { isSoapNamespace, type SoapFault } from './soap-fault';

/** Sections to skip: comments, processing instructions, CDATA. */
const SKIPPED: ReadonlyArray<readonly [open: string, close: string]> = [
	['<!--', '-->'],
	['<?', '?>'],
	['<![CDATA[', ']]>'],
	['<!', '>'],
];

const CODES = new Set(['faultcode', 'Value']);
const REASONS = new Set(['faultstring', 'Text']);

/**
 * The Fault in a SOAP message that was read as text, or is not well-formed XML. It is
 * found by its tags alone: Envelope, Body, and the Fault right inside it, whatever their prefixes. One pass, linear.
 * @param isXml whether the text is known to be XML; otherwise it must name one of SOAP's namespaces
 */
export function soapFaultInText(text: string, isXml: boolean): SoapFault | undefined {
	if (!text.includes('Envelope') || !text.includes('Fault')) return undefined;
	// Text that only quotes a SOAP message does not begin with a tag.
	if (!isXml && !/^[\s\0\uFEFF]*</.test(text)) return undefined;
	let fault: SoapFault | undefined;
	let expected: 'Envelope' | 'Body' | 'Fault' = 'Envelope';
	for (const { tag, end } of openTagsIn(text)) {
		const name = localNameOf(tag);
		if (fault) {
			if (CODES.has(name)) fault.code ??= textAt(text, end);
			if (REASONS.has(name)) fault.reason ??= textAt(text, end);
		} else if (name === expected) {
			if (expected === 'Envelope') {
				if (!isSoapEnvelope(tag, isXml)) return undefined;
				expected = 'Body';
			} else if (expected === 'Body') {
				expected = 'Fault';
			} else {
				fault = {};
			}
		} else if (expected !== 'Body') {
			// The first element is no Envelope, or the Body has no Fault.
			return undefined;
		}
	}
	return fault;
}

interface OpenTag {
	/** What is between `<` and `>`. */
	tag: string;
	/** Where it ends in the text. */
	end: number;
}

function* openTagsIn(text: string): Generator<OpenTag> {
	let at = text.indexOf('<');
	while (at >= 0) {
		const skipped = SKIPPED.find(([open]) => text.startsWith(open, at));
		const close = skipped?.[1] ?? '>';
		const closeAt = text.indexOf(close, at);
		if (closeAt < 0) return;
		const end = closeAt + close.length;
		if (!skipped && text[at + 1] !== '/') yield { tag: text.slice(at + 1, closeAt), end };
		at = text.indexOf('<', end);
	}
}

function localNameOf(tag: string): string {
	const name = /^[^\s/]*/.exec(tag)?.[0] ?? '';
	return name.slice(name.indexOf(':') + 1);
}

function isSoapEnvelope(tag: string, isXml: boolean): boolean {
	const prefix = /^([^\s/:]+):/.exec(tag)?.[1];
	const wanted = prefix === undefined ? 'xmlns' : `xmlns:${prefix}`;
	for (const [, name, namespace = ''] of tag.matchAll(/\s(xmlns(?::[^\s=]+)?)\s*=\s*["']([^"']*)/g))
		if (name === wanted) return isSoapNamespace(namespace);
	return isXml;
}

/** The text from here to the next closing tag, without the marks of CDATA. */
function textAt(text: string, start: number): string | undefined {
	const end = text.indexOf('</', start);
	if (end < 0) return undefined;
	const found = text.slice(start, end).replace('<![CDATA[', '').replace(']]>', '').trim();
	return found === '' ? undefined : found;
}
