import type { ICredentialType, INodeProperties, Icon } from 'n8n-workflow';

/** The secret that the service shares with this node, so that it can check the signatures of requests. */
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
			description: 'As the service shows it: whsec_ and base64, or plain text',
		},
		{
			displayName: 'Previous Secret',
			name: 'previousSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only while the secret is being changed: Standard Webhooks requests are then signed with both',
		},
	];
}
