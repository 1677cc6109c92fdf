import { MIMEType } from 'node:util';

import type { AnswerHead } from '../delivery';
import type { ResponseFormat } from './types';

/** What an answer says about its body. */
export interface ContentType {
	/** `application/json`, in lower case, without parameters; empty where the answer names no readable type. */
	mediaType: string;
	/** The `charset` parameter as the answer writes it. */
	charset?: string;
}

/** How a body is read: `textOrJson` is text that is taken as JSON where it is an object or an array. */
export type Reading = 'json' | 'xml' | 'text' | 'textOrJson' | 'file';

/**
 * The answer's `Content-Type` (RFC 9110, section 8.3). Of several headers the last readable one holds, as the Fetch
 * standard has it ("extract a MIME type").
 */
export function contentTypeOf(headers: AnswerHead['headers']): ContentType {
	const header = headers['content-type'] ?? [];
	const values = typeof header === 'string' ? [header] : header.toReversed();
	for (const value of values) {
		const type = parseMediaType(value);
		if (type) return type;
	}
	return { mediaType: '' };
}

/** How to read a body of this type, in the format that the author chose. */
export function readingOf(format: ResponseFormat, mediaType: string): Reading {
	if (format !== 'auto') return format;
	if (mediaType === '' || mediaType === 'text/plain') return 'textOrJson';
	if (isJsonType(mediaType)) return 'json';
	if (isXmlType(mediaType)) return 'xml';
	if (mediaType.startsWith('text/') || mediaType === 'application/x-www-form-urlencoded') return 'text';
	return 'file';
}

/** `application/json` and `…+json` (RFC 6839). */
export function isJsonType(mediaType: string): boolean {
	return mediaType === 'application/json' || mediaType.endsWith('+json');
}

/** `application/xml`, `text/xml` and `…+xml` (RFC 7303). */
export function isXmlType(mediaType: string): boolean {
	return mediaType === 'application/xml' || mediaType === 'text/xml' || mediaType.endsWith('+xml');
}

/** What was read last: one service answers with one type again and again. */
let lastRead: { value: string; type: ContentType | undefined } | undefined;

function parseMediaType(value: string): ContentType | undefined {
	if (lastRead?.value !== value) lastRead = { value, type: readMediaType(value) };
	return lastRead.type;
}

function readMediaType(value: string): ContentType | undefined {
	try {
		const type = new MIMEType(value);
		const charset = type.params.get('charset');
		return charset ? { mediaType: type.essence, charset } : { mediaType: type.essence };
	} catch {
		return undefined;
	}
}
