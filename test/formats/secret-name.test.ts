import {
	isPrivateHeader,
	isSecretName,
	isSecretParameter,
} from '../../nodes/CustomWebhook/formats/secret-name';
import { expectProportional } from '../support/growth';

describe('A name says that its value is a secret', () => {
	it.each([
		...['authorization', 'Proxy-Authorization', 'cookie', 'Set-Cookie', 'password', 'passwd', 'secret'],
		...['token', 'access_token', 'refresh_token', 'api_key', 'apikey', 'x-api-key', 'client_secret'],
		...['signature', 'accessToken', 'X-Auth-Token', 'id_token', 'idToken', 'Private-Token', 'privateKey'],
		...['X-Vault-Token', 'X-Shopify-Access-Token', 'clientSecret', 'X-Amz-Security-Token', 'ACCESSTOKEN'],
		...[
			'Ocp-Apim-Subscription-Key',
			'x-functions-key',
			'DD-APPLICATION-KEY',
			'user.password',
			'password2',
			'client_assertion',
		],
		...['new password', 'Signature', 'secret_key', 'X-Refresh-Token'],
	])('%s', (name) => expect(isSecretName(name)).toBe(true));

	it.each([
		...['name', 'tokens', 'token_type', 'max_tokens', 'secretary', 'key', 'author', 'tokenized'],
		...[
			'nextPageToken',
			'page_token',
			'sync-token',
			'continuationToken',
			'primary_key',
			'idempotency_key',
		],
		...['webhook-signature', 'X-Hub-Signature-256', 'signature_algorithm', 'expires_in', 'cookies', ''],
	])('but not %p', (name) => expect(isSecretName(name)).toBe(false));
});

it.each(['key', 'sig', 'X-Amz-Signature', 'auth', 'api_key', 'accessToken', 'pwd'])(
	'In a query %s names a secret',
	(name) => expect(isSecretParameter(name)).toBe(true),
);

it.each(['sort_key', 'page_token', 'author', 'keys'])('In a query %s names none', (name) =>
	expect(isSecretParameter(name)).toBe(false),
);

it('A name of any length is looked at in time in proportion to its length', () => {
	for (const piece of ['1', '-', 'token', 'a1'])
		expectProportional((length) => isSecretName(`${piece.repeat(length)}x`), 1_000_000);
});

it.each([
	...[
		'X-Auth-Token',
		'Private-Token',
		'X-Vault-Token',
		'X-Shopify-Access-Token',
		'X-Session',
		'X-SessionId',
		'X-Credential',
		'X-Bearer',
		'DPoP',
		'X-CSRF',
	],
	...['apikey', 'X-Hub-Signature-256', 'X-Shopify-Hmac-Sha256', 'Idempotency-Key', 'Cookie2', 'X-Passwd'],
	...['X-Client-Secret', 'X-Goog-Authenticated-User', 'X-CSRF-TOKEN', 'DPoP-Key', 'X-Api_Key'],
])('The header %s stays behind on the way to another origin', (name) =>
	expect(isPrivateHeader(name)).toBe(true),
);

it.each(['Accept', 'Content-Type', 'User-Agent', 'X-Request-Id', 'X-Tenant', 'Prefer'])(
	'The header %s goes along',
	(name) => expect(isPrivateHeader(name)).toBe(false),
);
