import { missingCredentials } from '../../nodes/CustomWebhook/n8n/credentials';
import { readSettings } from '../../nodes/CustomWebhook/settings';
import type { INodeParameters } from 'n8n-workflow';
import { contextWith } from './context';

function missing(parameters: INodeParameters, credentials: object = {}) {
	const { settings } = readSettings(
		{
			getNodeParameter: (name, _index, fallback) => parameters[name] ?? fallback,
			evaluateExpression: (code) => code,
		},
		0,
	);
	return missingCredentials(contextWith({ getNode: () => ({ credentials }) }), settings);
}

it('a credential that is missing is known by the field that asks for it', () => {
	expect(
		missing({
			authentication: 'bearer',
			options: { clientCertificate: true, signing: { values: { signing: 'hmac' } } },
		}),
	).toEqual([
		{ field: 'authentication', type: 'customWebhookBearerApi' },
		{ field: 'options.signing', type: 'customWebhookSigningApi' },
		{ field: 'options.clientCertificate', type: 'customWebhookTlsApi' },
	]);
});

it('nothing is missing where the node has the credential, or needs none', () => {
	expect(missing({ authentication: 'basic' }, { customWebhookBasicApi: { id: '1' } })).toEqual([]);
	expect(missing({})).toEqual([]);
});
