import type { INodeProperties } from 'n8n-workflow';

import { onlyFields } from './only-fields';
import { rows } from './rows';
import { nameAndValue, templateLine } from './template-field';

/** What few requests need besides a body: so it comes after the body, which is then seen without scrolling. */
export const queryAndHeaderProperties: INodeProperties[] = [
	{
		displayName: 'Query Parameters',
		name: 'queryParameters',
		type: 'fixedCollection',
		displayOptions: onlyFields,
		typeOptions: rows,
		placeholder: 'Add Parameter',
		default: {},
		description: 'Added to the URL after ?, following any it already has',
		options: [
			{
				displayName: 'Parameter',
				name: 'parameter',
				values: nameAndValue('e.g. email', 'e.g. {{contact.email}}', templateLine),
			},
		],
	},
	{
		displayName: 'Headers',
		name: 'headers',
		type: 'fixedCollection',
		displayOptions: onlyFields,
		typeOptions: rows,
		placeholder: 'Add Header',
		default: {},
		description:
			'Sent as typed. Content type and credential set their own headers. Keep secrets in a credential.',
		options: [
			{
				displayName: 'Header',
				name: 'header',
				values: nameAndValue('e.g. X-App-Version', 'e.g. 1.0.0'),
			},
		],
	},
];
