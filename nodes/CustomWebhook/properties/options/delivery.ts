/** How requests are sent: how fast, how often, where to. */
import { CHOICES, DEFAULTS } from '../../defaults';
import { amount } from '../amount';
import { choice } from '../choice';
import { group } from './group';

export const limits = group('Rate Limits', 'limits', 'How fast items are sent', [
	{
		displayName: 'Concurrency',
		...amount('concurrency'),
		default: DEFAULTS.concurrency,
		description:
			'How many items of this node are sent at the same time. 0 = automatic: as many as the service handles well. 1 = one after the other, in order.',
	},
	{
		displayName: 'Requests per Second',
		...amount('requestsPerSecond'),
		default: DEFAULTS.requestsPerSecond,
		description:
			'The most requests per second to one service with one credential, evenly spaced, over all executions. 0 = no limit.',
	},
	{
		displayName: 'Limit Scope',
		name: 'limitScope',
		...choice(CHOICES.limitScope, {
			process: { name: 'This n8n Process', description: 'All executions that run in the same process' },
			workers: {
				name: 'All n8n Processes',
				description: 'The executions of all workers too. Needs the Redis of the queue mode.',
			},
		}),
		description: 'Which executions share Requests per Second',
	},
	{
		displayName: 'Rate Limit Headers',
		name: 'rateLimitHeaders',
		type: 'boolean',
		default: true,
		description:
			'Whether to wait if the response headers say that the rate limit of the service is used up, such as RateLimit or X-RateLimit-Remaining',
	},
	{
		displayName: 'Circuit Breaker',
		...amount('circuitBreaker'),
		default: DEFAULTS.circuitBreaker,
		description:
			'Stop sending after this many items in a row get no response. The remaining items then fail at once. 0 = off.',
	},
]);

export const redirects = group('Redirects', 'redirects', 'What to do if the service redirects the request', [
	{
		displayName: 'Follow Redirects',
		name: 'followRedirects',
		type: 'boolean',
		default: true,
		description: 'Whether to call the address that the response redirects to',
	},
	{
		displayName: 'Max Redirects',
		...amount('maxRedirects'),
		displayOptions: { show: { followRedirects: [true] } },
		default: DEFAULTS.maxRedirects,
	},
]);

export const retry = group('Retry', 'retry', 'Which requests are sent again, when and how often', [
	{
		displayName: 'Retry Mode',
		name: 'retryMode',
		...choice(CHOICES.retryMode, {
			always: {
				name: 'Always',
				description: 'Retry every method, even if this may send duplicates',
			},
			never: 'Never',
			safe: {
				name: 'Safe',
				description:
					'GET, HEAD, PUT and DELETE. POST and PATCH only with an idempotency key, or if the service cannot have acted.',
			},
		}),
	},
	{
		displayName: 'Max Retries',
		...amount('maxRetries'),
		displayOptions: { hide: { retryMode: ['never'] } },
		default: DEFAULTS.maxRetries,
		description: 'Attempts after the first',
	},
	{
		displayName: 'Base Delay (Milliseconds)',
		...amount('retryBaseDelay'),
		default: DEFAULTS.retryBaseDelayMs,
		description: 'The longest wait before the first retry. It doubles with each further retry.',
	},
	{
		displayName: 'Max Delay (Milliseconds)',
		...amount('retryMaxDelay'),
		default: DEFAULTS.retryMaxDelayMs,
		description:
			'The longest wait between two attempts. If the service asks for a longer wait, the item fails at once and says how long.',
	},
	{
		displayName: 'Status Codes',
		name: 'retryStatusCodes',
		type: 'string',
		default: DEFAULTS.retryStatusCodes,
		placeholder: 'e.g. 429, 5xx',
		description: 'Responses after which to retry. Ranges are fine: 5xx, 500-599.',
	},
	{
		displayName: 'Retry When Path',
		name: 'retryWhenPath',
		type: 'string',
		default: '',
		placeholder: 'e.g. error.code',
		description:
			'Path of the value in the response body by which the service says that it did not act on the request. Leave empty for the whole body.',
	},
	{
		displayName: 'Retry When Values',
		name: 'retryWhenValues',
		type: 'string',
		default: '',
		placeholder: 'e.g. RATE_LIMITED, LOCKED',
		description:
			'If this path has one of these values, the request is retried as after a 429, whatever its status or method, and other items wait. Separate them with commas.',
	},
	{
		displayName: 'Total Timeout (Seconds)',
		...amount('totalTimeout'),
		default: DEFAULTS.totalTimeoutSeconds,
		description: 'For an item with all its attempts and waits',
	},
]);
