import { jsonContainerIn } from '../formats/json';
import { contentTypeOf } from './content-type';
import type { JudgedResponse } from './types';
import { webPageTitle } from './web-page';

/** An XML declaration, or a first tag with a prefix: XML, and not HTML. */
const XML_START = /^\s*<(?:\?xml\b|[\w-]+:[\w-]+[\s>])/;

/** How to fix a path that found nothing because the body was not read as data; without a period. */
export function formatHint({
	headers = {},
	body,
	isFile,
}: Pick<JudgedResponse, 'headers' | 'body' | 'isFile'>): string | undefined {
	const { mediaType } = contentTypeOf(headers);
	const type = mediaType === '' ? 'has no Content-Type' : `is ${mediaType}`;
	if (isFile)
		return `The response ${type} and was kept as a file. If it holds JSON, set Response Format to JSON`;
	if (body === null || body === '') return 'The response body is empty';
	if (typeof body !== 'string') return undefined;
	const wayOut = `The response ${type} and was read as text. Set Response Format to`;
	if (webPageTitle(body) !== undefined) return 'The response is a web page, not data. Check URL';
	if (jsonContainerIn(body) !== undefined) return `${wayOut} JSON`;
	return XML_START.test(body) ? `${wayOut} XML` : undefined;
}
