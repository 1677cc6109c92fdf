import type { ICredentialType, INodeProperties, Icon } from 'n8n-workflow';

/** The secret that a service shares with us to know our requests by their signature. */
export class CustomWebhookSigningApi implements ICredentialType {
	name = 'customWebhookSigningApi';

	displayName = 'Custom Webhook Signing Secret';

	icon: Icon = {
		light: 'file:../nodes/CustomWebhook/customWebhook.svg',
		dark: 'file:../nodes/CustomWebhook/customWebhook.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-custom-webhook/n8n-nodes-custom-webhook/blob/main/docs/authentication.md#signing-secret';

	properties: INodeProperties[] = [
		{
			displayName: 'Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'whsec_…',
			description: 'As the service shows it: whsec_ and base64 for Standard Webhooks, or plain text',
		},
		{
			displayName: 'Previous Secret',
			name: 'previousSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'While a service changes over: Standard Webhooks requests are signed with both',
		},
	];
}
