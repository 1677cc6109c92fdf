import type { AnswerHead, BodyReader } from '../delivery';
import { decodeText, decodeXml } from './charset';
import { contentTypeOf, readingOf, type Reading } from './content-type';
import { jsonContainerIn, parseJson, type JsonValue } from '../formats/json';
import { keepBody, type KeepFile } from './kept-file';
import type { DecodedBody, ResponseFormat } from './types';
import { parseXml } from '../formats/xml';

/** The longest reason that is put on the item for a body that did not parse, in characters. */
const MAX_REASON_LENGTH = 200;

/** Statuses whose answers have no content (RFC 9110: 204, 205, 304). */
const BODILESS = new Set([204, 205, 304]);

/**
 * Reads the body of an answer in the format that the author chose. Text, JSON and XML are read whole and decoded;
 * anything else is streamed to `keepFile`. What claims to be JSON or XML and is not stays text, with the reason.
 * Gives `body: null` for HEAD, 204, 205, 304 and an empty answer, and does not touch the body of the first four.
 * @param shown hides the secrets of a file's name
 */
export function bodyReader<F>(
	format: ResponseFormat,
	keepFile: KeepFile<F>,
	shown?: (name: string) => string,
): BodyReader<DecodedBody<F>> {
	return async (head, body) => {
		if (isBodiless(head)) return { body: null };
		const { mediaType, charset } = contentTypeOf(head.headers);
		const reading = readingOf(format, mediaType);
		if (reading === 'file') return await keepBody(head, mediaType, body, keepFile, shown);
		return decodeBody(await body.bytes(), reading, charset);
	};
}

function isBodiless(head: AnswerHead): boolean {
	return head.method === 'HEAD' || BODILESS.has(head.statusCode);
}

/** Decodes a body that was read whole. */
function decodeBody(
	bytes: Buffer,
	reading: Exclude<Reading, 'file'>,
	charset?: string,
): { body: JsonValue; parseError?: string } {
	if (bytes.length === 0) return { body: null };
	const text = reading === 'xml' ? decodeXml(bytes, charset) : decodeText(bytes, charset);
	switch (reading) {
		case 'text':
			return { body: text };
		case 'textOrJson':
			return { body: jsonContainerIn(text) ?? text };
		case 'json':
			return parsed(text, 'JSON', parseJson);
		case 'xml':
			return parsed(text, 'XML', parseXml);
	}
}

/** White space alone is an empty answer here: there is nothing in it that could be lost. */
function parsed(text: string, language: string, parse: (text: string) => JsonValue) {
	if (text.trim() === '') return { body: null };
	try {
		return { body: parse(text) };
	} catch (error) {
		return { body: text, parseError: reasonOf(error, language, text) };
	}
}

function reasonOf(error: unknown, language: string, text: string): string {
	const hint = language === 'JSON' && text.trimStart().startsWith('<') ? ' It looks like HTML or XML.' : '';
	const reason = (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
	const short = reason.length > MAX_REASON_LENGTH ? `${reason.slice(0, MAX_REASON_LENGTH)}…` : reason;
	return `The answer is not well-formed ${language}: ${short}.${hint}`;
}
