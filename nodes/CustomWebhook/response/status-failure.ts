import { STATUS_CODES } from 'node:http';

import { notRepeatedNote } from '../delivery';
import { WebhookFailure } from '../failure';
import { unsupportedScheme } from './challenge';
import { serviceMessage, shorten } from './service-message';
import type { JudgedAnswer, RetryOutlook } from './types';

/** 410 Gone is final, whatever the list of statuses to retry says. */
const GONE = 410;

/** What an author can do about a status. */
const WAYS_OUT: Readonly<Record<number, string>> = {
	304: 'The service says that nothing has changed. Where that is fine, add the status to the list of success statuses.',
	400: 'The service did not understand the request. Compare the body and the parameters with its documentation; the operation "Preview" shows what is sent.',
	401: 'The service did not accept the credential, or none was sent. Check the authentication, and whether the token has expired.',
	402: 'The service wants a payment or a higher plan for this.',
	403: 'The service knows who is asking but does not allow this. Check the rights of the credential.',
	404: 'There is nothing at this address. Check the URL, and the ids that were filled into it.',
	405: 'The service does not take this method at this address. Check the method and the URL.',
	406: 'The service cannot answer in the asked format. Check the header Accept.',
	407: 'The proxy wants a user name and a password. Put them into the URL of the proxy.',
	408: 'The service waited too long for the request. It may go through later.',
	409: 'The request is in conflict with what the service has, for instance because the record exists already.',
	410: 'This address is gone for good. Ask the service for the new one.',
	411: 'The service wants to know the length of the body.',
	413: 'The body is too large for the service.',
	414: 'The URL is too long for the service. Send the values in the body.',
	415: 'The service does not take this type of body. Check the Content Type of the node, and the header Content-Type.',
	422: 'The service understood the request but does not accept its values. Compare them with its documentation; the operation "Preview" shows what is sent.',
	429: 'The service gets too many requests. Lower "Requests per Second" or "Concurrency", or allow more time for retries.',
	431: 'The headers are too large for the service.',
};

const OF_CLASS: Readonly<Record<number, string>> = {
	1: 'This is an interim response.',
	2: 'The status is not in the list of success statuses.',
	3: 'The service points to another address. Follow redirects, or add the status to the list of success statuses.',
	4: 'The service does not accept the request. Compare it with the documentation of the service.',
	5: 'The service had an internal error. The request may go through later; if not, ask the service.',
};

/** The failure for a response whose status is no success. */
export function statusFailure(answer: JudgedAnswer, retry: RetryOutlook): WebhookFailure {
	const { statusCode, statusMessage, body, notFollowed } = answer;
	const phrase = shorten(statusMessage) || STATUS_CODES[statusCode];
	const says = serviceMessage(body);
	const details = [
		wayOut(answer),
		...(retry.notRepeated === undefined ? [] : [notRepeatedNote(retry.notRepeated)]),
	];
	const redirect =
		notFollowed === undefined
			? ''
			: ` and redirects to an address that cannot be followed (${shorten(notFollowed)})`;
	return new WebhookFailure(
		'status',
		`The service answered ${statusCode}${phrase ? ` ${phrase}` : ''}${redirect}${says === undefined ? '.' : `: "${says}"`}`,
		{
			description: details.join(' '),
			retryable: statusCode !== GONE && retry.isRetryable(statusCode),
			retryAfterMs: retry.retryAfterMs,
		},
	);
}

function wayOut({ statusCode, headers, notFollowed }: JudgedAnswer): string {
	const scheme = statusCode === 401 ? unsupportedScheme(headers?.['www-authenticate']) : undefined;
	if (scheme !== undefined)
		return `The service wants ${scheme} authentication, which this node does not support. Ask the service for an API key or a token.`;
	if (notFollowed !== undefined)
		return 'Ask the service for its current address, or add the status to the list of success statuses.';
	return WAYS_OUT[statusCode] ?? OF_CLASS[Math.floor(statusCode / 100)] ?? '';
}
