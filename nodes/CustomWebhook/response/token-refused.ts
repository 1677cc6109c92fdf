import { challengesIn } from './challenge';
import { denyingMember } from './says-failed';

/** The parts of a response that may refuse a token. */
export interface RefusingResponse {
	statusCode: number;
	headers: Record<string, string | string[]>;
	/** Decoded. */
	body: unknown;
}

/** Codes of RFC 6750 (section 3.1) and of well-known services, in lower case. */
const EXPIRED_CODES = new Set([
	'invalid_token',
	'token_expired',
	'expired_token',
	'access_token_expired',
	'expired_access_token',
	'invalid_access_token',
	'invalidauthenticationtoken',
	'expired_authentication',
	'invalid_session_id',
]);

/** Members that services put such a code in. */
const CODE_MEMBERS = ['error', 'code', 'errorCode', 'error_code', 'type', 'status'];

/**
 * Whether a service says that it did nothing because the access token is no longer valid: by its status, by the
 * `WWW-Authenticate` header (RFC 6750, section 3), or by a code in the body. A 2xx counts only if the body
 * also says that it is no success (`"ok": false`). A 5xx does not count, since the service may have acted.
 * @param expiredStatusCodes statuses that say so by themselves
 */
export function saysTokenExpired(
	{ statusCode, headers, body }: RefusingResponse,
	expiredStatusCodes: readonly number[],
): boolean {
	if (expiredStatusCodes.includes(statusCode)) return true;
	const isRefusal = statusCode >= 400 && statusCode < 500;
	const errors = challengesIn(headers['www-authenticate']).map(({ parameters }) => parameters.get('error'));
	if (isRefusal && errors.some((error) => error?.toLowerCase() === 'invalid_token')) return true;
	const didNothing = isRefusal || (statusCode < 400 && denyingMember(body) !== undefined);
	return didNothing && codesIn(body).some((code) => EXPIRED_CODES.has(code.toLowerCase()));
}

/** `{ error: 'a' }`, `{ error: { code: 'a' } }`, `[{ errorCode: 'a' }]`, `{ errors: [{ code: 'a' }] }`. */
function codesIn(body: unknown): string[] {
	const members = membersOf(Array.isArray(body) ? body[0] : body);
	const { error, errors } = members;
	const inner = [error, Array.isArray(errors) ? errors[0] : undefined].map(membersOf);
	return [members, ...inner].flatMap((object) =>
		CODE_MEMBERS.map((name) => object[name]).filter((code) => typeof code === 'string'),
	);
}

function membersOf(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
