import type { Settings } from '../../settings';
import type { RunSeen } from './run-seen';
import { toldSecrets, typedSecrets } from './typed-secrets';

type Seen = RunSeen['settings'];

/** Secrets that are typed in a cURL command, where everybody with access to the workflow can read them. */
export function secretsInCommand(settings: Seen): string[] {
	if (settings.requestFrom !== 'curl') return [];
	return toldSecrets('cURL Command has', typedSecrets(settings), settings);
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
