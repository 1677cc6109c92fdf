import type { ResponseHead } from '../delivery';
import { decodeXml } from '../formats';
import { contentTypeOf, isXmlType } from './content-type';
import { partsOf } from './multipart';
import type { SoapFault } from './soap-fault';
import { soapFaultInText } from './soap-fault-in-text';

/** Bytes of a body that are searched for a SOAP Fault; enough for the SOAP header before it. */
export const SEARCHED_BYTES = 65_536;

/** The first line of a multipart body; a boundary has at most 70 characters (RFC 2046, section 5.1.1). */
const FIRST_DELIMITER = /^\s*--([^\r\n]{1,70})\r?\n/;
const MOST_DELIMITER_BYTES = 256;

/**
 * The SOAP Fault at the beginning of an undecoded body: in a message, even with a wrong type, or in a part of a
 * multipart body, even without a boundary in its type. Linear.
 */
export function soapFaultInBytes(bytes: Buffer, headers: ResponseHead['headers']): SoapFault | undefined {
	return soapFaultInMessage(bytes, headers) ?? soapFaultInParts(bytes);
}

/** The SOAP Fault in a part of a multipart body, which may be cut off. */
export function soapFaultInParts(bytes: Buffer): SoapFault | undefined {
	const boundary = FIRST_DELIMITER.exec(bytes.toString('latin1', 0, MOST_DELIMITER_BYTES))?.[1]?.trimEnd();
	if (!boundary) return undefined;
	const closed = Buffer.concat([bytes, Buffer.from(`\r\n--${boundary}--`, 'latin1')]);
	for (const { headers, content } of partsOf(closed, boundary) ?? []) {
		const fault = soapFaultInMessage(content, headers);
		if (fault) return fault;
	}
	return undefined;
}

function soapFaultInMessage(bytes: Buffer, headers: ResponseHead['headers']): SoapFault | undefined {
	const { mediaType, charset } = contentTypeOf(headers);
	return soapFaultInText(decodeXml(bytes, charset), isXmlType(mediaType));
}
