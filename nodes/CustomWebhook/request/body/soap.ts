import type { NameValue } from '../../delivery';
import { WebhookFailure } from '../../failure';
import { codePointName, failureInText } from '../../formats';
import { readProlog } from '../../formats/xml';

const SOAP_1_1 = 'http://schemas.xmlsoap.org/soap/envelope/';
const SOAP_1_2 = 'http://www.w3.org/2003/05/soap-envelope';

/** The start tag of an element: its prefix, its local name, its attributes. */
const START_TAG = /<(?:([^\s:/>]+):)?([^\s:/>]+)(?=[\s/>])([^"'>]*(?:(?:"[^"]*"|'[^']*')[^"'>]*)*)>/y;
const ATTRIBUTE = /(?<![^\s=])([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** Not allowed in a quoted header value: quotes, controls other than tab, anything over U+00FF. */
const UNFIT = /(?!\t)["\p{Cc}\u{100}-\u{10FFFF}]/u;

/** A SOAP request: the envelope, and the headers that say so. */
export interface SoapMessage {
	body: string;
	contentType: string;
	headers: NameValue[];
	/** Prefixes that the envelope declares which is put around. */
	declares?: readonly string[];
}

/**
 * Makes a SOAP request of well-formed XML. An envelope in the namespace of SOAP 1.2 is sent as `application/soap+xml`
 * with the action in the type (SOAP 1.2 part 2, section 7), any other as `text/xml` with a quoted `SOAPAction`
 * header (SOAP 1.1, section 6). XML without an Envelope is wrapped in one of SOAP 1.1.
 * @throws WebhookFailure `request` if the action is not allowed in a header, `template` if the XML has a DOCTYPE
 */
export function soapMessage(xml: string, soapAction: string): SoapMessage {
	const action = unquoted(soapAction);
	const { doctypeStart, declarationEnd, rootStart } = readProlog(xml);
	if (doctypeStart >= 0) {
		throw failureInText(xml, 'xmlBody', {
			offset: doctypeStart,
			message: 'a SOAP message must not have a DOCTYPE',
			fix: 'Remove it.',
		});
	}
	const root = readStartTag(xml, rootStart);
	if (root.localName === 'Envelope' && root.namespace === SOAP_1_2) {
		const escaped = action.replace(/\\/g, '\\\\');
		return {
			body: xml,
			contentType: `application/soap+xml; charset=utf-8; action="${escaped}"`,
			headers: [],
		};
	}
	const isWhole = root.localName === 'Envelope';
	return {
		body: isWhole ? xml : wrapped(xml, declarationEnd),
		contentType: 'text/xml; charset=utf-8',
		headers: [['SOAPAction', `"${action}"`]],
		...(!isWhole && { declares: ['soap'] }),
	};
}

/** The XML declaration must come first, so it stays before the Envelope. */
function wrapped(xml: string, declarationEnd: number): string {
	const declaration = xml.slice(0, declarationEnd).trim();
	const content = xml.slice(declarationEnd).trim();
	return (
		`${declaration}<soap:Envelope xmlns:soap="${SOAP_1_1}"><soap:Body>` +
		`${content}</soap:Body></soap:Envelope>`
	);
}

function readStartTag(xml: string, at: number): { localName: string; namespace?: string } {
	START_TAG.lastIndex = at;
	const [, prefix, localName = '', attributes = ''] = START_TAG.exec(xml) ?? [];
	const declaration = prefix === undefined ? 'xmlns' : `xmlns:${prefix}`;
	for (const [, name, double, single] of attributes.matchAll(ATTRIBUTE)) {
		if (name === declaration) return { localName, namespace: (double ?? single ?? '').trim() };
	}
	return { localName };
}

/** The action without quotes and the name of its header, which some authors copy. */
function unquoted(soapAction: string): string {
	const typed = soapAction.trim().replace(/^SOAPAction:\s*/i, '');
	const action = /^"[^"]*"$/.test(typed) ? typed.slice(1, -1) : typed;
	const unfit = UNFIT.exec(action);
	if (!unfit) return action;
	throw new WebhookFailure(
		'request',
		`The SOAP action cannot be sent: its character ${unfit.index + 1} (${codePointName(unfit[0])}) is not allowed in a header.`,
		{ field: 'soapAction', line: 1, column: unfit.index + 1 },
	);
}
