/** Errors of Node and undici → WebhookFailures, with messages that name the host and no secret. Pure. */
import { WebhookFailure, type FailureDetails, type FailureKind } from '../failure';
import { isTlsError, tlsFailure } from './tls-errors';

type CodedError = Error & { code?: string; errors?: unknown };

const CONNECT_REASONS: Record<string, (where: string) => string> = {
	ECONNREFUSED: (where) => `Nothing is listening at ${where} (connection refused)`,
	EHOSTUNREACH: (where) => `${where} cannot be reached from here (no route to the host)`,
	ENETUNREACH: (where) => `${where} cannot be reached from here (no route to the network)`,
	ETIMEDOUT: (where) => `${where} does not respond (connection timed out)`,
	ECONNRESET: (where) => `${where} refused the connection (reset)`,
};

/** As the host of a URL; n8n in a container means itself by it. */
const THIS_MACHINE = /^(?:localhost|127(?:\.\d+){3}|\[::1\]):\d+$/;

/**
 * Errors of undici that, before the response began, mean an unreadable head: it compares the length read so far with a
 * body that has not begun, and asserts that some statuses never occur.
 */
const IN_THE_HEAD = new Set(['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'ERR_ASSERTION']);

/** What was thrown, as an `Error`. */
export function toError(thrown: unknown): CodedError {
	// not `instanceof`: an error of another realm, such as a sandbox, is an error too
	const isError = typeof thrown === 'object' && thrown !== null && 'message' in thrown;
	return isError ? (thrown as CodedError) : new Error(String(thrown));
}

/** The file that is the body, or a part of it, cannot be read. */
export function unreadableFile(thrown: unknown): WebhookFailure {
	return failureWithReason(thrown, 'request', 'The file to send cannot be read');
}

/** No address for a name. */
export function dnsFailure(hostname: string, thrown?: unknown): WebhookFailure {
	const code = thrown === undefined ? undefined : toError(thrown).code;
	const message =
		code === 'EAI_AGAIN'
			? `Cannot look up ${hostname}: the DNS server does not respond`
			: `Host not found: ${hostname}`;
	return new WebhookFailure('dns', message, {
		description: code === 'EAI_AGAIN' ? undefined : 'Check the spelling of the host in URL.',
		cause: thrown,
	});
}

/**
 * No connection to `where` (host and port, or the proxy's name).
 * If several addresses were tried, it gives the reason of the first.
 */
export function connectFailure(thrown: unknown, where: string, details: FailureDetails = {}): WebhookFailure {
	const error = toError(thrown);
	const first = Array.isArray(error.errors) && error.errors.length > 0 ? toError(error.errors[0]) : error;
	const explain = CONNECT_REASONS[first.code ?? ''];
	const message = explain?.(where) ?? `No connection to ${where}${first.code ? ` (${first.code})` : ''}`;
	const description = first.code === 'ECONNREFUSED' ? refusedAdvice(where) : undefined;
	return new WebhookFailure('connect', message, { description, ...details, cause: error });
}

function refusedAdvice(where: string): string {
	const advice = 'Check the host and the port, and whether the service is running.';
	if (!THIS_MACHINE.test(where)) return advice;
	return `${advice} If n8n runs in a container, this is the container itself: use the name of the other machine or container.`;
}

/** An error on an open connection: no response came, or only a part of it. */
export function exchangeFailure(
	thrown: unknown,
	host: string,
	responseBegan: boolean,
	faultInHead?: string,
): WebhookFailure {
	if (thrown instanceof WebhookFailure) return thrown;
	const error = toError(thrown);
	const code = error.code ?? '';
	const make = (kind: 'network' | 'response' | 'request', message: string, description?: string) =>
		new WebhookFailure(kind, message, { description, cause: error });

	if (isTlsError(error)) return tlsFailure(error, host);
	if (faultInHead) return make('network', `The response of ${host} cannot be read: ${faultInHead}`);
	if (isNoHttp(error)) return make('network', `The response of ${host} is not HTTP`, error.message);
	if (error.message.startsWith('bad ') || (!responseBegan && IN_THE_HEAD.has(code))) {
		return make('network', `The response of ${host} is not HTTP`);
	}
	switch (code) {
		case 'UND_ERR_HEADERS_OVERFLOW':
			return make('response', `The response headers of ${host} are too large`);
		case 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH':
			return make('network', `${host} sent more or fewer bytes than its Content-Length says`);
		case 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH':
			return make('request', 'The file to send has not the size that n8n gave for it');
		case 'UND_ERR_INVALID_ARG':
		case 'UND_ERR_NOT_SUPPORTED':
			return make('request', `The request cannot be sent: ${error.message}`);
	}
	return make(
		'network',
		responseBegan
			? `${host} closed the connection in the middle of its response`
			: `${host} closed the connection before it responded`,
		code && !code.startsWith('UND_') ? code : undefined,
	);
}

/** Whether undici could not parse the response, unless it was only cut off. */
function isNoHttp({ name, message }: Error): boolean {
	return name === 'HTTPParserError' && !message.includes('EOF');
}

/** The credential has no new token. */
export function tokenFailure(thrown: unknown): WebhookFailure {
	return failureWithReason(
		thrown,
		'credentials',
		'The service rejected the token, and it could not be renewed',
	);
}

/** A WebhookFailure stays as it is; any other error gives its message as the reason. */
function failureWithReason(thrown: unknown, kind: FailureKind, message: string): WebhookFailure {
	if (thrown instanceof WebhookFailure) return thrown;
	const error = toError(thrown);
	return new WebhookFailure(kind, message, { description: error.message, cause: error });
}

/** An attempt took longer than the option allows. @param begun whether the response had begun */
export function timedOut(host: string, ms: number, byTotal: boolean, begun = false): WebhookFailure {
	const option = byTotal ? 'Total Timeout (Seconds)' : 'Timeout (Seconds)';
	const missed = begun ? 'did not finish its response' : 'did not respond';
	return new WebhookFailure('timeout', `${host} ${missed} within ${Math.round(ms) / 1000} s`, {
		description: `Raise ${option} if the service needs longer.`,
	});
}
