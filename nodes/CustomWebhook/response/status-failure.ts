import { STATUS_CODES } from 'node:http';

import { notRepeatedNote } from '../delivery';
import { WebhookFailure } from '../failure';
import { unsupportedScheme } from './challenge';
import { serviceMessage, brief } from './service-message';
import { soapFaultIn } from './soap-fault';
import type { JudgedResponse, RetryOutlook } from './types';

/** 410 Gone is final, whatever the list of statuses to retry says. */
const GONE = 410;

const MAY_PASS = 'The request may succeed later; if it does not, ask the service.';

/** Advice for the author, by status. */
const WAYS_OUT: Readonly<Record<number, string>> = {
	304: 'Nothing has changed since the last request. If that is fine, add 304 to the Status Codes of Success Condition.',
	400: 'The service did not understand the request. Compare Content Type, body and parameters with its documentation; Operation: Preview shows what is sent.',
	401: 'The service rejected the credential, or none was sent. Check the authentication, and whether the token has expired.',
	402: 'The service requires a payment or a higher plan for this.',
	403: 'The service does not allow this for the credential. Check its permissions.',
	404: 'There is nothing at this address. Check the URL and the IDs in it. Some services also say so if the credential may not see it.',
	405: 'The service does not accept this method at this address. Check Method and URL.',
	406: 'The service cannot send the requested format. Check the Accept header.',
	407: 'The proxy requires a user name and a password. Put them into the URL of the proxy.',
	408: 'The service waited too long for the request. It may succeed later.',
	409: 'The request conflicts with what the service has; for instance, the record exists already.',
	410: 'This address is gone for good. Ask the service for the new one.',
	411: 'The service requires the length of the body.',
	413: 'The body is too large for the service.',
	414: 'The URL is too long for the service. Send the values in the body.',
	415: 'The service does not accept this type of body. Check Content Type and the Content-Type header.',
	422: 'The service understood the request but rejected its values. Compare them with its documentation; Operation: Preview shows what is sent.',
	429: 'The service gets too many requests. Lower Requests per Second or Concurrency, or allow more time for retries.',
	431: 'The headers are too large for the service.',
	502: `A proxy in front of the service got no valid response from it. ${MAY_PASS}`,
	503: `The service is overloaded, or down for maintenance. ${MAY_PASS}`,
	504: `A proxy in front of the service got no response from it in time. ${MAY_PASS}`,
};

const OF_CLASS: Readonly<Record<number, string>> = {
	1: 'This is an interim response.',
	2: 'The status is not in the Status Codes of Success Condition.',
	3: 'The service points to another address. Follow redirects (in a cURL command, with -L), or add the status to the Status Codes of Success Condition.',
	4: 'The service rejected the request. Compare it with the documentation of the service.',
	5: `The service had an internal error. ${MAY_PASS}`,
};

/** The failure for a response whose status is not a success. */
export function statusFailure(response: JudgedResponse, retry: RetryOutlook): WebhookFailure {
	const { statusCode, statusMessage, body, notFollowed } = response;
	const phrase = brief(statusMessage) || STATUS_CODES[statusCode];
	const says = serviceMessage(body);
	const details = [
		wayOut(response),
		...(retry.retryAfterMs ? [`It asks for a wait of ${Math.ceil(retry.retryAfterMs / 1000)} s.`] : []),
		...(retry.notRepeated === undefined ? [] : [notRepeatedNote(retry.notRepeated)]),
	];
	const redirect =
		notFollowed === undefined
			? ''
			: ` and redirects to an address that cannot be followed (${brief(notFollowed)})`;
	return new WebhookFailure(
		'status',
		`The service responded with ${statusCode}${phrase ? ` ${phrase}` : ''}${redirect}${says === undefined ? '.' : `: "${says}"`}`,
		{
			description: details.join(' '),
			retryable: statusCode !== GONE && retry.isRetryable(statusCode),
			retryAfterMs: retry.retryAfterMs,
		},
	);
}

function wayOut({ statusCode, headers, notFollowed, body, soapFault }: JudgedResponse): string {
	const scheme = statusCode === 401 ? unsupportedScheme(headers?.['www-authenticate']) : undefined;
	if (scheme !== undefined)
		return `The service wants ${scheme} authentication, which this node does not support. Ask the service for an API key or a token.`;
	if (notFollowed !== undefined)
		return 'Ask the service for its current address, or add the status to the Status Codes of Success Condition.';
	const fault = soapFault ?? soapFaultIn(body);
	// SOAP 1.1 (section 6.2) sends each Fault with 500, whoever made the mistake.
	if (fault && statusCode >= 400)
		return `This is a SOAP Fault${fault.code === undefined ? '' : ` (${brief(fault.code)})`}: compare XML Body and SOAP Action with the documentation of the service.`;
	return WAYS_OUT[statusCode] ?? OF_CLASS[Math.floor(statusCode / 100)] ?? '';
}
