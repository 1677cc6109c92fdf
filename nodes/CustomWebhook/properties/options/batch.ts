/** How items share requests, and which part of a response belongs to which item. */
import { CHOICES, DEFAULTS } from '../../defaults';
import { amount } from '../amount';
import { choice } from '../choice';
import { templateText } from '../template-field';
import { group } from './group';

export const batch = group('Batches', 'batch', 'Send many items in one request, for bulk endpoints', [
	{
		displayName: 'Batch Size (Items)',
		...amount('batchSize'),
		default: DEFAULTS.batchSize,
		description:
			'The most items in one request. The body is written for one item, and the node joins them. Items share a request if their URL, query and headers are the same. 1 = off.',
	},
	{
		displayName: 'Max Body Size (Bytes)',
		...amount('batchMaxBytes'),
		default: DEFAULTS.batchMaxBytes,
		description: 'A batch is sent before its body would become larger than this. 0 = no limit.',
	},
	{
		displayName: 'Format',
		name: 'batchFormat',
		...choice(CHOICES.batchFormat, {
			json: { name: 'JSON List', description: 'A list of the items, with the envelope around it' },
			jsonLines: { name: 'JSON Lines', description: 'One item per line, as application/x-ndjson' },
		}),
	},
	{
		displayName: 'Envelope',
		name: 'batchEnvelope',
		type: 'string',
		typeOptions: templateText(3),
		displayOptions: { show: { batchFormat: ['json'] } },
		default: DEFAULTS.batchEnvelope,
		placeholder: 'e.g. {"contacts": {{items}}}',
		description: 'The JSON around the list of items. {{items}} is the list.',
	},
	{
		displayName: 'Results Path',
		name: 'batchAnswers',
		type: 'string',
		default: '',
		placeholder: 'e.g. results',
		description:
			'Path of the list of results in the response, one result for each item. Each item gets its own as response.item, and the Success Condition "Value in the Body" is checked on it. Enter * if the whole body is the list. Leave empty if there are no results per item.',
	},
	{
		displayName: 'Match Results By',
		name: 'batchMatch',
		...choice(CHOICES.batchMatch, {
			field: { name: 'ID', description: 'The result with the same ID as the item' },
			position: { name: 'Position', description: 'The first result belongs to the first item' },
		}),
		description: 'How to find the result of an item',
	},
	{
		displayName: 'ID in the Item',
		name: 'batchItemPath',
		type: 'string',
		displayOptions: { show: { batchMatch: ['field'] } },
		default: '',
		placeholder: 'e.g. contact.email',
		description: 'Path of the ID in the input item',
	},
	{
		displayName: 'ID in the Result',
		name: 'batchAnswerPath',
		type: 'string',
		displayOptions: { show: { batchMatch: ['field'] } },
		default: '',
		placeholder: 'e.g. email',
		description: 'Path of the ID in a result',
	},
]);
