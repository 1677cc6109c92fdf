import { type RefusingResponse, saysTokenExpired } from '../../nodes/CustomWebhook/response/token-refused';

const says = (response: Partial<RefusingResponse>) =>
	saysTokenExpired({ statusCode: 400, headers: {}, body: null, ...response }, [401, 498]);

it.each<[string, Partial<RefusingResponse>]>([
	['a 401', { statusCode: 401 }],
	["the credential's own status", { statusCode: 498 }],
	[
		'WWW-Authenticate with a 403',
		{ statusCode: 403, headers: { 'www-authenticate': 'Bearer realm="a", error="invalid_token"' } },
	],
	[
		'one of several challenges, however it is written',
		{
			headers: {
				'www-authenticate': ['Basic realm="a, b" BEARER realm=x , Error = Invalid_Token', 'NTLM'],
			},
		},
	],
	['a challenge without its scheme', { headers: { 'www-authenticate': 'error="invalid_token"' } }],
	['error', { body: { error: 'invalid_token' } }],
	['error with a code', { body: { error: { code: 'TOKEN_EXPIRED' } } }],
	['a list', { body: [{ errorCode: 'INVALID_SESSION_ID' }] }],
	['errors', { body: { errors: [{ code: 'token_expired' }] } }],
	['a 200 that is none', { statusCode: 200, body: { ok: false, error: 'token_expired' } }],
])('A service says that the token has expired: %s', (_how, response) => {
	expect(says(response)).toBe(true);
});

it.each<[string, Partial<RefusingResponse>]>([
	['another error', { body: { error: 'invalid_grant' } }],
	['a success that speaks of tokens', { statusCode: 200, body: { code: 'token_expired' } }],
	[
		'a success with a challenge',
		{ statusCode: 200, headers: { 'www-authenticate': 'error="invalid_token"' } },
	],
	['a failure after which it may have acted', { statusCode: 500, body: { error: 'token_expired' } }],
	[
		'a failure after which it may have acted, with a challenge',
		{ statusCode: 502, headers: { 'www-authenticate': 'Bearer error="invalid_token"' } },
	],
	[
		'a realm that reads like it',
		{ statusCode: 403, headers: { 'www-authenticate': 'Basic realm="Bearer error=invalid_token"' } },
	],
	['a text', { body: 'token_expired' }],
	['nothing', {}],
])('A service does not say so: %s', (_how, response) => {
	expect(says(response)).toBe(false);
});
