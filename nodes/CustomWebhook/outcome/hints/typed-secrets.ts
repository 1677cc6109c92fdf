import { isSecretParameter } from '../../formats';
import { createRedactor, looksLikeKey, secretOfAddress } from '../../redact';
import { textOutside } from '../../template';
import { namedValuesOf, pairsOf, type NamedValue } from './named-values';
import type { RunSeen } from './run-seen';

type Seen = Pick<
	RunSeen['settings'],
	'headers' | 'url' | 'body' | 'userAndPassword' | 'proxyPassword' | 'templates'
>;

/** A place with a typed secret. */
export interface TypedSecret {
	place: string;
	/**
	 * What can replace it: a credential's `Authorization`, its key, or only a value of a service credential. A proxy is
	 * no matter of a credential.
	 */
	by: 'authorization' | 'key' | 'value' | 'proxy';
}

/** Words that are no secret: the scheme in front of one, `Bearer abc`, and a name in front of a placeholder. */
const SCHEME = /^[a-z][\w-]*\s+(?=\S)/i;
const NAME = /^[^=]+="?_"?$/;
/** Length of a secret in a path, after a part that names it: `/api_key/4f…`. */
const SHORTEST_IN_PATH = 16;

const { hidesName } = createRedactor([], []);

/** Where secrets are typed, instead of placeholders. Each place once. */
export function typedSecrets({
	headers,
	url,
	body,
	userAndPassword,
	proxyPassword,
	templates,
}: Seen): TypedSecret[] {
	const typed = (raw: string) => textOutside(raw, templates.syntax);
	const found = [
		...inUser(userAndPassword, typed),
		...(proxyPassword ? [{ place: proxyPassword, by: 'proxy' as const }] : []),
		...headers.flatMap(({ name, value }) => inHeader(name, typed(value))),
		...inUrl(typed(url)),
		...inBody(namedValuesOf(body, typed), 'text' in body ? typed(body.text) : ''),
	];
	return [...new Map(found.map((secret) => [secret.place, secret])).values()];
}

/** @param value with `_` in place of each placeholder */
function isTyped(value: string): boolean {
	return value
		.replace(SCHEME, '')
		.split(/[\s:;,]+/)
		.some((word) => /[^\W_]/.test(word) && !NAME.test(word));
}

/** @param isNamed whether the value's name says so */
const isSecret = (value: string, isNamed: boolean) => (isNamed && isTyped(value)) || looksLikeKey(value);

function inUser(user: Seen['userAndPassword'], typed: (raw: string) => string): TypedSecret[] {
	if (!user) return [];
	const text = typed(user.text);
	const password = text.slice(text.indexOf(':') + 1);
	if (!/[^\W_]/.test(password === '' ? text : password)) return [];
	return [{ place: user.isInUrl ? 'the URL before the @' : '-u', by: 'authorization' }];
}

function inHeader(name: string, value: string): TypedSecret[] {
	const by = name.toLowerCase() === 'authorization' ? 'authorization' : 'key';
	if (isSecret(value, hidesName(name))) return [{ place: name, by }];
	return inUrl(value).length > 0 ? [{ place: name, by: 'value' }] : [];
}

function inUrl(url: string): TypedSecret[] {
	if (!/^https?:\/\/|^_|^\//i.test(url)) return [];
	const [path = '', query = ''] = url.split(/\?([^]*)/);
	const found: TypedSecret[] = pairsOf(query)
		.filter(([name, value]) => isSecret(value, isSecretParameter(name)))
		.map(([name]) => ({ place: `the query parameter ${name}`, by: 'key' }));
	return isInPath(path) ? [...found, { place: 'the path of the URL', by: 'value' }] : found;
}

function isInPath(path: string): boolean {
	const isNamed = path
		.split('/')
		.some(
			(part, index, parts) =>
				part.length >= SHORTEST_IN_PATH &&
				/^(?=.*\d)[\w.~-]+$/.test(part) &&
				hidesName(parts[index - 1] ?? ''),
		);
	return isNamed || looksLikeKey(path) || /[^\W_]/.test(secretOfAddress(path) ?? '');
}

function inBody(values: readonly NamedValue[], whole: string): TypedSecret[] {
	const found = values
		.filter(([name, value]) => isSecret(value, hidesName(name)))
		.map(([name]): TypedSecret => ({ place: `the field ${name} of the body`, by: 'value' }));
	return found.length === 0 && looksLikeKey(whole) ? [{ place: 'the body', by: 'value' }] : found;
}
