/** Which names say that a value is a secret. Names are compared without case and without `-`, `_`, `.` and spaces. */

/** What the name of a secret ends with: `accessToken`, `X-Auth-Token`, `id_token`, `client_secret`. */
export const SECRET_WORDS = [
	...['authorization', 'cookie', 'password', 'passwd', 'passphrase', 'pwd'],
	...['secret', 'token', 'jwt', 'assertion'],
	// A key alone may be one of a table; these give access: `x-functions-key`.
	...['accesskey', 'accountkey', 'apikey', 'appkey', 'applicationkey', 'authkey', 'clientkey'],
	...['functionskey', 'masterkey', 'privatekey', 'secretkey', 'sessionkey', 'sharedkey'],
	...['signingkey', 'subscriptionkey'],
];

/** A header with one of these anywhere in its name may say who sends it, or be valid at one origin only. */
const PRIVATE_WORDS = [
	...SECRET_WORDS,
	...['session', 'auth', 'key', 'passw', 'signature', 'hmac', 'credential', 'bearer'],
	...['dpop', 'csrf', 'xsrf'],
];

/** Signatures of messages, such as `webhook-signature`, give no access: only a bare `signature` counts. */
const SECRET_NAME = new RegExp(`(?:${SECRET_WORDS.join('|')}|^signature)$`);

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

/** Whether a header must not be sent to another origin, by its name (RFC 9110, section 15.4). */
export function isPrivateHeader(name: string): boolean {
	const bare = bareName(name);
	return PRIVATE_WORDS.some((word) => bare.includes(word));
}

/** Without digits at the end, as in `password2`. */
function bareName(name: string): string {
	return name.toLowerCase().replace(/[-_.\s]+|(?<!\d)\d+$/g, '');
}
