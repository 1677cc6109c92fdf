import type { BodyReader, ResponseHead } from '../delivery';
import { contentTypeOf, readingOf, type ContentType } from './content-type';
import { decodeBody } from './decode-body';
import { keepBody, type KeepFile } from './kept-file';
import { readParts } from './read-parts';
import type { DecodedBody, ReadOptions } from './types';

/** Statuses of responses without content (RFC 9110: 204, 205, 304). */
const BODILESS = new Set([204, 205, 304]);

/**
 * Reads the body of a response in the format that the author chose. Text, JSON, XML and lists of them are read whole
 * and decoded; anything else is streamed to `keepFile`. Malformed JSON or XML stays text, with the reason. Returns
 * `body: null` for HEAD, 204, 205, 304 and an empty response, and does not touch the body of the first
 * four.
 * @param shown hides the secrets of a file's name
 */
export function bodyReader<F>(
	options: ReadOptions,
	keepFile: KeepFile<F>,
	shown?: (name: string) => string,
): BodyReader<DecodedBody<F>> {
	return async (head, body) => {
		if (isBodiless(head)) return { body: null };
		const type = typeOf(head, options);
		const reading = readingOf(options.format, type);
		const keep = { property: options.binaryProperty, keepFile, shown };
		if (reading === 'multipart') return await readParts(head, type, await body.bytes(), keep);
		if (reading === 'file') return await keepBody(head, type.mediaType, body, keepFile, shown);
		return await decodeBody(await body.bytes(), reading, type.charset);
	};
}

/** The author's charset wins over the one that the response names. */
function typeOf({ headers }: ResponseHead, { charset }: ReadOptions): ContentType {
	const type = contentTypeOf(headers);
	return charset === '' ? type : { ...type, charset };
}

function isBodiless(head: ResponseHead): boolean {
	return head.method === 'HEAD' || BODILESS.has(head.statusCode);
}
