/** How the response is read, and when it counts as a success. */
import { CHOICES, DEFAULTS } from '../../defaults';
import { amount } from '../amount';
import { choice } from '../choice';
import { forTools, notForTools } from '../tool';
import { group } from './group';

export const response = group(
	'Output & Response Format',
	'response',
	'How the response is read and what the item keeps',
	[
		{
			displayName: 'Response Format',
			name: 'responseFormat',
			...choice(CHOICES.responseFormat, {
				auto: { name: 'Automatic', description: 'By the content type of the response' },
				file: 'File',
				json: 'JSON',
				text: 'Text',
				xml: { name: 'XML', description: 'Becomes an object, like JSON' },
			}),
		},
		{
			displayName: 'Response Charset',
			name: 'responseCharset',
			type: 'string',
			displayOptions: { show: { responseFormat: ['auto', 'json', 'text', 'xml'] } },
			default: '',
			placeholder: 'e.g. windows-1252',
			description:
				'Overrides the charset that the response names. Set it if umlauts or Chinese characters come out wrong.',
		},
		{
			displayName: 'Put Output File in Field',
			name: 'outputBinaryProperty',
			type: 'string',
			displayOptions: { show: { responseFormat: ['auto', 'file'] } },
			default: DEFAULTS.binaryProperty,
			description: 'Name of the binary field for a response that is a file',
		},
		notForTools({
			displayName: 'Output',
			name: 'output',
			...choice(CHOICES.output, {
				full: {
					name: 'Variables and Response',
					description: 'The response with its headers, attempts and redirects',
				},
				simple: { name: 'Simple', description: 'Only the status and the body of the response' },
				variables: {
					name: 'Variables Only',
					description: 'No response on Success. An item on Failure keeps it.',
				},
			}),
		}),
		notForTools({
			displayName: 'Include Input Fields',
			name: 'includeInput',
			type: 'boolean',
			default: true,
			description: 'Whether the item keeps the fields it came with',
		}),
		forTools({
			displayName: 'Result for the Model',
			name: 'toolOutput',
			...choice(CHOICES.toolOutput, {
				full: { name: 'Everything', description: 'Also the headers, attempts and redirects' },
				simple: {
					name: 'Status and Body',
					description: 'With the response variables, and the reason if the call failed',
				},
				variables: {
					name: 'Variables Only',
					description: 'The response variables, and the reason if the call failed',
				},
			}),
		}),
		forTools({
			displayName: 'Max Length (Characters)',
			...amount('toolMaxCharacters'),
			default: DEFAULTS.toolMaxCharacters,
			description:
				'A longer result is cut, and the model is told. Texts and lists keep their beginning. Four characters are about one token.',
		}),
	],
);

export const success = group('Success Condition', 'success', 'Which responses count as a success', [
	{
		displayName: 'Status Codes',
		name: 'successStatusCodes',
		type: 'string',
		default: DEFAULTS.successStatusCodes,
		placeholder: 'e.g. 2xx, 304, 409',
		description: 'Status codes and ranges, separated by commas',
	},
	{
		displayName: 'Rule',
		name: 'successRule',
		...choice(CHOICES.successRule, {
			auto: {
				name: 'Automatic',
				description: 'Fails on a SOAP fault; otherwise the status decides',
			},
			graphqlErrors: { name: 'GraphQL Errors', description: 'Fails if the response has errors' },
			path: { name: 'Value in the Body', description: 'The body must have a certain value' },
			soapFault: { name: 'SOAP Fault', description: 'Fails if the response has a SOAP fault' },
			statusOnly: 'Status Only',
		}),
		description: 'Extra condition for success',
	},
	{
		displayName: 'Path',
		name: 'successPath',
		type: 'string',
		displayOptions: { show: { successRule: ['path'] } },
		default: '',
		placeholder: 'e.g. result.status',
		description: 'The value that the body must have',
	},
	{
		displayName: 'Equals',
		name: 'successValue',
		type: 'string',
		displayOptions: { show: { successRule: ['path'] } },
		default: '',
		placeholder: 'e.g. ok',
		description: 'The required value, as text. Leave empty if any value is fine.',
	},
]);
