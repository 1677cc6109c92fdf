import { missingCredentials } from '../../nodes/CustomWebhook/n8n/credential-types';
import { contextWith } from './context';
import { settingsWith, SIGNING, type Asked } from './credential-settings';

it('What the settings need and the node was not given is named, with the field that needs it', () => {
	const missing = (asked: Asked, given?: object) =>
		missingCredentials(contextWith({ getNode: () => ({ credentials: given }) }), settingsWith(asked));
	expect(missing({})).toEqual([]);
	const all: Asked = { authentication: 'apiKey', signing: SIGNING, clientCertificate: true };
	const needed = [
		{ field: 'authentication', type: 'customWebhookApiKeyApi', label: 'API Key' },
		{ field: 'options.signing', type: 'customWebhookSigningApi', label: 'Signing' },
		{ field: 'options.clientCertificate', type: 'customWebhookTlsApi', label: 'Client Certificate' },
	];
	expect(missing(all)).toEqual(needed);
	const withSigning = { customWebhookSigningApi: { id: '1', name: 'n' } };
	expect(missing(all, withSigning)).toEqual([needed[0], needed[2]]);
});
