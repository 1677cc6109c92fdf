import type { ICredentialType, INodeProperties, Icon } from 'n8n-workflow';
import { testUrl } from './testUrl';

/** The fields of a row. Its value is hidden unless its author says that it is no secret. */
const row: INodeProperties[] = [
	{ displayName: 'Name', name: 'name', type: 'string', default: '' },
	{ displayName: 'Value', name: 'value', type: 'string', typeOptions: { password: true }, default: '' },
	{
		displayName: 'Secret',
		name: 'secret',
		type: 'boolean',
		default: true,
		description: 'Whether to hide the value in everything that the node writes',
	},
];

function rows(displayName: string, name: string, placeholder: string, description: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder,
		default: {},
		description,
		options: [{ displayName: 'Row', name: 'row', values: row }],
	};
}

/** A service that is connected once: its address, what each request to it carries, and values for templates. */
export class CustomWebhookServiceApi implements ICredentialType {
	name = 'customWebhookServiceApi';

	displayName = 'Custom Webhook Service';

	icon: Icon = {
		light: 'file:../nodes/CustomWebhook/customWebhook.svg',
		dark: 'file:../nodes/CustomWebhook/customWebhook.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-custom-webhook/n8n-nodes-custom-webhook/blob/main/docs/authentication.md#service';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://api.example.com/v1',
			description:
				'Requests go to this host only. In the node, a URL such as /contacts is added to it.',
		},
		rows('Headers', 'headers', 'Add Header', 'Sent with each request'),
		rows('Query Parameters', 'query', 'Add Parameter', 'Added to each URL'),
		rows(
			'Values',
			'values',
			'Add Value',
			'Used in fields of the node as {{service.name}}. A name such as location.api_token is also found as {{location.api_token}}.',
		),
		{ ...testUrl, description: `${testUrl.description} A path is added to the Base URL.` },
	];
}
