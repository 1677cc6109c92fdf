/** What follows a response: the pages of a list, a result that comes later. */
import { CHOICES, DEFAULTS } from '../../defaults';
import { amount } from '../amount';
import { choice } from '../choice';
import { templateLine } from '../template-field';
import { group } from './group';

export const pagination = group(
	'Pagination',
	'pagination',
	'Reads a list over many pages into one response',
	[
		{
			displayName: 'Pagination',
			name: 'pagination',
			...choice(CHOICES.pagination, {
				counter: {
					name: 'Page Number or Offset',
					description: 'A parameter counts up with each page',
				},
				cursor: {
					name: 'Cursor in the Body',
					description: 'The response has a value for the next request',
				},
				link: { name: 'Link Header', description: 'As GitHub and Shopify send it: rel="next"' },
				nextUrl: {
					name: 'Next URL in the Body',
					description: 'The response has the address of the next page',
				},
				off: 'Off',
			}),
			description: 'How the service says which page comes next',
		},
		{
			displayName: 'Next Path',
			name: 'nextPath',
			type: 'string',
			displayOptions: { show: { pagination: ['nextUrl', 'cursor', 'counter'] } },
			default: '',
			placeholder: 'e.g. paging.next.after',
			description:
				'Where the next URL or the cursor is in the body. With a page number: a value that is false or missing at the last page, if there is one.',
		},
		{
			displayName: 'Page Parameter',
			name: 'pageParameter',
			type: 'string',
			displayOptions: { show: { pagination: ['cursor', 'counter'] } },
			default: '',
			placeholder: 'e.g. after',
			description:
				'The query parameter or body field that gets the cursor or the number. In JSON it may be a path.',
		},
		{
			displayName: 'Page Parameter In',
			name: 'pageParameterIn',
			...choice(CHOICES.pageParameterIn, {
				auto: {
					name: 'Automatic',
					description: 'In the body if it is JSON or a form, otherwise in the query',
				},
				body: 'Body',
				query: 'Query',
			}),
			displayOptions: { show: { pagination: ['cursor', 'counter'] } },
		},
		{
			displayName: 'First Page',
			...amount('pageStart'),
			displayOptions: { show: { pagination: ['counter'] } },
			default: DEFAULTS.pageStart,
			description: 'The number of the first page. For an offset usually 0.',
		},
		{
			displayName: 'Step',
			...amount('pageStep'),
			displayOptions: { show: { pagination: ['counter'] } },
			default: DEFAULTS.pageStep,
			description: 'How much the number grows with each page. For an offset: the members of a page.',
		},
		{
			displayName: 'List Path',
			name: 'listPath',
			type: 'string',
			displayOptions: { hide: { pagination: ['off'] } },
			default: '',
			placeholder: 'e.g. results',
			description: 'Where the list is in each body. Leave empty if the body itself is the list.',
		},
		{
			displayName: 'Empty Pages',
			name: 'emptyPages',
			...choice(CHOICES.emptyPages, {
				continue: {
					name: 'Continue',
					description: 'If the page names a next one, as Microsoft Graph and Slack do',
				},
				end: 'End of the List',
			}),
			displayOptions: { show: { pagination: ['link', 'nextUrl', 'cursor'] } },
			description: 'What a page without members means. A page number always ends there.',
		},
		{
			displayName: 'Max Pages',
			...amount('maxPages'),
			displayOptions: { hide: { pagination: ['off'] } },
			default: DEFAULTS.maxPages,
			description: 'If there are more, the item succeeds with response.morePages',
		},
		{
			displayName: 'Max Size of All Pages (MB)',
			...amount('pageSizeLimit'),
			displayOptions: { hide: { pagination: ['off'] } },
			default: DEFAULTS.pageSizeLimitMegabytes,
			description: 'If all pages together are larger, the item fails',
		},
	],
);

export const result = group('Result', 'result', 'Waits for a result that the service has ready later', [
	{
		displayName: 'Wait For',
		name: 'waitFor',
		...choice(CHOICES.waitFor, {
			answer: { name: 'Response', description: 'The response to the request is the result' },
			location: {
				name: 'Result at Location',
				description:
					'If the response is a 201 or 202 with Location, or has Operation-Location, ask there',
			},
			url: { name: 'Status URL', description: 'Ask at a URL that you set' },
		}),
	},
	{
		displayName: 'Status URL',
		name: 'statusUrl',
		type: 'string',
		typeOptions: templateLine,
		displayOptions: { show: { waitFor: ['url'] } },
		default: '',
		placeholder: 'e.g. https://api.example.com/jobs/{{response.body.id}}',
		description: 'Where to ask for the result. Placeholders may read the response and the item.',
	},
	{
		displayName: 'Done Path',
		name: 'donePath',
		type: 'string',
		displayOptions: { show: { waitFor: ['location', 'url'] } },
		default: '',
		placeholder: 'e.g. status',
		description:
			'Where the body says whether the result is ready. Leave empty to wait while the status is 202.',
	},
	{
		displayName: 'Done Values',
		name: 'doneValues',
		type: 'string',
		displayOptions: { show: { waitFor: ['location', 'url'] } },
		default: '',
		placeholder: 'e.g. completed, succeeded',
		description: 'Values there that mean that the result is ready. Separate them with commas.',
	},
	{
		displayName: 'Failed Values',
		name: 'failedValues',
		type: 'string',
		displayOptions: { show: { waitFor: ['location', 'url'] } },
		default: '',
		placeholder: 'e.g. failed, canceled',
		description: 'Values there that mean that there will be no result: the item fails',
	},
	{
		displayName: 'Poll Interval (Seconds)',
		...amount('pollInterval'),
		displayOptions: { show: { waitFor: ['location', 'url'] } },
		default: DEFAULTS.pollIntervalSeconds,
		description: 'How long to wait before asking again. A Retry-After of the service wins.',
	},
	{
		displayName: 'Poll Timeout (Seconds)',
		...amount('pollTimeout'),
		displayOptions: { show: { waitFor: ['location', 'url'] } },
		default: DEFAULTS.pollTimeoutSeconds,
		description: 'The longest wait for the result in all. After it, the item fails.',
	},
]);
