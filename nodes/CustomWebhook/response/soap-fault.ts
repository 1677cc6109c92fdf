import { isObject, type JsonValue } from '../formats/json';

/** Content of a SOAP Fault. */
export interface SoapFault {
	/** `faultcode` (1.1), or `Code/Value` (1.2). */
	code?: string;
	/** `faultstring` (1.1), or `Reason/Text` (1.2). */
	reason?: string;
}

/** SOAP 1.1, SOAP 1.2, and the drafts of 1.2 that some services still send. */
const SOAP_NAMESPACES = new Set([
	'http://schemas.xmlsoap.org/soap/envelope/',
	'http://www.w3.org/2003/05/soap-envelope',
	'http://www.w3.org/2001/12/soap-envelope',
	'http://www.w3.org/2001/06/soap-envelope',
]);

/**
 * The Fault in a decoded SOAP message (SOAP 1.1, section 4.4; SOAP 1.2 part 1, section 5.4), whatever its prefixes.
 * An Envelope in another namespace does not count.
 */
export function soapFaultIn(body: JsonValue): SoapFault | undefined {
	if (!isObject(body)) return undefined;
	const [name, envelope] = Object.entries(body)[0] ?? [];
	if (name === undefined || localName(name) !== 'Envelope' || !isObject(envelope)) return undefined;
	const namespace = envelope[name.includes(':') ? `@_xmlns:${name.split(':')[0]}` : '@_xmlns'];
	if (typeof namespace === 'string' && !isSoapNamespace(namespace)) return undefined;

	const fault = child(child(envelope, 'Body'), 'Fault');
	if (fault === undefined) return undefined;
	return {
		code: textOf(child(fault, 'faultcode')) ?? textOf(child(child(fault, 'Code'), 'Value')),
		reason: textOf(child(fault, 'faultstring')) ?? textOf(child(child(fault, 'Reason'), 'Text')),
	};
}

/** Whether a namespace is one of SOAP's. */
export function isSoapNamespace(namespace: string): boolean {
	return SOAP_NAMESPACES.has(namespace.trim());
}

function localName(name: string): string {
	return name.slice(name.indexOf(':') + 1);
}

/** The first child element of that local name. */
function child(element: JsonValue | undefined, name: string): JsonValue | undefined {
	if (!isObject(element)) return undefined;
	const found = Object.entries(element).find(
		([key]) => !key.startsWith('@_') && localName(key) === name,
	)?.[1];
	return Array.isArray(found) ? found[0] : found;
}

function textOf(element: JsonValue | undefined): string | undefined {
	const text = isObject(element) ? element['#text'] : element;
	return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined;
}
