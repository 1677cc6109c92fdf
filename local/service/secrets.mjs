/** The secrets that the service asks for are the ones in examples/credentials.json: one place for both. */

/**
 * @param {Array<{ type: string, data: Record<string, any> }>} credentials
 * @returns {import('./protection.mjs').Secrets}
 */
export function secretsOf(credentials) {
	const dataOf = (/** @type {string} */ type) => {
		const credential = credentials.find((candidate) => candidate.type === type);
		if (!credential) throw new Error(`examples/credentials.json has no ${type}.`);
		return credential.data;
	};
	const { clientId = '', clientSecret = '' } = dataOf('customWebhookOAuth2Api');
	const { username = '', password = '' } = dataOf('customWebhookBasicApi');
	return {
		token: dataOf('customWebhookBearerApi').token ?? '',
		apiKey: dataOf('customWebhookApiKeyApi').value ?? '',
		username,
		password,
		clientId,
		clientSecret,
	};
}
