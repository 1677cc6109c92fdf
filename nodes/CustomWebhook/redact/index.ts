/**
 * Keeps secrets out of everything that this node writes. Credentials' secrets are replaced wherever they stand,
 * as they are, JSON-escaped, base64 or percent-encoded; values of fields with telling names are replaced in what is
 * logged and in the request that is shown.
 */
export interface Redactor {
	/** Text without the credentials' secrets. */
	text(text: string): string;
	/** Any JSON value without the credentials' secrets; the value itself where it has none. */
	value<T>(value: T): T;
	/** As `value`, and without the values of fields with telling names. */
	shown<T>(value: T): T;
	/** A URL without the credentials' secrets and without the values of parameters with telling names. */
	url(url: string): string;
	/** Whether values under this name are hidden. */
	hidesName(name: string): boolean;
}

export const HIDDEN = '***';

/** Names of headers and fields whose values are nobody's business, in lower case. */
const TELLING_NAMES = [
	'authorization',
	'proxy-authorization',
	'cookie',
	'set-cookie',
	'password',
	'passwd',
	'secret',
	'token',
	'access_token',
	'refresh_token',
	'api_key',
	'apikey',
	'x-api-key',
	'client_secret',
	'signature',
];

/** A shorter secret stands in too many words: it is hidden only where it is a whole value. */
const SHORTEST_ANYWHERE = 4;

/**
 * @param secrets the credentials' secrets
 * @param redactFields more telling names, in any case
 */
export function createRedactor(secrets: readonly string[], redactFields: readonly string[] = []): Redactor {
	const names = new Set([...TELLING_NAMES, ...redactFields.map((name) => name.toLowerCase())]);
	const known = [...new Set(secrets)].filter((secret) => secret !== '');
	const short = new Set(known.filter((secret) => secret.length < SHORTEST_ANYWHERE));
	const pattern = patternOf(known.filter((secret) => secret.length >= SHORTEST_ANYWHERE));

	const text = (original: string) => {
		if (short.has(original)) return HIDDEN;
		return pattern ? original.replace(pattern, HIDDEN) : original;
	};
	const nothingToHide = known.length === 0;
	const never = () => false;
	const hidesName = (name: string) => names.has(name.toLowerCase());
	return {
		text,
		value: (value) => (nothingToHide ? value : mapped(value, text, never)),
		shown: (value) => mapped(value, text, hidesName),
		url: (url) => text(hidePairs(url, hidesName)),
		hidesName,
	};
}

/** Hides the values of `name=value` pairs with telling names, as they stand in a query or a form. */
export function hidePairs(text: string, hidesName: (name: string) => boolean): string {
	return text.replace(/(^|[?&])([^=&?#]+)=([^&#]+)/g, (pair: string, before: string, name: string) =>
		hidesName(decoded(name)) ? `${before}${name}=${HIDDEN}` : pair,
	);
}

function decoded(name: string): string {
	try {
		return decodeURIComponent(name.replaceAll('+', ' '));
	} catch {
		return name;
	}
}

/** One pattern for all forms of all secrets, the longest first. */
function patternOf(secrets: string[]): RegExp | undefined {
	const forms = new Set(secrets.flatMap(formsOf));
	if (forms.size === 0) return undefined;
	const alternatives = [...forms].sort((a, b) => b.length - a.length).map(escapeRegExp);
	return new RegExp(alternatives.join('|'), 'g');
}

/** A secret as it may stand in a text. */
function formsOf(secret: string): string[] {
	const utf8 = Buffer.from(secret, 'utf8');
	const percent = encodeURIComponent(secret.toWellFormed());
	return [
		secret,
		JSON.stringify(secret).slice(1, -1),
		utf8.toString('base64'),
		utf8.toString('base64').replace(/=+$/, ''),
		utf8.toString('base64url'),
		percent,
		percent.replaceAll('%20', '+'),
		percent.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
	].filter((form) => form.length >= SHORTEST_ANYWHERE);
}

const escapeRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/** Walks a JSON value without recursion limits of its own; copies only what changes. */
function mapped<T>(value: T, text: (original: string) => string, hidesName: (name: string) => boolean): T {
	return walk(value, text, hidesName) as T;
}

function walk(
	value: unknown,
	text: (original: string) => string,
	hidesName: (name: string) => boolean,
): unknown {
	if (typeof value === 'string') return text(value);
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) {
		const parts = value.map((part) => walk(part, text, hidesName));
		return parts.some((part, index) => part !== value[index]) ? parts : value;
	}
	let changed = false;
	const entries = Object.entries(value).map(([name, member]): [string, unknown] => {
		const shownName = text(name);
		const shownMember =
			hidesName(name) && member !== null && member !== '' ? HIDDEN : walk(member, text, hidesName);
		if (shownName !== name || shownMember !== member) changed = true;
		return [shownName, shownMember];
	});
	return changed ? Object.fromEntries(entries) : value;
}
