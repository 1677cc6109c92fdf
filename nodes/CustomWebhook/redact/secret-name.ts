/** Which names say that a value is a secret. Names are compared without case and without `-`, `_`, `.` and spaces. */

/**
 * `accessToken`, `X-Auth-Token`, `id_token`, `client_secret`, `x-functions-key` and the like. Signatures of messages,
 * such as `webhook-signature`, give no access: only a bare `signature` counts.
 */
const SECRET_NAME =
	/(?:authorization|cookie|passw(?:or)?d|passphrase|pwd|secret|token|jwt|assertion|^signature|(?:access|account|api|app|application|auth|client|functions|master|private|secret|session|shared|signing|subscription)key)$/;

/** Tokens for a place in a list, or for repeating a request: they give no access. */
const PLACE_NAME = /(?:page|next|previous|sync|continuation|cursor|delta|skip|resume)token$/;

/** Short names that mean a secret in a query, but could be anything in a body. */
const QUERY_NAMES: ReadonlySet<string> = new Set(['key', 'auth', 'sig']);

/** Whether the value of a header, a field, a member, an element or a parameter of this name is a secret. */
export function isSecretName(name: string): boolean {
	const bare = bareName(name);
	return SECRET_NAME.test(bare) && !PLACE_NAME.test(bare);
}

/** Whether a parameter of a URL's query is a secret by its name. */
export function isSecretParameter(name: string): boolean {
	const bare = bareName(name);
	// A signed URL, such as of a file in cloud storage, gives access to its target.
	return isSecretName(name) || QUERY_NAMES.has(bare) || bare.endsWith('signature');
}

/** Without digits at the end, as in `password2`. */
function bareName(name: string): string {
	return name.toLowerCase().replace(/[-_.\s]+|(?<!\d)\d+$/g, '');
}
