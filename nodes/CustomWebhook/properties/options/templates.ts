/** How placeholders are read. */
import { CHOICES } from '../../defaults';
import { choice } from '../choice';
import { notForTools } from '../tool';
import { group } from './group';

export const templates = group('Placeholders', 'templates', 'How placeholders are read', [
	{
		displayName: 'Missing Values',
		name: 'missingValues',
		...choice(CHOICES.missingValues, {
			empty: 'Leave Empty',
			fail: { name: 'Fail', description: 'The item fails, and nothing is sent' },
		}),
		description: 'What to do if a placeholder has no value',
	},
	{
		displayName: 'Placeholder Syntax',
		name: 'placeholderSyntax',
		...choice(CHOICES.placeholderSyntax, {
			handlebars: '{{contact.email}}',
			dollar: '${contact.email}',
		}),
	},
	notForTools({
		displayName: 'Readable Data',
		name: 'readableData',
		...choice(CHOICES.readableData, {
			everything: 'Everything in the Item',
			record: {
				name: 'Record Only',
				description: 'Only the record that Data Context names, data.*, variables.* and service.*',
			},
		}),
		description: 'What placeholders may read. Anything else fails the item.',
	}),
	{
		displayName: 'Lists in Query and Form',
		name: 'queryArrays',
		...choice(CHOICES.queryArrays, {
			brackets: { name: 'Brackets', description: 'As in tags[]=a&tags[]=b' },
			comma: { name: 'Comma', description: 'As in tags=a,b' },
			repeat: { name: 'Repeat', description: 'As in tags=a&tags=b' },
		}),
		description: 'How to send a list that is the whole value of a query parameter or form field',
	},
]);
