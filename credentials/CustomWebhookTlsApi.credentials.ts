import type { ICredentialType, INodeProperties, Icon } from 'n8n-workflow';

/** A client certificate for mutual TLS, or the certificate authority of a private service. */
export class CustomWebhookTlsApi implements ICredentialType {
	name = 'customWebhookTlsApi';

	displayName = 'Custom Webhook Client Certificate';

	icon: Icon = {
		light: 'file:../nodes/CustomWebhook/customWebhook.svg',
		dark: 'file:../nodes/CustomWebhook/customWebhook.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-custom-webhook/n8n-nodes-custom-webhook/blob/main/docs/authentication.md#client-certificate';

	properties: INodeProperties[] = [
		{
			displayName: 'Certificate',
			name: 'cert',
			type: 'string',
			typeOptions: { password: true, rows: 4 },
			default: '',
			placeholder: '-----BEGIN CERTIFICATE-----',
			description: 'In PEM format. Intermediate certificates may follow.',
		},
		{
			displayName: 'Private Key',
			name: 'key',
			type: 'string',
			typeOptions: { password: true, rows: 4 },
			default: '',
			placeholder: '-----BEGIN PRIVATE KEY-----',
			description: 'Key of the certificate, in PEM format',
		},
		{
			displayName: 'PKCS#12',
			name: 'pfx',
			type: 'string',
			typeOptions: { password: true, rows: 4 },
			default: '',
			description: 'Content of a .p12 or .pfx file in Base64, instead of Certificate and Private Key',
		},
		{
			displayName: 'Passphrase',
			name: 'passphrase',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Leave empty if the key or the PKCS#12 file is not encrypted',
		},
		{
			displayName: 'Certificate Authority',
			name: 'ca',
			type: 'string',
			typeOptions: { password: true, rows: 4 },
			default: '',
			placeholder: '-----BEGIN CERTIFICATE-----',
			description: "Only if a private authority issued the service's certificate. In PEM format.",
		},
	];
}
