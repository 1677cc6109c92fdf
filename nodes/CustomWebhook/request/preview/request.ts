import type { NameValue, OutgoingRequest } from '../../delivery';
import { type Redactor, redactBody } from '../../redact';
import { findHeader, mergeHeaders } from '../headers';
import type { ShownBody } from './body';

/** A request as a person may see it: secrets are hidden. */
export interface ShownRequest {
	method: string;
	url: string;
	headers: NameValue[];
	contentType: string | null;
	body: ShownBody;
}

/**
 * The request without its secrets.
 * @param body of the request, as `showBody` reads it
 * @param signature its headers, which replace what the author typed under their names
 */
export function showRequest(
	request: OutgoingRequest,
	body: ShownBody,
	signature: readonly NameValue[],
	redactor: Redactor,
): ShownRequest {
	const headers = mergeHeaders(request.headers, signature);
	const shownHeaders = Object.entries(redactor.shown(Object.fromEntries(headers)));
	const typeOf = (of: readonly NameValue[]) => findHeader(of, 'Content-Type')?.[1];
	return {
		method: request.method,
		url: redactor.url(request.url),
		headers: shownHeaders,
		contentType: typeOf(shownHeaders) ?? null,
		body:
			'text' in body && body.text !== undefined
				? { ...body, text: redactBody(body.text, typeOf(headers) ?? '', redactor) }
				: body,
	};
}
