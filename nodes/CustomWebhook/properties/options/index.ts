import type { INodeProperties } from 'n8n-workflow';

import { DEFAULTS } from '../../defaults';
import { amount } from '../amount';
import { notForTools } from '../tool';
import { response, success } from './response';
import { batch } from './batch';
import { limits, redirects, retry } from './delivery';
import { pagination, result } from './follow';
import { later } from './later';
import { templates } from './templates';
import { test } from './test-send';
import { idempotency, logging, signing } from './trust';

/** Options that exist to be switched on: adding one switches it on, and without it, it is off. */
const SWITCHED_ON = { type: 'boolean', default: true } as const;

/** What most people never need. */
export const optionProperties: INodeProperties[] = [
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Allow Private Network',
				...SWITCHED_ON,
				name: 'allowPrivateNetwork',
				description:
					'Whether private addresses may be called: this machine, your own network, cloud metadata',
			},
			notForTools(batch),
			{
				displayName: 'Client Certificate',
				...SWITCHED_ON,
				name: 'clientCertificate',
				description: 'Whether to use a client certificate or your own certificate authority',
				hint: 'Choose the certificate credential below Authentication',
			},
			{
				displayName: 'HTTPS Only',
				...SWITCHED_ON,
				name: 'httpsOnly',
				description: 'Whether to refuse a URL, or a redirect, that is not https',
			},
			idempotency,
			{
				displayName: 'Ignore SSL Issues (Insecure)',
				...SWITCHED_ON,
				name: 'ignoreSslIssues',
				description: 'Whether to send even if the certificate of the service cannot be trusted',
			},
			limits,
			logging,
			{
				displayName: 'Max Response Size (MB)',
				...amount('maxResponseSize'),
				default: DEFAULTS.maxResponseMegabytes,
				description: 'If the response is larger, the item fails',
			},
			pagination,
			{
				displayName: 'Proxy',
				name: 'proxy',
				type: 'string',
				default: '',
				placeholder: 'e.g. http://proxy.example.com:8080',
				description:
					"An http, https or socks5 URL. Leave empty to use the proxy of n8n's environment, if there is one.",
			},
			redirects,
			response,
			result,
			retry,
			notForTools(later),
			signing,
			success,
			templates,
			notForTools(test),
			{
				displayName: 'Timeout (Seconds)',
				...amount('timeout'),
				default: DEFAULTS.timeoutSeconds,
				description: 'For one attempt, from connecting to the last byte of the response',
			},
		],
	},
];
