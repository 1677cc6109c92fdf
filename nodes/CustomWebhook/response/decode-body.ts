import { WebhookFailure } from '../failure';
import { decodeText, decodeXml, hasLostBytes } from '../formats';
import { jsonContainerIn, parseJson, type JsonValue } from '../formats/json';
import { parseXmlInTurns } from '../formats/xml';
import type { Reading } from './content-type';
import { markAsXml } from './from-xml';
import type { DecodedBody } from './types';
import { parseEvents, parseJsonLines, parseJsonSequence } from './value-lists';

/** The longest reason on the item for a body that did not parse, in characters. */
const MAX_REASON_LENGTH = 200;

/** Byte order marks and NULs that some services put around a body. */
const PADDING = new Set(['\uFEFF', '\0']);

/** How it begins, with its one method (RFC 1952, section 2.3.1); no text does. */
const GZIP = [0x1f, 0x8b, 8];

const UNLABELLED_GZIP =
	'The response is compressed (gzip), but has no Content-Encoding header that says so. ' +
	'To take it as a file, set Response Format to File.';

/** Decodes a complete body; one that does not parse stays text, with the reason. */
export function decodeBody(
	bytes: Buffer,
	reading: Exclude<Reading, 'file' | 'multipart'>,
	charset?: string,
): DecodedBody<never> | Promise<DecodedBody<never>> {
	if (bytes.length === 0) return { body: null };
	if (GZIP.every((byte, at) => bytes[at] === byte))
		return { body: decodeText(bytes, charset), parseError: UNLABELLED_GZIP };
	if (reading === 'xml') return decodedXml(bytes, charset);
	const text = decodeText(bytes, charset);
	return told(read(text, reading), text, bytes);
}

async function decodedXml(bytes: Buffer, charset?: string): Promise<DecodedBody<never>> {
	const text = decodeXml(bytes, charset);
	const content = withoutPadding(text);
	if (content === '') return told({ body: null }, text, bytes);
	const decoded = await parseXmlInTurns(content)
		.then(markAsXml)
		.then(
			(body) => ({ body }),
			(error: unknown) => unparsed(error, 'XML', text, content),
		);
	return told(decoded, text, bytes);
}

/** With what the text does not tell of its bytes. */
const told = (decoded: DecodedBody<never>, text: string, bytes: Buffer): DecodedBody<never> =>
	hasLostBytes(text, bytes) ? { ...decoded, hasLostBytes: true } : decoded;

function read(text: string, reading: Exclude<Reading, 'file' | 'multipart' | 'xml'>): DecodedBody<never> {
	switch (reading) {
		case 'text':
			return { body: text };
		case 'textOrJson':
			return { body: jsonContainerIn(withoutPadding(text)) ?? text };
		case 'json':
			return parsed(text, 'JSON', parseJson);
		case 'jsonLines':
			return parsed(text, 'JSON lines', parseJsonLines);
		case 'jsonSequence':
			return parsed(text, 'JSON sequence', parseJsonSequence);
		case 'events':
			return { body: parseEvents(text) };
	}
}

/** White space alone counts as an empty response. */
function parsed(text: string, language: string, parse: (text: string) => JsonValue): DecodedBody<never> {
	const content = withoutPadding(text);
	if (content === '') return { body: null };
	try {
		return { body: parse(content) };
	} catch (error) {
		return unparsed(error, language, text, content);
	}
}

function unparsed(error: unknown, language: string, text: string, content: string): DecodedBody<never> {
	const failure = error instanceof WebhookFailure ? { failure: error } : {};
	return { body: text, parseError: reasonOf(error, language, content), ...failure };
}

/** Without white space, byte order marks and NULs at both ends. */
function withoutPadding(text: string): string {
	let start = 0;
	let end = text.length;
	while (start < end && isPadding(text[start])) start++;
	while (end > start && isPadding(text[end - 1])) end--;
	return text.slice(start, end);
}

const isPadding = (character = ''): boolean => PADDING.has(character) || character.trim() === '';

function reasonOf(error: unknown, language: string, text: string): string {
	const hint = language === 'JSON' && text.startsWith('<') ? ' It looks like HTML or XML.' : '';
	const reason = (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
	const short = reason.length > MAX_REASON_LENGTH ? `${reason.slice(0, MAX_REASON_LENGTH)}…` : reason;
	return `The response is not well-formed ${language}: ${short}.${hint}`;
}
