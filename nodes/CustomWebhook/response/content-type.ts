import { MIMEType } from 'node:util';

import type { ResponseHead } from '../delivery';
import { rememberingLast } from '../formats';
import type { Settings } from '../settings';

/** What a response says about its body. */
export interface ContentType {
	/** `application/json`, in lower case, without parameters; empty if the response names no readable type. */
	mediaType: string;
	/** The `charset` parameter as the response writes it. */
	charset?: string;
	/** Of a `multipart` type: the text between its parts. */
	boundary?: string;
}

/**
 * How a body is read. `textOrJson` is text that is parsed as JSON if it is an object or an array. `jsonLines`,
 * `jsonSequence` and `events` give a list of their values, `multipart` a list of its parts.
 */
export type Reading =
	'json' | 'jsonLines' | 'jsonSequence' | 'events' | 'multipart' | 'xml' | 'text' | 'textOrJson' | 'file';

/** Types of many values in one body. */
const LISTS: Readonly<Record<string, Reading>> = {
	'application/x-ndjson': 'jsonLines',
	'application/ndjson': 'jsonLines',
	'application/jsonl': 'jsonLines',
	'application/x-jsonl': 'jsonLines',
	'application/jsonlines': 'jsonLines',
	'application/x-jsonlines': 'jsonLines',
	'application/json-lines': 'jsonLines',
	'application/stream+json': 'jsonLines',
	'application/x-json-stream': 'jsonLines',
	'text/x-ndjson': 'jsonLines',
	'text/jsonl': 'jsonLines',
	'application/json-seq': 'jsonSequence',
	'text/event-stream': 'events',
};

/** `application/json` and `…+json` (RFC 6839), and the other names that services give to JSON. */
const JSON_TYPE = /^(?:application|text)\/(?:x-)?(?:json|json-rpc|jsonrequest|amz-json-\d+\.\d+)$|\+json$/;

/** The types of JavaScript (RFC 9239), which services also use for JSON. */
const SCRIPT_TYPE = /^(?:application|text)\/(?:x-)?(?:java|ecma)script$/;

/**
 * The response's `Content-Type` (RFC 9110, section 8.3). Of several headers, the last readable one applies, as in the
 * Fetch standard ("extract a MIME type").
 */
export function contentTypeOf(headers: ResponseHead['headers']): ContentType {
	const header = headers['content-type'] ?? [];
	const values = typeof header === 'string' ? [header] : header.toReversed();
	for (const value of values) {
		const type = parseMediaType(value);
		if (type) return type;
	}
	return { mediaType: '' };
}

/** How to read a body of this type, in the format that the author chose. */
export function readingOf(
	format: Settings['response']['format'],
	{ mediaType, boundary }: ContentType,
): Reading {
	const list = Object.hasOwn(LISTS, mediaType) ? LISTS[mediaType] : undefined;
	if (format === 'json') return list ?? 'json';
	if (format !== 'auto') return format;
	if (list) return list;
	if (mediaType === '' || mediaType === 'text/plain' || SCRIPT_TYPE.test(mediaType)) return 'textOrJson';
	if (isJsonType(mediaType)) return 'json';
	if (isXmlType(mediaType)) return 'xml';
	if (isTextType(mediaType)) return 'text';
	if (mediaType.startsWith('multipart/') && boundary !== undefined) return 'multipart';
	return 'file';
}

/** Whether services use a media type for JSON. */
export function isJsonType(mediaType: string): boolean {
	return JSON_TYPE.test(mediaType);
}

/** `application/xml`, `text/xml` and `…+xml` (RFC 7303). */
export function isXmlType(mediaType: string): boolean {
	return mediaType === 'application/xml' || mediaType === 'text/xml' || mediaType.endsWith('+xml');
}

/** Text for people, forms, and whole HTTP messages (the parts of an OData batch). */
function isTextType(mediaType: string): boolean {
	return (
		mediaType.startsWith('text/') ||
		['application/x-www-form-urlencoded', 'application/http', 'message/http'].includes(mediaType)
	);
}

const parseMediaType = rememberingLast((value: string): ContentType | undefined => {
	try {
		const { essence, params } = new MIMEType(value);
		const type: ContentType = { mediaType: essence };
		const charset = params.get('charset');
		const boundary = params.get('boundary');
		if (charset) type.charset = charset;
		if (boundary) type.boundary = boundary;
		return type;
	} catch {
		return undefined;
	}
});
