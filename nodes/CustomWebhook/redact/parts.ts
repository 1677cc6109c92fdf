import { isSecretParameter } from '../formats';

/** Words in front of a key that are not part of it, as in `Authorization`. */
const SCHEME =
	/^(?:Basic|Bearer|Token|JWT|Bot|Key|Digest|Negotiate|SSWS|[\w-]*(?:api|auth|access|sso|genie|client)[\w-]*)[ \t]+(\S[^]*)$/i;
/** Any other word in front of something that looks like a key. */
const ANY_SCHEME = /^[A-Za-z][\w-]*[ \t]+(\S{8,})$/;
/** The name of a header that was pasted with its value. */
const HEADER = /^[A-Za-z][\w-]*:[ \t]*(\S[^]*)$/;
const PAIR = /(?<![\w.-])([\w.-]+)[ \t]*=[ \t]*(?:"([^"]*)"|([^\s,;&"]+))/g;
const BASE64 = /^[A-Za-z0-9+/_-]{4,}={0,2}$/;
const SIGNING_PREFIX = /^whsec_(.+)$/;
/** Levels of texts nested in texts. */
const MOST_DEPTH = 4;
/** Without a telling name, a value counts as a secret from this length on: a shorter one could be guessed. */
const SHORTEST_UNNAMED = 8;

/** A secret as typed, and each part of it that is a secret by itself. */
export function partsOf(secret: string, depth = 0): string[] {
	const trimmed = secret.trim();
	const inner = depth < MOST_DEPTH ? innerOf(trimmed).flatMap((part) => partsOf(part, depth + 1)) : [];
	return [...new Set([secret, trimmed, ...inner])].filter((part) => part !== '');
}

function innerOf(secret: string): string[] {
	const behind = [HEADER, SCHEME, ANY_SCHEME, SIGNING_PREFIX].flatMap(
		(pattern) => pattern.exec(secret)?.[1] ?? [],
	);
	const pair = /^Basic[ \t]+/i.test(secret) ? halvesOf(secret.replace(/^Basic[ \t]+/i, '')) : [];
	return [...behind, ...pair, ...valuesOf(secret)];
}

/** RFC 7617: `user:password`. */
function halvesOf(base64: string): string[] {
	if (!BASE64.test(base64)) return [];
	const decoded = Buffer.from(base64, 'base64').toString('utf8');
	const colon = decoded.indexOf(':');
	return colon < 0 ? [decoded] : [decoded, decoded.slice(0, colon), decoded.slice(colon + 1)];
}

/** The values of `name=value`: the only one, or those that are secrets by their names or lengths. */
function valuesOf(secret: string): string[] {
	if (BASE64.test(secret)) return [];
	const pairs = [...secret.matchAll(PAIR)].map(([, name = '', quoted, bare = '']) => ({
		name,
		value: quoted ?? bare,
	}));
	return pairs
		.filter(
			({ name, value }) =>
				pairs.length === 1 || isSecretParameter(name) || value.length >= SHORTEST_UNNAMED,
		)
		.map(({ value }) => value);
}
