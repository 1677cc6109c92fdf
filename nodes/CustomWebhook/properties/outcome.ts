import type { INodeProperties } from 'n8n-workflow';

import { CHOICES } from '../defaults';
import { choice } from './choice';
import { rows } from './rows';
import { templateLine } from './template-field';
import { notForTools } from './tool';

/** Where a response variable or a failure variable is saved. */
const variableType: INodeProperties = {
	displayName: 'Save To',
	name: 'type',
	...choice(CHOICES.variableType, {
		advanced: { name: 'Advanced', description: 'Any place in the item: the name is a path with dots' },
		details: { name: 'Details', description: 'Saved in details: tags, notes, result' },
		linkedId: { name: 'Linked ID', description: 'Saved in linkedIds: the ID in another system' },
		routing: { name: 'Routing Details', description: 'Saved in routing: channel, inbound number' },
		source: { name: 'Source', description: 'Saved in source: phone, email, person ID' },
		variable: { name: 'Variable', description: 'Saved in variables' },
	}),
	description: 'Where to save the value in the item',
	// n8n would take <name> for HTML and not show it
	hint: 'Variable: with the name jobTitle, later steps read it as {{variables.jobTitle}}',
};

const CUSTOM = { name: 'Custom (Enter It in Name)' };

/** The name of a variable in a group whose usual names are known; Name beside them takes any other. */
const usualNames: INodeProperties[] = [
	{
		displayName: 'Usual Name',
		name: 'sourceName',
		displayOptions: { show: { type: ['source'] } },
		...choice(CHOICES.sourceName, {
			custom: CUSTOM,
			deviceId: 'Device ID',
			email: 'Email',
			personId: 'Person ID',
			phone: 'Phone Number',
			sessionId: 'Session ID',
		}),
		description: 'Used instead of Name, unless it is Custom',
	},
	{
		displayName: 'Usual Name',
		name: 'detailsName',
		displayOptions: { show: { type: ['details'] } },
		...choice(CHOICES.detailsName, {
			custom: CUSTOM,
			commType: 'Communication Type',
			contactCardUrl: 'Contact Card URL',
			crmUserId: 'CRM User ID',
			notes: 'Notes',
			points: 'Points',
			queue: 'Queue',
			recordings: 'Recordings',
			result: 'Result',
			tags: 'Tags',
			type: 'Type',
			userEmail: 'User Email',
			userFirstName: 'User First Name',
			userLastName: 'User Last Name',
		}),
		description: 'Used instead of Name, unless it is Custom',
	},
	{
		displayName: 'Usual Name',
		name: 'routingName',
		displayOptions: { show: { type: ['routing'] } },
		...choice(CHOICES.routingName, {
			custom: CUSTOM,
			channelKey: 'Channel Key',
			commType: 'Communication Type',
			email: 'Email',
			inboundName: 'Inbound Number Name',
			inboundNumber: 'Inbound Number',
		}),
		description: 'Used instead of Name, unless it is Custom',
	},
];

/** What happens to responses and to failures. */
export const outcomeProperties: INodeProperties[] = [
	{
		displayName: 'Response Variables',
		name: 'responseVariables',
		type: 'fixedCollection',
		typeOptions: rows,
		placeholder: 'Add Variable',
		default: {},
		description: 'Values of the response for the next steps',
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
						...choice(CHOICES.variableSource, {
							body: 'Body',
							header: 'Header',
							item: notForTools({
								name: "Item's Result",
								description: "With Batches: the item's own result in the response",
							}),
							status: 'Status Code',
							statusMessage: 'Status Message',
							url: { name: 'URL', description: 'The address that responded, after redirects' },
						}),
					},
					{
						displayName: 'Path',
						name: 'path',
						type: 'string',
						displayOptions: { show: { source: ['body', 'header', 'item'] } },
						default: '',
						placeholder: 'e.g. users.0.title',
						description:
							'Where to find the value: users.0.title, users[0].title, ["a b"].c, or users.*.title for all. Leave empty for the whole body. For a header, enter its name.',
					},
					variableType,
					...usualNames,
					{
						displayName: 'Convert To',
						name: 'dataType',
						...choice(CHOICES.variableDataType, {
							auto: 'Unchanged',
							boolean: 'Boolean',
							json: 'JSON',
							number: 'Number',
							string: 'Text',
						}),
						description: 'If a value cannot be converted, it counts as missing',
					},
					{
						displayName: 'Default Value',
						name: 'defaultValue',
						type: 'string',
						default: '',
						placeholder: 'e.g. unknown',
						description: 'Used if the response has no such value',
					},
					{
						displayName: 'Required',
						name: 'required',
						type: 'boolean',
						default: false,
						description:
							'Whether the item fails if the response has no such value and there is no default',
					},
				],
			},
		],
	},
	{
		displayName: 'On Failure',
		name: 'onFailure',
		...choice(CHOICES.onFailure, {
			automatic: {
				name: 'Automatic',
				description:
					'Failed items go to the Failure output if it is connected; otherwise the execution fails when all items are processed',
			},
			continue: {
				name: 'Continue on Success',
				description: 'All items go to the Success output; failed ones carry a failure',
			},
			route: {
				name: 'Send to the Failure Output',
				description: 'Failed items go to the Failure output, the others to Success',
			},
			stop: {
				name: 'Stop the Workflow',
				description: 'The first failure ends the workflow with an error',
			},
		}),
	},
	{
		displayName: 'Failure Variables',
		name: 'failureVariables',
		type: 'fixedCollection',
		typeOptions: rows,
		placeholder: 'Add Variable',
		default: {},
		description: 'Values to set on an item that fails. They can read why: {{failure.message}}.',
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
					...usualNames,
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
