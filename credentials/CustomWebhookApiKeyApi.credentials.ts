import type { IAuthenticateGeneric, ICredentialType, INodeProperties, Icon } from 'n8n-workflow';
import { DEFAULTS } from '../nodes/CustomWebhook/defaults';
import { testUrl } from './testUrl';

/** Sends a key in a header, or in the query if a service takes it only there. */
export class CustomWebhookApiKeyApi implements ICredentialType {
	name = 'customWebhookApiKeyApi';

	displayName = 'Custom Webhook API Key';

	icon: Icon = {
		light: 'file:../nodes/CustomWebhook/customWebhook.svg',
		dark: 'file:../nodes/CustomWebhook/customWebhook.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-custom-webhook/n8n-nodes-custom-webhook/blob/main/docs/authentication.md#api-key';

	properties: INodeProperties[] = [
		{
			displayName: 'Placement',
			name: 'placement',
			type: 'options',
			options: [
				{ name: 'Header', value: 'header' },
				{
					name: 'Query',
					value: 'query',
					description: 'Only if the service requires it: URLs end up in logs',
				},
			],
			default: 'header',
			description: 'Where the service expects the key',
		},
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			required: true,
			default: DEFAULTS.apiKeyHeader,
			description: 'Name of the header or query parameter',
		},
		{
			displayName: 'Value',
			name: 'value',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'The key itself',
		},
		testUrl,
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: {
			headers: {
				'={{$credentials.placement === "header" ? $credentials.name : ""}}':
					'={{$credentials.placement === "header" ? $credentials.value : ""}}',
			},
			qs: {
				'={{$credentials.placement === "query" ? $credentials.name : ""}}':
					'={{$credentials.placement === "query" ? $credentials.value : ""}}',
			},
		},
	};
}
