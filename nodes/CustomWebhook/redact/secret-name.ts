/** Which names say that a value is a secret. Names are compared without case and without `-`, `_`, `.` and spaces. */

/**
 * `accessToken`, `X-Auth-Token`, `id_token`, `client_secret`, `x-functions-key` and the like. Signatures of messages,
 * such as `webhook-signature`, open nothing: only a bare `signature` counts.
 */
const SECRET_NAME =
	/(?:authorization|cookie|passw(?:or)?d|passphrase|pwd|secret|token|jwt|assertion|^signature|(?:access|account|api|app|application|auth|client|functions|master|private|secret|session|shared|signing|subscription)key)$/;

/** Tokens that mark a place in a list, or repeat a request: they open nothing. */
const PLACE_NAME = /(?:page|next|previous|sync|continuation|cursor|delta|skip|resume)token$/;

/** Short names that mean a secret in a query, and anything at all in a body. */
const QUERY_NAMES: ReadonlySet<string> = new Set(['key', 'auth', 'sig']);

/** RFC 9110 section 15.4: what a request to one origin must not take along to another. */
const PRIVATE_HEADER =
	/token|secret|passw|pwd|session|auth|key|signature|hmac|jwt|cookie|credential|bearer|dpop|csrf|xsrf/;

/** Whether the value of a header, a field, a member, an element or a parameter of this name is a secret. */
export function isSecretName(name: string): boolean {
	const bare = bareName(name);
	return SECRET_NAME.test(bare) && !PLACE_NAME.test(bare);
}

/** Whether a parameter of a URL's query is a secret by its name. */
export function isSecretParameter(name: string): boolean {
	const bare = bareName(name);
	// A signed address, as of a file in a cloud, opens what it leads to.
	return isSecretName(name) || QUERY_NAMES.has(bare) || bare.endsWith('signature');
}

/** Whether a header stays behind when a redirect leads to another origin: its name says that it proves who is asking. */
export function isPrivateHeader(name: string): boolean {
	return PRIVATE_HEADER.test(bareName(name));
}

/** Numbers at the end only count: `password2`. */
function bareName(name: string): string {
	return name.toLowerCase().replace(/[-_.\s]+|(?<!\d)\d+$/g, '');
}
