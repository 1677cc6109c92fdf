import type { NameValue, OutgoingRequest } from '../../delivery';
import { HIDDEN, type Redactor, redactBody } from '../../redact';
import { findHeader, mergeHeaders } from '../headers';
import type { ShownBody } from './body';

/** A request for people to see: secrets are hidden. */
export interface ShownRequest {
	method: string;
	url: string;
	headers: NameValue[];
	contentType: string | null;
	body: ShownBody;
}

/** The scheme before a credential (IANA HTTP Authentication Schemes, and services' own). */
const SCHEME =
	/^(?:Basic|Bearer|Digest|DPoP|Token|OAuth|Key|Bot|ApiKey|Api-Key|HMAC|Hawk|SSWS|AWS4-HMAC-SHA256|GenieKey|Klaviyo-API-Key|Zoho-oauthtoken) +(?=\S)/i;

/** A hidden value keeps its scheme, as in `Bearer ***`, which shows the kind of credential. */
function withScheme(value: string, shown: string): string {
	return shown === HIDDEN ? (SCHEME.exec(value)?.[0] ?? '') + HIDDEN : shown;
}

/**
 * The request without its secrets.
 * @param body of the request, as `showBody` reads it
 * @param signature its headers, which replace typed headers of the same names
 */
export function showRequest(
	request: OutgoingRequest,
	body: ShownBody,
	signature: readonly NameValue[],
	redactor: Redactor,
): ShownRequest {
	const headers = mergeHeaders(request.headers, signature);
	const shown = redactor.shown(Object.fromEntries(headers));
	const isOurs = (name: string) => !/^signature$/i.test(name) && findHeader(signature, name) !== undefined;
	const shownHeaders = headers.map(([name, value]): NameValue => [
		name,
		// names like webhook-signature count as secret, but this node's own signature may be seen
		isOurs(name) ? redactor.text(value) : withScheme(value, shown[name] ?? ''),
	]);
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
