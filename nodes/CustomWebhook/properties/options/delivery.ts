/** How requests go out: how fast, how often, where to. */
import { DEFAULTS } from '../../defaults';
import { group } from './group';

export const limits = group('Limits', 'limits', 'How fast the items of a run go out', [
	{
		displayName: 'Concurrency',
		name: 'concurrency',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: DEFAULTS.concurrency,
		description: 'How many items are in flight at once, each over a connection that is used again',
	},
	{
		displayName: 'Requests per Second',
		name: 'requestsPerSecond',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: DEFAULTS.requestsPerSecond,
		description: 'The most requests a second over all items of the run, evenly spaced. 0 = no limit.',
	},
	{
		displayName: 'Circuit Breaker',
		name: 'circuitBreaker',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: DEFAULTS.circuitBreaker,
		description:
			'After so many items in a row without an answer the rest fails at once, so that nobody waits for a dead service. 0 = off.',
	},
]);

export const redirects = group(
	'Redirects',
	'redirects',
	'What happens when the service answers with another address',
	[
		{
			displayName: 'Follow Redirects',
			name: 'followRedirects',
			type: 'boolean',
			default: true,
			description: 'Whether to call the address that the answer names',
		},
		{
			displayName: 'Max Redirects',
			name: 'maxRedirects',
			type: 'number',
			typeOptions: { minValue: 0 },
			displayOptions: { show: { followRedirects: [true] } },
			default: DEFAULTS.maxRedirects,
		},
	],
);

export const retry = group('Retry', 'retry', 'What is sent again, when and how often', [
	{
		displayName: 'Retry Mode',
		name: 'retryMode',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Always',
				value: 'always',
				description: 'Every method, even if an order may arrive twice',
			},
			{ name: 'Never', value: 'never' },
			{
				name: 'Safe',
				value: 'safe',
				description:
					'GET, HEAD, PUT and DELETE; POST and PATCH with an idempotency key, or where the service cannot have acted',
			},
		],
		default: 'safe',
	},
	{
		displayName: 'Max Retries',
		name: 'maxRetries',
		type: 'number',
		typeOptions: { minValue: 0 },
		displayOptions: { hide: { retryMode: ['never'] } },
		default: DEFAULTS.maxRetries,
		description: 'Attempts after the first',
	},
	{
		displayName: 'Base Delay',
		name: 'retryBaseDelay',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: DEFAULTS.retryBaseDelayMs,
		description: 'Milliseconds to wait at the most before the first retry; doubles with each further one',
		hint: 'In milliseconds',
	},
	{
		displayName: 'Max Delay',
		name: 'retryMaxDelay',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: DEFAULTS.retryMaxDelayMs,
		description:
			'The longest wait between two attempts. If the service asks for a longer one, the item fails at once and says how long.',
		hint: 'In milliseconds',
	},
	{
		displayName: 'Status Codes',
		name: 'retryStatusCodes',
		type: 'string',
		default: DEFAULTS.retryStatusCodes,
		placeholder: 'e.g. 429, 5xx',
		description: 'Answers after which to try again. Ranges are fine: 5xx, 500-599.',
	},
	{
		displayName: 'Total Timeout',
		name: 'totalTimeout',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: DEFAULTS.totalTimeoutSeconds,
		description: 'Seconds for an item with all its attempts and waits',
		hint: 'In seconds',
	},
]);
