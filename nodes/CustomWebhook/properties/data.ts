import type { INodeProperties } from 'n8n-workflow';

/** Where placeholders look, and under which name the answer is kept. */
export const dataProperties: INodeProperties[] = [
	{
		displayName: 'Webhook Name',
		name: 'webhookName',
		type: 'string',
		default: '',
		placeholder: 'e.g. WH5',
		description:
			'A name for this webhook. Later steps then read its answer under it: {{data.WH5.promocode}}.',
	},
	{
		displayName: 'Data Context',
		name: 'dataContext',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Automatic',
				value: 'auto',
				description: 'The first of contact, opportunity, ticket and event that the item has',
			},
			{ name: 'Contact', value: 'contact' },
			{ name: 'Custom', value: 'custom', description: 'A record of your own, by its path in the item' },
			{ name: 'Event', value: 'event' },
			{ name: 'Opportunity', value: 'opportunity' },
			{ name: 'Ticket', value: 'ticket' },
		],
		default: 'auto',
		description:
			'The record that placeholders mean: with Contact, {{first_name}} is the same as {{contact.first_name}}',
	},
	{
		displayName: 'Data Context Path',
		name: 'dataContextPath',
		type: 'string',
		displayOptions: { show: { dataContext: ['custom'] } },
		default: '',
		required: true,
		placeholder: 'e.g. body.customer',
		description: 'Where the record stands in the item, with dots',
	},
];
