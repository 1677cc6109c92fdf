import { parseJson, type JsonValue } from '../../formats/json';
import type { Redactor } from '../../redact';
import type { ItemScope } from '../../template';
import { curlCommand } from './curl';
import type { ShownRequest } from './request';
import { shownText, type ShownBody } from './body';

/** The `request` of an item in a preview; `logRequestBody` uses the first four members. */
export type RequestPreview = {
	method: string;
	url: string;
	headers: Record<string, string>;
	/** JSON as its value, else text; a body that is not text is described by its size. Null if there is none. */
	body: JsonValue;
	/** Of the body as it is sent. */
	bodyBytes: number;
	contentType: string | null;
	/** A command for a POSIX shell that sends the same request, except for the hidden secrets. */
	curl: string;
};

/** Longest body that is put on a sent item or into a log, in bytes. */
const LONGEST_LOGGED_BYTES = 10_000;

/** The request that would be sent, for a preview. */
export function previewRequest(request: ShownRequest): RequestPreview {
	const { method, url, headers, body, contentType } = request;
	return {
		method,
		url,
		headers: Object.fromEntries(headers),
		body: valueOf(body, contentType),
		bodyBytes: body.bytes,
		contentType,
		curl: curlCommand(request),
	};
}

/** The placeholders of an item that had no value, as typed. */
export function unresolvedPaths({ unresolved }: Pick<ItemScope, 'unresolved'>, redactor: Redactor): string[] {
	return [...unresolved].map((path) => redactor.text(path));
}

/** A body of JSON as its value: the exact text is in the cURL command. */
function valueOf(body: ShownBody, contentType: string | null): JsonValue {
	const text = shownText(body);
	if (text === null || !/^[^;]*[/+]json\b/i.test(contentType ?? '')) return text;
	try {
		return parseJson(text);
	} catch {
		return text;
	}
}

/** The request as shown on the item that sent it. */
export function sentRequest({ method, url, headers, body }: ShownRequest) {
	const text = shownText(body);
	return {
		method,
		url,
		headers: Object.fromEntries(headers),
		body: text === null ? null : shortened(text),
	};
}

/** The text, cut to a length for logs; a cut text ends with a note. */
export function shortened(text: string): string {
	const bytes = Buffer.from(text, 'utf8');
	if (bytes.length <= LONGEST_LOGGED_BYTES) return text;
	const ending = `… (${bytes.length} bytes)`;
	// A character that is cut through is left out: it decodes to U+FFFD.
	const kept = bytes.subarray(0, LONGEST_LOGGED_BYTES - Buffer.byteLength(ending)).toString('utf8');
	return kept.replace(/\uFFFD$/, '') + ending;
}
