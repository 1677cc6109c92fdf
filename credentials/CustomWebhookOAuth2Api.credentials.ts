import type { ICredentialType, INodeProperties, Icon } from 'n8n-workflow';

/** All of n8n's own OAuth2 grants: n8n gets, stores and refreshes the token (RFC 6749). */
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

	/** n8n's own OAuth2 credential has these two, the second under another name, but types that extend it do not. */
	properties: INodeProperties[] = [
		{
			displayName: 'Ignore SSL Issues (Insecure)',
			name: 'ignoreSSLIssues',
			type: 'boolean',
			default: false,
			description: "Whether to get tokens even if the token server's certificate is not valid",
		},
		{
			displayName: 'Token Expired Status Code',
			name: 'expiredStatusCode',
			type: 'number',
			default: 401,
			description: 'Another status, besides 401, that means an expired token. Some services use 403.',
		},
	];
}
