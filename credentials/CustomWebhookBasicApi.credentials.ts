import type { IAuthenticateGeneric, ICredentialType, INodeProperties, Icon } from 'n8n-workflow';
import { testUrl } from './testUrl';

/** Sends `Authorization: Basic …` in UTF-8 (RFC 7617). */
export class CustomWebhookBasicApi implements ICredentialType {
	name = 'customWebhookBasicApi';

	displayName = 'Custom Webhook Basic Auth';

	icon: Icon = {
		light: 'file:../nodes/CustomWebhook/customWebhook.svg',
		dark: 'file:../nodes/CustomWebhook/customWebhook.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-custom-webhook/n8n-nodes-custom-webhook/blob/main/docs/authentication.md#basic-auth';

	properties: INodeProperties[] = [
		{
			displayName: 'Username',
			name: 'username',
			type: 'string',
			default: '',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
		},
		testUrl,
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: {
			auth: { username: '={{$credentials.username}}', password: '={{$credentials.password}}' },
		},
	};
}
