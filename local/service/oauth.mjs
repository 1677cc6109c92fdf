/**
 * Gives out tokens by the OAuth2 grant "client credentials" (RFC 6749, section 4.4): POST /oauth/token.
 * The token is the one that /secure/bearer wants.
 */
import { errorAnswer, jsonAnswer } from './answers.mjs';

/** Seconds. */
const TOKEN_LIFETIME = 3600;

/** @param {import('./protection.mjs').Secrets} secrets @returns {import('./server.mjs').Route} */
export function tokenRoute({ token, clientId, clientSecret }) {
	const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`, 'utf8').toString('base64')}`;
	return ({ method, headers, text }) => {
		const form = new URLSearchParams(text);
		if (method !== 'POST' || form.get('grant_type') !== 'client_credentials')
			return errorAnswer(400, 'POST a form with grant_type=client_credentials.');
		const inBody = form.get('client_id') === clientId && form.get('client_secret') === clientSecret;
		if (!inBody && headers.authorization !== basic) return errorAnswer(401, 'invalid_client');
		return jsonAnswer(200, { access_token: token, token_type: 'Bearer', expires_in: TOKEN_LIFETIME });
	};
}
