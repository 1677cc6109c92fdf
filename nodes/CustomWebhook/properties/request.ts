import type { INodeProperties } from 'n8n-workflow';

import { nameAndValue, templateLine } from './template-field';

/** What is called, how, and with which credential. */
export const requestProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Send',
				value: 'send',
				description: 'Send the request for each item and go on by what comes back',
				action: 'Send a request',
			},
			{
				name: 'Preview',
				value: 'preview',
				description: 'Show the request that each item would send, without sending anything',
				action: 'Preview a request',
			},
		],
		default: 'send',
	},
	{
		displayName: 'Method',
		name: 'method',
		type: 'options',
		options: [
			{ name: 'DELETE', value: 'DELETE' },
			{ name: 'GET', value: 'GET' },
			{ name: 'HEAD', value: 'HEAD' },
			{ name: 'PATCH', value: 'PATCH' },
			{ name: 'POST', value: 'POST' },
			{ name: 'PUT', value: 'PUT' },
		],
		default: 'POST',
		description:
			'What the service should do: POST creates, PUT and PATCH update, GET reads, DELETE removes',
	},
	{
		displayName: 'URL',
		name: 'url',
		type: 'string',
		typeOptions: templateLine,
		default: '',
		required: true,
		placeholder: 'e.g. https://api.example.com/contacts/{{contact.id}}',
		description:
			'The address to call, http or https. Put in values with {{contact.email}}, or drag a field here. They are encoded for their place.',
	},
	{
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'API Key', value: 'apiKey', description: 'A key in a header or in the query' },
			{ name: 'Basic Auth', value: 'basic', description: 'User name and password' },
			{ name: 'Bearer Token', value: 'bearer', description: 'A token in the Authorization header' },
			{ name: 'None', value: 'none', description: 'No credential, or headers of your own' },
			{ name: 'OAuth2', value: 'oAuth2', description: 'A token that n8n gets and refreshes by itself' },
		],
		default: 'none',
		description: 'How the service knows who is calling. Secrets are kept by n8n, never in the workflow.',
	},
	// Without it n8n asks for the credentials above the field that decides which.
	{
		displayName: '',
		name: 'credentials',
		type: 'credentials',
		default: '',
	},
	{
		displayName: 'Query Parameters',
		name: 'queryParameters',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Parameter',
		default: {},
		description: 'Added to the URL behind a ? in this order, after those that the URL has already',
		options: [
			{
				displayName: 'Parameter',
				name: 'parameter',
				values: nameAndValue('e.g. email', 'e.g. {{contact.email}}'),
			},
		],
	},
	{
		displayName: 'Headers',
		name: 'headers',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Header',
		default: {},
		description:
			'Sent as typed. The content type and the credential set theirs by themselves; secrets belong in a credential.',
		options: [
			{
				displayName: 'Header',
				name: 'header',
				values: nameAndValue('e.g. X-App-Version', 'e.g. 1.0.0'),
			},
		],
	},
];
