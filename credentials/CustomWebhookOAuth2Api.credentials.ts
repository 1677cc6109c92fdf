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

	/** n8n has these two in its own OAuth2 credential, the second under another name, and does not hand them on. */
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
			description:
				'Status by which the service says that a token has expired, beside 401. Some say it with 403.',
		},
	];
}
