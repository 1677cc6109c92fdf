/** How placeholders are read. */
import { group } from './group';

export const templates = group('Templates', 'templates', 'How placeholders are read', [
	{
		displayName: 'Missing Values',
		name: 'missingValues',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Leave Empty', value: 'empty' },
			{ name: 'Fail', value: 'fail', description: 'The item fails, and nothing is sent' },
		],
		default: 'empty',
		description: 'What a placeholder without a value does',
	},
	{
		displayName: 'Placeholder Syntax',
		name: 'placeholderSyntax',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: '{{contact.email}}', value: 'handlebars' },
			{ name: '${contact.email}', value: 'dollar' },
		],
		default: 'handlebars',
	},
	{
		displayName: 'Lists in Query and Form',
		name: 'queryArrays',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Brackets', value: 'brackets', description: 'As in tags[]=a&tags[]=b' },
			{ name: 'Comma', value: 'comma', description: 'As in tags=a,b' },
			{ name: 'Repeat', value: 'repeat', description: 'As in tags=a&tags=b' },
		],
		default: 'comma',
		description: 'How a list is sent that stands alone in a query or form value',
	},
]);
