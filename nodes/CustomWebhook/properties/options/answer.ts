/** How the answer is read, and when it counts as a success. */
import { DEFAULTS } from '../../defaults';
import { group } from './group';

export const response = group('Response', 'response', 'How the answer is read and what the item keeps', [
	{
		displayName: 'Response Format',
		name: 'responseFormat',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Automatic', value: 'auto', description: 'By the content type of the answer' },
			{ name: 'File', value: 'file' },
			{ name: 'JSON', value: 'json' },
			{ name: 'Text', value: 'text' },
			{ name: 'XML', value: 'xml', description: 'Becomes an object, like JSON' },
		],
		default: 'auto',
	},
	{
		displayName: 'Put Output File in Field',
		name: 'outputBinaryProperty',
		type: 'string',
		displayOptions: { show: { responseFormat: ['auto', 'file'] } },
		default: DEFAULTS.binaryProperty,
		description: 'Name of the binary field for an answer that is a file',
	},
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Variables and Response', value: 'full' },
			{ name: 'Variables Only', value: 'variables' },
		],
		default: 'full',
	},
	{
		displayName: 'Include Input Fields',
		name: 'includeInput',
		type: 'boolean',
		default: true,
		description: 'Whether the item keeps the fields it came with',
	},
]);

export const success = group('Success', 'success', 'Which answers count as a success', [
	{
		displayName: 'Status Codes',
		name: 'successStatusCodes',
		type: 'string',
		default: DEFAULTS.successStatusCodes,
		placeholder: 'e.g. 2xx, 304, 409',
		description: 'List and ranges',
	},
	{
		displayName: 'Rule',
		name: 'successRule',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Automatic', value: 'auto', description: 'A SOAP fault fails, else the status decides' },
			{ name: 'GraphQL Errors', value: 'graphqlErrors', description: 'An answer with errors fails' },
			{ name: 'SOAP Fault', value: 'soapFault', description: 'An answer with a SOAP fault fails' },
			{ name: 'Status Only', value: 'statusOnly' },
			{ name: 'Value in the Body', value: 'path', description: 'The body must have a value' },
		],
		default: 'auto',
		description: 'What the answer must meet besides its status',
	},
	{
		displayName: 'Path',
		name: 'successPath',
		type: 'string',
		displayOptions: { show: { successRule: ['path'] } },
		default: '',
		placeholder: 'e.g. result.status',
		description: 'The value in the body that must exist',
	},
	{
		displayName: 'Equals',
		name: 'successValue',
		type: 'string',
		displayOptions: { show: { successRule: ['path'] } },
		default: '',
		placeholder: 'e.g. ok',
		description: 'What the value must be, as text. Leave empty if it must only exist.',
	},
]);
