import type { INodeProperties } from 'n8n-workflow';

import { templateLine } from './template-field';

/** Where a variable goes: the same for those of an answer and those of a failure. */
const variableType: INodeProperties = {
	displayName: 'Type',
	name: 'type',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Advanced',
			value: 'advanced',
			description: 'Any place in the item: the name is a path with dots',
		},
		{ name: 'Details', value: 'details', description: 'Set as details.name: tags, notes, result' },
		{
			name: 'Linked ID',
			value: 'linkedId',
			description: 'Set as linkedIds.name: the ID in another system',
		},
		{
			name: 'Routing Details',
			value: 'routing',
			description: 'Set as routing.name: channel, inbound number',
		},
		{ name: 'Source', value: 'source', description: 'Set as source.name: phone, email, person ID' },
		{ name: 'Variable', value: 'variable', description: 'Set as variables.name' },
	],
	default: 'variable',
	description: 'Where the value is put in the item',
	hint: 'Where the item keeps it: with Variable, in variables under the name above',
};

/** What becomes of an answer and of a failure. */
export const outcomeProperties: INodeProperties[] = [
	{
		displayName: 'Response Variables',
		name: 'responseVariables',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Variable',
		default: {},
		description: 'Values of the answer that the next steps work with',
		options: [
			{
				displayName: 'Variable',
				name: 'variable',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. jobTitle',
					},
					{
						displayName: 'From',
						name: 'source',
						type: 'options',
						noDataExpression: true,
						options: [
							{ name: 'Body', value: 'body' },
							{ name: 'Header', value: 'header' },
							{ name: 'Status Code', value: 'status' },
							{ name: 'Status Message', value: 'statusMessage' },
							{
								name: 'URL',
								value: 'url',
								description: 'The address that answered, after redirects',
							},
						],
						default: 'body',
					},
					{
						displayName: 'Path',
						name: 'path',
						type: 'string',
						displayOptions: { show: { source: ['body', 'header'] } },
						default: '',
						placeholder: 'e.g. users.0.title',
						description:
							'Where the value stands: users.0.title, users[0].title, ["a b"].c, users.*.title for all. Empty takes everything. For a header, its name.',
					},
					variableType,
					{
						displayName: 'Data Type',
						name: 'dataType',
						type: 'options',
						noDataExpression: true,
						options: [
							{ name: 'As It Comes', value: 'auto' },
							{ name: 'Boolean', value: 'boolean' },
							{ name: 'JSON', value: 'json' },
							{ name: 'Number', value: 'number' },
							{ name: 'Text', value: 'string' },
						],
						default: 'auto',
						description: 'A value that does not fit counts as missing',
					},
					{
						displayName: 'Default Value',
						name: 'defaultValue',
						type: 'string',
						default: '',
						placeholder: 'e.g. unknown',
						description: 'Taken where the answer has no such value',
					},
					{
						displayName: 'Required',
						name: 'required',
						type: 'boolean',
						default: false,
						description:
							'Whether the item goes to Failure when the answer has no such value and there is no default',
					},
				],
			},
		],
	},
	{
		displayName: 'On Failure',
		name: 'onFailure',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Send to the Failure Output',
				value: 'route',
				description: 'Items that failed leave on Failure, the others on Success',
			},
			{
				name: 'Continue on Success',
				value: 'continue',
				description: 'All items leave on Success; those that failed carry a failure',
			},
			{
				name: 'Stop the Workflow',
				value: 'stop',
				description: 'The first failure ends the workflow with an error',
			},
		],
		default: 'route',
	},
	{
		displayName: 'Failure Variables',
		name: 'failureVariables',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Variable',
		default: {},
		description: 'Set on an item that fails',
		options: [
			{
				displayName: 'Variable',
				name: 'variable',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. deliveryState',
					},
					variableType,
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						typeOptions: templateLine,
						default: '',
						placeholder: 'e.g. not delivered to {{contact.email}}',
					},
				],
			},
		],
	},
];
