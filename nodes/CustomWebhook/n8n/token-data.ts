import { isSecretName } from '../formats';
import type { CredentialData } from '../request';

/** Parameters of a token request that are not secret (RFC 6749, 8707). */
const PUBLIC_PARAMETER =
	/^(?:audience|resource|scope|grant_type|response_type|client_id|redirect_uri|tenant|tenant_id|account_id)$/i;

/** The response of the token server, as n8n keeps it. */
export function tokenDataOf(data: CredentialData): Record<string, unknown> {
	return (data.oauthTokenData ?? {}) as Record<string, unknown>;
}

/** The access token that n8n has stored, if there is one. */
export function tokenOf(data: CredentialData): string | undefined {
	const token = tokenDataOf(data).access_token;
	return typeof token === 'string' && token !== '' ? token : undefined;
}

/** Whether the stored token has expired, and n8n can get another. */
export function hasExpired(data: CredentialData, now: number): boolean {
	const expiresAt = Number(tokenDataOf(data).n8n_expires_at ?? NaN);
	return expiresAt <= now && canBeRenewed(data);
}

/** Whether n8n can get a token without the owner of the credential. */
export function canBeRenewed(data: CredentialData): boolean {
	return isClientCredentials(data) || Boolean(tokenDataOf(data).refresh_token);
}

/** Whether the credential's own client ID and secret are all that a token needs (RFC 6749, section 4.4). */
export function isClientCredentials({ grantType }: CredentialData): boolean {
	return grantType === 'clientCredentials';
}

/** All secrets of an OAuth2 credential, at any depth. */
export function secretsOf(data: object): string[] {
	return Object.entries(data).flatMap(([name, value]: [string, unknown]) => {
		if (name === 'additionalBodyProperties') return secretParametersOf(value);
		if (typeof value === 'object' && value !== null) return secretsOf(value);
		return typeof value === 'string' && value !== '' && isSecretName(name) ? [value] : [];
	});
}

/** Extra parameters of the token request, as JSON: it is sent to the token server only, like the client secret. */
function secretParametersOf(json: unknown): string[] {
	let parameters: unknown = json;
	try {
		if (typeof json === 'string') parameters = JSON.parse(json);
	} catch {
		return [];
	}
	return textsIn(parameters);
}

function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return value === '' ? [] : [value];
	if (typeof value === 'number') return [String(value)];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, each]) =>
		PUBLIC_PARAMETER.test(name) ? [] : textsIn(each),
	);
}
