import { isSecretName } from '../../redact';
import type { Settings } from '../../settings';
import { textOutside } from '../../template';
import type { RunSeen } from './run-seen';
import { listed } from './values';

type Seen = RunSeen['settings'];

/** Words that are no secret: the scheme in front of one, `Bearer abc`, and a name in front of a placeholder. */
const SCHEME = /^[a-z][\w-]*\s+(?=\S)/i;
const NAME = /^[^=]+="?_"?[;,]?$/;

/** Secrets that are typed in a cURL command, where everybody who may see the workflow reads them. */
export function secretsInCommand({ requestFrom, headers, userAndPassword, templates }: Seen): string[] {
	if (requestFrom !== 'curl') return [];
	const isTyped = (value: string) =>
		textOutside(value, templates.syntax)
			.split(/[\s:]+/)
			.some((word) => /[^\W_]/.test(word) && !NAME.test(word));
	const names = headers
		.filter(({ name, value }) => isSecretName(name) && isTyped(value.replace(SCHEME, '')))
		.map(({ name }) => name);
	const password = userAndPassword?.slice(userAndPassword.indexOf(':') + 1);
	if (userAndPassword !== undefined && isTyped(password === '' ? userAndPassword : (password ?? '')))
		names.unshift('-u');
	if (names.length === 0) return [];
	return [
		`cURL Command has a secret in ${listed(names)}, which everyone who can open the workflow can read. ` +
			'Choose a credential in Authentication: it is kept encrypted, and used instead.',
	];
}

/** cURL sends JSON as a form if nobody says otherwise, and few services take it so. */
export function jsonSentAsForm({ requestFrom, body, headers }: Seen): string[] {
	if (requestFrom !== 'curl' || body.type !== 'json' || !isForm(headers)) return [];
	return [
		'The body is JSON, but the command has no -H "Content-Type: application/json", so cURL and this node send it ' +
			'with the type of a form. If the service does not take it, use --json instead of -d.',
	];
}

function isForm(headers: Settings['headers']): boolean {
	return headers.some(
		({ name, value }) =>
			name.toLowerCase() === 'content-type' && value.startsWith('application/x-www-form-urlencoded'),
	);
}
