import type { NameValue, OutgoingRequest } from '../delivery';
import type { Redactor } from '../redact';
import { redactBody } from '../redact/body';
import { showBody, type ShownBody } from './shown-body';

/** A request as a person may see it: secrets are hidden. */
export interface ShownRequest {
	method: string;
	url: string;
	headers: NameValue[];
	contentType: string | null;
	body: ShownBody;
}

/** The request without its secrets; files and long bodies are told by their size. */
export async function showRequest(request: OutgoingRequest, redactor: Redactor): Promise<ShownRequest> {
	const contentType = request.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? null;
	const body = await showBody(request.body);
	if (body.kind === 'text') body.text = redactBody(body.text, contentType ?? '', redactor);
	return {
		method: request.method,
		url: redactor.url(request.url),
		headers: Object.entries(redactor.shown(Object.fromEntries(request.headers))),
		contentType,
		body,
	};
}
