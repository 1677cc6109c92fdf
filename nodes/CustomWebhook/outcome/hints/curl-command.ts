import type { Settings } from '../../settings';
import type { RunSeen } from './run-seen';
import { typedSecrets, type TypedSecret } from './typed-secrets';
import { listed } from './values';

type Seen = RunSeen['settings'];

/** Secrets that are typed in a cURL command, where everybody with access to the workflow can read them. */
export function secretsInCommand(settings: Seen): string[] {
	if (settings.requestFrom !== 'curl') return [];
	const secrets = typedSecrets(settings);
	if (secrets.length === 0) return [];
	return [
		`cURL Command has a secret in ${listed(secrets.map(({ place }) => place))}, which everyone who can open the ` +
			`workflow can read. ${fixesOf(secrets, settings).join(' ')}`,
	];
}

const OF_ANY_KIND: ReadonlySet<Seen['authentication']> = new Set(['apiKey', 'service']);

function fixesOf(secrets: readonly TypedSecret[], settings: Seen): string[] {
	const others = secrets.filter(({ by }) => by !== 'proxy');
	return [
		...(others.length > 0 ? [fixOf(others, settings)] : []),
		...(others.length < secrets.length ? [PROXY_ELSEWHERE] : []),
	];
}

const PROXY_ELSEWHERE =
	'Use a proxy without a password, or have HTTPS_PROXY set for n8n, which holds if the command names no proxy.';

function fixOf(secrets: readonly TypedSecret[], { authentication, templates }: Seen): string {
	const value = templates.syntax === 'dollar' ? '${service.name}' : '{{service.name}}';
	if (authentication === 'service')
		return `Move it into the chosen credential: as a header or query parameter there, or as a value, and write ${value} in its place.`;
	if (secrets.some(({ by }) => by === 'value'))
		return `Choose Service in Authentication, make it a value of the credential, and write ${value} in its place.`;
	if (authentication === 'none')
		return 'Choose a credential in Authentication: it is kept encrypted, and used instead.';
	if (secrets.every(({ by }) => by === 'authorization') && !OF_ANY_KIND.has(authentication))
		return 'Remove it: the chosen credential is used instead.';
	return 'Remove it if the chosen credential has it. If not, choose Service in Authentication: its credential keeps several headers and query parameters encrypted.';
}

/** cURL sends JSON with a form's type by default, which few services accept. */
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
