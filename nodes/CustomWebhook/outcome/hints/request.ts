import { isSecretParameter } from '../../formats';
import type { RunSeen } from './run-seen';

type Seen = RunSeen['settings'];

/** Many services take this long. Milliseconds. */
const SHORT_TIMEOUT_MS = 5000;

/** Methods that are sent for their body; a DELETE seldom has one. */
const WITH_BODY = new Set(['POST', 'PUT', 'PATCH']);

const BODY_FIELDS: Readonly<Record<string, string>> = {
	json: 'JSON Body',
	xml: 'XML Body',
	text: 'Text Body',
	form: 'Form Fields',
	formText: 'Form Body',
	multipart: 'Form Fields and Files',
};

/** A request that is sent for its body, with a body that is empty. */
export function emptyBody({ method, body }: Pick<Seen, 'method' | 'body'>): string[] {
	if (!WITH_BODY.has(method) || !isEmpty(body)) return [];
	return [
		`${method} has no body: ${BODY_FIELDS[body.type]} is empty. Fill it in, or set Content Type to No Body.`,
	];
}

function isEmpty(body: Seen['body']): boolean {
	if ('text' in body) return body.text.trim() === '';
	if ('fields' in body) return body.fields.length === 0;
	return 'parts' in body && body.parts.length === 0;
}

/** A credential that is sent unencrypted; not to this machine, which needs no network. */
export function insecureUrl({ url, authentication }: Pick<Seen, 'url' | 'authentication'>): string[] {
	const isOpen = /^\s*(?:=\s*)?http:\/\/(?!localhost|127\.|\[::1\])/i.test(url);
	if (authentication === 'none' || !isOpen) return [];
	return ['URL starts with http://, so the credential is sent unencrypted. Use https://.'];
}

/** Secrets in the URL or among the query parameters. Those in a cURL command have a hint of their own. */
export function secretsInQuery({
	requestFrom,
	url,
	queryParameters,
}: Pick<Seen, 'requestFrom' | 'url' | 'queryParameters'>): string[] {
	if (requestFrom === 'curl') return [];
	const inUrl = [...url.matchAll(/[?&]([\w.%[\]-]+)=[^&#]/g)].map((found) => found[1] ?? '');
	const inRows = queryParameters.filter(({ value }) => value !== '').map(({ name }) => name);
	const names = [...new Set([...inUrl, ...inRows])].filter(
		(name) => /^[\w.%[\]-]+$/.test(name) && isSecretParameter(name),
	);
	return names.map(
		(name) =>
			`The query parameter "${name}" looks like a secret, and services write URLs into their logs. ` +
			'Use a Custom Webhook API Key credential, which n8n keeps encrypted.',
	);
}

/** An envelope, or a path of results, without batches. */
export function batchesLeftOff({ areBatchesForgotten }: Pick<Seen, 'areBatchesForgotten'>): string[] {
	if (!areBatchesForgotten) return [];
	return [
		'Batches are off: each item has a request of its own, without Envelope and Results Path. ' +
			'Set Batch Size to the number of items in one request, or remove the option.',
	];
}

/** A timeout that is too short for many services. */
export function shortTimeout({ policy }: Pick<Seen, 'policy'>): string[] {
	const { timeoutMs } = policy;
	if (timeoutMs >= SHORT_TIMEOUT_MS) return [];
	const seconds = timeoutMs / 1000;
	return [`Timeout (Seconds) is ${seconds}. Many services need 5 to 10 to respond.`];
}
