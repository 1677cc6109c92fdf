/** By what the service knows a request, and what is written down of it. */
import { DEFAULTS } from '../../defaults';
import { templateLine } from '../template-field';
import { group } from './group';

export const idempotency = group(
	'Idempotency',
	'idempotency',
	'A key by which the service knows a request it has had',
	[
		{
			displayName: 'Idempotency Key',
			name: 'idempotencyKey',
			type: 'options',
			noDataExpression: true,
			options: [
				{
					name: 'Automatic',
					value: 'auto',
					description: 'One key an item, the same on each attempt',
				},
				{
					name: 'Custom',
					value: 'custom',
					description: 'A key of your own, such as the order number',
				},
				{ name: 'Off', value: 'off' },
			],
			default: 'off',
			description:
				'With a key, POST and PATCH are sent again after a timeout too: the service sorts out repeats',
		},
		{
			displayName: 'Key',
			name: 'idempotencyKeyValue',
			type: 'string',
			typeOptions: templateLine,
			displayOptions: { show: { idempotencyKey: ['custom'] } },
			default: '',
			placeholder: 'e.g. order-{{order.id}}',
			description: 'What names this delivery, and is the same whenever it is sent again',
		},
		{
			displayName: 'Header',
			name: 'idempotencyKeyHeader',
			type: 'string',
			displayOptions: { show: { idempotencyKey: ['auto', 'custom'] } },
			default: DEFAULTS.idempotencyKeyHeader,
		},
	],
);

export const signing = group(
	'Signing',
	'signing',
	'A signature by which the service knows that the request is yours',
	[
		{
			displayName: 'Signing',
			name: 'signing',
			type: 'options',
			noDataExpression: true,
			options: [
				{
					name: 'HMAC',
					value: 'hmac',
					description: 'A signature of the body in a header of your choice',
				},
				{ name: 'None', value: 'none' },
				{
					name: 'Standard Webhooks',
					value: 'standardWebhooks',
					description:
						'Three headers that begin with webhook-, as standardwebhooks.com describes them',
				},
			],
			default: 'none',
		},
		{
			displayName: 'Signature Header',
			name: 'signatureHeader',
			type: 'string',
			displayOptions: { show: { signing: ['hmac'] } },
			default: DEFAULTS.signatureHeader,
		},
		{
			displayName: 'Algorithm',
			name: 'signatureAlgorithm',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { signing: ['hmac'] } },
			options: [
				{ name: 'SHA-1', value: 'sha1' },
				{ name: 'SHA-256', value: 'sha256' },
				{ name: 'SHA-512', value: 'sha512' },
			],
			default: 'sha256',
		},
		{
			displayName: 'Encoding',
			name: 'signatureEncoding',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { signing: ['hmac'] } },
			options: [
				{ name: 'Base64', value: 'base64' },
				{ name: 'Hex', value: 'hex' },
			],
			default: 'hex',
		},
		{
			displayName: 'Prefix',
			name: 'signaturePrefix',
			type: 'string',
			displayOptions: { show: { signing: ['hmac'] } },
			default: '',
			placeholder: 'e.g. sha256=',
			description: 'Text in front of the signature',
		},
	],
);

export const logging = group('Logging', 'logging', "What is written to n8n's log; secrets never are", [
	{
		displayName: 'Log Request Body',
		name: 'logRequestBody',
		type: 'boolean',
		default: false,
		description: "Whether to put the sent request on the item and its body into n8n's log",
	},
	{
		displayName: 'Log Response Body',
		name: 'logResponseBody',
		type: 'boolean',
		default: false,
		description: "Whether to put the answer's body into n8n's log",
	},
	{
		displayName: 'Hide Fields',
		name: 'redactFields',
		type: 'string',
		default: '',
		placeholder: 'e.g. birthday, iban',
		description: 'More names of headers and fields whose values are hidden, separated by commas',
	},
]);
