import type { ICredentialType, INodeProperties, Icon } from 'n8n-workflow';

/** All of n8n's own OAuth2 grants; n8n gets, keeps and refreshes the token (RFC 6749). */
export class CustomWebhookOAuth2Api implements ICredentialType {
	name = 'customWebhookOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Custom Webhook OAuth2';

	icon: Icon = {
		light: 'file:../nodes/CustomWebhook/customWebhook.svg',
		dark: 'file:../nodes/CustomWebhook/customWebhook.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-custom-webhook/n8n-nodes-custom-webhook/blob/main/docs/authentication.md#oauth2';

	properties: INodeProperties[] = [];
}
