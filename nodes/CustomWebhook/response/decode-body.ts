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
const GZIP = Buffer.from([0x1f, 0x8b, 8]);

const UNLABELLED_GZIP =
	'The response is compressed (gzip), but has no Content-Encoding header that says so. ' +
	'To take it as a file, set Response Format to File.';

/** Decodes a complete body; one that does not parse stays text, with the reason. */
export async function decodeBody(
	bytes: Buffer,
	reading: Exclude<Reading, 'file' | 'multipart'>,
	charset?: string,
): Promise<DecodedBody<never>> {
	if (bytes.length === 0) return { body: null };
	if (bytes.subarray(0, GZIP.length).equals(GZIP))
		return { body: decodeText(bytes, charset), parseError: UNLABELLED_GZIP };
	const text = reading === 'xml' ? decodeXml(bytes, charset) : decodeText(bytes, charset);
	const decoded = await read(text, reading);
	return hasLostBytes(text, bytes) ? { ...decoded, hasLostBytes: true } : decoded;
}

async function read(
	text: string,
	reading: Exclude<Reading, 'file' | 'multipart'>,
): Promise<DecodedBody<never>> {
	switch (reading) {
		case 'text':
			return { body: text };
		case 'textOrJson':
			return { body: jsonContainerIn(withoutPadding(text)) ?? text };
		case 'json':
			return await parsed(text, 'JSON', parseJson);
		case 'jsonLines':
			return await parsed(text, 'JSON lines', parseJsonLines);
		case 'jsonSequence':
			return await parsed(text, 'JSON sequence', parseJsonSequence);
		case 'events':
			return { body: parseEvents(text) };
		case 'xml':
			return await parsed(text, 'XML', async (xml) => markAsXml(await parseXmlInTurns(xml)));
	}
}

/** White space alone counts as an empty response. */
async function parsed(
	text: string,
	language: string,
	parse: (text: string) => JsonValue | Promise<JsonValue>,
): Promise<DecodedBody<never>> {
	const content = withoutPadding(text);
	if (content === '') return { body: null };
	try {
		return { body: await parse(content) };
	} catch (error) {
		const failure = error instanceof WebhookFailure ? { failure: error } : {};
		return { body: text, parseError: reasonOf(error, language, content), ...failure };
	}
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
