/** How a person tries the node out in the editor. */
import { CHOICES } from '../../defaults';
import { choice } from '../choice';
import { group } from './group';

export const test = group(
	'Test',
	'test',
	'What to send, and where, when you run the node in the editor. Production runs ignore all of it.',
	[
		{
			displayName: 'Send',
			name: 'testSend',
			...choice(CHOICES.testSend, {
				all: { name: 'All Items', description: 'As in production' },
				choose: { name: 'Chosen Items', description: 'Items that have a certain value at a path' },
				first: 'First Item',
				none: { name: 'No Item', description: 'Nothing is sent: all items are previews' },
			}),
			description: 'Which items to send in a test. The others leave on Success as previews.',
		},
		{
			displayName: 'Path',
			name: 'testPath',
			type: 'string',
			displayOptions: { show: { testSend: ['choose'] } },
			default: '',
			placeholder: 'e.g. contact.email',
			description: 'Path of the value to choose items by, with dots',
		},
		{
			displayName: 'Value',
			name: 'testValue',
			type: 'string',
			displayOptions: { show: { testSend: ['choose'] } },
			default: '',
			placeholder: 'e.g. jane@example.com',
			description: 'Only items with this value at the path are sent. Compared as text.',
		},
		{
			displayName: 'Address',
			name: 'testAddress',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://catcher.example.com/abc',
			description:
				'Where test requests go instead of the host in URL: a request catcher. Credentials, signatures, and headers and fields that are named as secrets, are not sent there. Leave empty to call the service.',
		},
		{
			displayName: 'Record',
			name: 'testRecord',
			type: 'json',
			default: '',
			placeholder: 'e.g. { "contact": { "email": "jane@example.com" } }',
			description:
				'JSON to use in place of the fields of each input item. Leave empty to use the input.',
		},
	],
);
