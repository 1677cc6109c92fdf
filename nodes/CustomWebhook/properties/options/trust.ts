/** How the service recognizes a request, and what is logged about it. */
import { CHOICES, DEFAULTS } from '../../defaults';
import { choice } from '../choice';
import { templateLine } from '../template-field';
import { group } from './group';

export const idempotency = group(
	'Idempotency',
	'idempotency',
	'Lets the service recognize repeated requests',
	[
		{
			displayName: 'Idempotency Key',
			name: 'idempotencyKey',
			...choice(CHOICES.idempotencyKey, {
				auto: { name: 'Automatic', description: 'One key per request, the same on each attempt' },
				custom: { name: 'Custom', description: 'Your own key, such as the order number' },
				off: 'Off',
			}),
			description:
				'With a key, POST and PATCH are also retried after a timeout: the service ignores duplicates',
		},
		{
			displayName: 'Key',
			name: 'idempotencyKeyValue',
			type: 'string',
			typeOptions: templateLine,
			displayOptions: { show: { idempotencyKey: ['custom'] } },
			default: '',
			placeholder: 'e.g. order-{{order.id}}',
			description: 'Identifies this delivery. It must be the same each time the item is sent.',
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

export const signing = group('Signing', 'signing', 'Lets the service check that the request is yours', [
	{
		displayName: 'Signing',
		name: 'signing',
		...choice(CHOICES.signing, {
			hmac: { name: 'HMAC', description: 'A signature of the body in a header of your choice' },
			none: 'None',
			standardWebhooks: {
				name: 'Standard Webhooks',
				description: 'The three webhook-… headers of standardwebhooks.com',
			},
		}),
		hint: 'Choose the signing credential below Authentication',
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
		...choice(CHOICES.signatureAlgorithm, { sha1: 'SHA-1', sha256: 'SHA-256', sha512: 'SHA-512' }),
		displayOptions: { show: { signing: ['hmac'] } },
	},
	{
		displayName: 'Encoding',
		name: 'signatureEncoding',
		...choice(CHOICES.signatureEncoding, { base64: 'Base64', hex: 'Hex' }),
		displayOptions: { show: { signing: ['hmac'] } },
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
]);

export const logging = group('Logging', 'logging', "What to write to n8n's log. Secrets are never written.", [
	{
		displayName: 'Log Request Body',
		name: 'logRequestBody',
		type: 'boolean',
		default: false,
		description: "Whether to put the sent request on the item and its body in n8n's log",
	},
	{
		displayName: 'Log Response Body',
		name: 'logResponseBody',
		type: 'boolean',
		default: false,
		description: "Whether to put the body of the response in n8n's log",
	},
	{
		displayName: 'Find By',
		name: 'findBy',
		type: 'string',
		typeOptions: templateLine,
		default: '',
		placeholder: 'e.g. {{contact.id}}',
		description:
			"Saved with the execution as webhook_record, and the outcome as webhook_outcome: n8n's list of executions filters by them",
	},
	{
		displayName: 'Hide Fields',
		name: 'redactFields',
		type: 'string',
		default: '',
		placeholder: 'e.g. birthday, iban',
		description: 'Names of more headers and fields whose values to hide, separated by commas',
	},
]);
