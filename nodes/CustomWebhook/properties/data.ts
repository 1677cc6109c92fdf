import type { INodeProperties } from 'n8n-workflow';

import { CHOICES } from '../defaults';
import { choice } from './choice';

/** Which record placeholders refer to, and the name under which the response is kept. */
export const dataProperties: INodeProperties[] = [
	{
		displayName: 'Webhook Name',
		name: 'webhookName',
		type: 'string',
		default: '',
		placeholder: 'e.g. WH5',
		description: 'A name for this webhook. Later steps read its response as {{data.WH5.promocode}}.',
	},
	{
		displayName: 'Data Context',
		name: 'dataContext',
		...choice(CHOICES.dataContext, {
			auto: {
				name: 'Automatic',
				description: 'The first of contact, opportunity, ticket and event that the item has',
			},
			contact: 'Contact',
			custom: { name: 'Custom', description: 'Another record, given by its path in the item' },
			event: 'Event',
			opportunity: 'Opportunity',
			ticket: 'Ticket',
		}),
		description:
			'Which record {{first_name}} refers to. With Contact it is the same as {{contact.first_name}}.',
	},
	{
		displayName: 'Data Context Path',
		name: 'dataContextPath',
		type: 'string',
		displayOptions: { show: { dataContext: ['custom'] } },
		default: '',
		required: true,
		placeholder: 'e.g. body.customer',
		description: 'Where to find the record in the item, with dots',
	},
];
