/**
 * Every address also stands behind a lock: /secure/bearer/…, /secure/api-key/…, /secure/basic/….
 * /secure/bearer alone says who has come in.
 */
import { errorAnswer, jsonAnswer } from './answers.mjs';

/**
 * @typedef {{ token: string, apiKey: string, username: string, password: string,
 *   clientId: string, clientSecret: string }} Secrets
 */

/** The names that an API key may come under. */
const API_KEY_HEADER = 'x-api-key';
const API_KEY_PARAMETER = 'api_key';

/**
 * @param {import('./request.mjs').Request} request
 * @param {Secrets} secrets
 * @returns {{ path: string } | { answer: import('./answers.mjs').Answer }} the address behind the lock,
 *   or an answer where there is no more to it
 */
export function openProtected(request, secrets) {
	const [, secure, lock = '', ...rest] = request.path.split('/');
	if (secure !== 'secure') return { path: request.path };
	const who = guests(request, secrets)[lock];
	if (who === undefined) {
		return {
			answer: errorAnswer(404, 'The locks are /secure/bearer, /secure/api-key and /secure/basic.'),
		};
	}
	if (who === false) {
		const headers = { 'www-authenticate': lock === 'basic' ? 'Basic realm="local"' : 'Bearer' };
		return { answer: errorAnswer(401, `This address wants the right ${lock}.`, headers) };
	}
	if (rest.length === 0) return { answer: jsonAnswer(200, { ok: true, lock, ...who }) };
	return { path: `/${rest.join('/')}` };
}

/**
 * @param {import('./request.mjs').Request} request @param {Secrets} secrets
 * @returns {Record<string, false | Record<string, string>>}
 */
function guests({ headers, query }, { token, apiKey, username, password }) {
	const basic = Buffer.from(`${username}:${password}`, 'utf8').toString('base64');
	const keyIn =
		headers[API_KEY_HEADER] === apiKey ? 'header' : query[API_KEY_PARAMETER] === apiKey ? 'query' : '';
	return {
		bearer: headers.authorization === `Bearer ${token}` && {},
		'api-key': keyIn !== '' && { keyIn },
		basic: headers.authorization === `Basic ${basic}` && { username },
	};
}
