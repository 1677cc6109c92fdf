import { DEFAULTS } from '../defaults';
import { WebhookFailure } from '../failure';
import { asText, type Settings } from '../settings';
import { isHeaderText } from '../template';
import { doubtOf } from './credential-doubt';
import { filled, refused, unfilled } from './filled';
import { checkedName } from './headers';
import { service } from './service';
import type { AppliedCredential, CredentialData } from './types';

/**
 * @param authentication as chosen in the panel
 * @param data the credential's fields
 * @throws WebhookFailure `credentials` if a field that is needed is empty, `request` if a value is not allowed in a
 * header
 */
export function applyCredential(
	authentication: Settings['authentication'],
	data: CredentialData,
): AppliedCredential {
	switch (authentication) {
		case 'none':
			return { headers: [], headerValues: [], secrets: [] };
		case 'bearer':
			return bearer(asText(data.token));
		case 'oAuth2':
			return bearer(accessToken(data));
		case 'basic':
			return basic(asText(data.username), asText(data.password));
		case 'apiKey':
			return apiKey(data);
		case 'service':
			return service(data);
	}
}

/** RFC 6750, section 2.1. A scheme or a whole header that was pasted in front of the token is dropped. */
function bearer(token: string): AppliedCredential {
	const bare = filled(token.trim().replace(/^(?:Authorization:\s*)?(?:Bearer(?:\s+|$))*/i, ''), 'Token');
	return withHeader('Authorization', `Bearer ${bare}`, [bare]);
}

/** RFC 7617, in UTF-8. */
function basic(username: string, password: string): AppliedCredential {
	if (username.includes(':'))
		throw refused('The user name of the Basic Auth credential has a colon: remove it (RFC 7617)');
	if ((username + password).trim() === '') throw unfilled('user name and no password');
	const pair = Buffer.from(`${username}:${password}`, 'utf8').toString('base64');
	return {
		...withHeader('Authorization', `Basic ${pair}`, [password, pair]),
		...doubtOf({ Username: username, Password: password }),
	};
}

function apiKey(data: CredentialData): AppliedCredential {
	const name = asText(data.name).trim() || DEFAULTS.apiKeyHeader;
	const value = filled(data.value, 'Value');
	if (data.placement !== 'query')
		return { ...withHeader(name, value, [value]), doubt: `The key was sent in the header ${name}.` };
	const { doubt = '' } = doubtOf({ Value: value });
	return {
		headers: [],
		headerValues: [],
		query: { name, value },
		secrets: [value],
		doubt: `The key was sent in the query parameter ${name}. ${doubt}`.trim(),
	};
}

function accessToken(data: CredentialData): string {
	const tokens = data.oauthTokenData as { access_token?: unknown } | undefined;
	return filled(tokens?.access_token, 'access token');
}

function withHeader(name: string, value: string, secrets: string[]): AppliedCredential {
	if (!isHeaderText(value))
		throw new WebhookFailure(
			'request',
			`The credential's value for the header ${name} has a line break, or another character that no header can have`,
			{ field: 'authentication' },
		);
	return {
		headers: [checkedName(name, 'authentication')],
		headerValues: [[name, value]],
		secrets: secrets.filter((secret) => secret !== ''),
	};
}
