import { WebhookFailure } from '../failure';
import { createRedactor, HIDDEN } from '../redact';
import type { CredentialData } from '../request';
import { isClientCredentials, secretsOf } from './token-data';

/** Errors of n8n if it gets no token: of its OAuth2 client, of axios, or its own. */
interface TokenError extends Error {
	code?: unknown;
	/** The status of a response that n8n took for an error. */
	status?: unknown;
	/** The response's body: parsed if it is an error of RFC 6749, section 5.2. */
	body?: unknown;
	/** Kept by axios for a 5xx. */
	response?: { status?: unknown };
	/** Of n8n's own error for `invalid_grant`, which has nothing else of the response. */
	failure?: { cause?: unknown };
}

/** The same request may succeed later: the server was not reached, or broke off. */
const PASSING_CODE =
	/^(?:ECONNREFUSED|ECONNRESET|ECONNABORTED|ETIMEDOUT|EPIPE|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ERR_NETWORK)$/;

/** Codes of RFC 6749, section 5.2, and similar ones of services. */
const ERROR_CODE = /^[a-z]+(?:_[a-z]+)+$/;

/** Errors that pass (RFC 6749, section 4.1.2.1; RFC 8628, section 3.5). n8n does not tell their status. */
const PASSING_ERROR = new Set(['slow_down', 'temporarily_unavailable', 'server_error']);

/** The longest quoted text, in characters. */
const MOST_QUOTED = 200;

/** How long n8n waits for a token server, in seconds: the default of axios in n8n. */
const N8N_WAITS_S = 300;

/**
 * The token server did not respond in time.
 * @param ms the time waited
 * @param earlierMs how long ago n8n sent the request, if it did so before: it sends no other one meanwhile
 */
export function tokenServerSilent(ms: number, earlierMs?: number): WebhookFailure {
	const seconds = (time: number) => `${Math.round(time) / 1000} s`;
	const check = 'Check the Access Token URL in the credential.';
	if (earlierMs !== undefined)
		return withoutToken(
			`the token server has not responded to an earlier request, sent ${seconds(earlierMs)} ago`,
			{
				description: `n8n sends no other request while it waits for this one, up to ${N8N_WAITS_S} s. Try again after that. ${check}`,
				retryable: true,
			},
		);
	return withoutToken(`the token server did not respond within ${seconds(ms)}`, {
		description: `${check} If the server needs longer, raise the option Timeout (Seconds).`,
		retryable: true,
	});
}

/**
 * Why n8n got no token, without anything secret: what the token server wrote may quote secrets and new tokens.
 * @param stored the credential's fields
 * @param isRetryable which statuses are retried
 */
export function tokenFailure(
	error: Error,
	stored: CredentialData,
	isRetryable: (statusCode: number) => boolean,
): WebhookFailure {
	const { code, status, response, body, failure } = error as TokenError;
	const statusCode = [status, response?.status].find((value) => typeof value === 'number');
	const isUnreachable = typeof code === 'string' && PASSING_CODE.test(code) && statusCode === undefined;
	const retryable =
		isUnreachable ||
		(statusCode !== undefined && isRetryable(statusCode)) ||
		(isOAuthError(body) && PASSING_ERROR.has(body.error));
	const reason = (): string => {
		if (isOAuthError(body)) return oAuthReason(body, stored);
		if (failure?.cause === 'credential-invalid') return grantRefused(stored);
		if (statusCode !== undefined && statusCode >= 300)
			return `the token server responded with status ${statusCode}`;
		if (statusCode !== undefined) return 'the response of the token server is not JSON';
		if (typeof code === 'string' && /^[A-Z_\d]{1,50}$/.test(code))
			return `the token server cannot be reached (${code})`;
		return readable(error.message, stored);
	};
	return withoutToken(reason(), { description: wayOut(stored, retryable), retryable, cause: error });
}

function wayOut(stored: CredentialData, retryable: boolean): string {
	if (retryable) return 'Try again later, or check the Access Token URL in the credential.';
	return isClientCredentials(stored)
		? 'Open the credential in n8n and check the Access Token URL, the Client ID and the Client Secret.'
		: 'Open the credential in n8n and connect it again.';
}

/** `invalid_grant` (RFC 6749, section 5.2). */
function grantRefused(stored: CredentialData): string {
	return isClientCredentials(stored)
		? 'the token server refused the client (invalid_grant)'
		: 'the token server refused to renew the token (invalid_grant)';
}

function withoutToken(reason: string, details: { description: string; retryable: boolean; cause?: Error }) {
	return new WebhookFailure('credentials', `n8n could not get an OAuth2 token: ${reason}`, {
		field: 'authentication',
		...details,
	});
}

/** An error response of a token server (RFC 6749, section 5.2). */
interface OAuthError {
	error: string;
	error_description?: unknown;
}

function isOAuthError(body: unknown): body is OAuthError {
	return typeof body === 'object' && body !== null && typeof (body as OAuthError).error === 'string';
}

function oAuthReason({ error, error_description }: OAuthError, stored: CredentialData): string {
	const described = typeof error_description === 'string' ? readable(error_description, stored) : '';
	const code = ERROR_CODE.test(error) ? readable(error, stored) : '';
	return [code, described].filter(Boolean).join(': ') || readable(error, stored);
}

/** A quotation, or markup, begins here. */
const QUOTATION = /["'`<>{}[\]]/;

/** A word with a digit in it that is as long as a token may be. */
const LIKE_A_TOKEN = /[\w.~+/=-]{16,}/g;

/** A server's own words, up to the first quotation, without known secrets and without what may be a new one. */
function readable(text: string, stored: CredentialData): string {
	const { message } = createRedactor([secretsOf(stored)]);
	const [words = ''] = message(text).slice(0, MOST_QUOTED).split(QUOTATION);
	const safe = words.replace(LIKE_A_TOKEN, (word) => (/\d/.test(word) ? HIDDEN : word));
	return (
		safe
			.replace(/\s+/g, ' ')
			.trim()
			.replace(/(?<![\s:,;])[\s:,;]+$/, '') || 'the token server refused'
	);
}
