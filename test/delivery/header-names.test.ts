import { isPrivateHeader } from '../../nodes/CustomWebhook/delivery/header-names';

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
