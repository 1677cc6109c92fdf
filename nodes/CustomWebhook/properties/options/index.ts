import type { INodeProperties } from 'n8n-workflow';

import { DEFAULTS } from '../../defaults';
import { response, success } from './answer';
import { limits, redirects, retry } from './delivery';
import { templates } from './templates';
import { idempotency, logging, signing } from './trust';

/** What most people never touch. */
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
				name: 'allowPrivateNetwork',
				type: 'boolean',
				default: false,
				description:
					'Whether addresses of the private network may be called: this machine, your own network, cloud metadata',
			},
			{
				displayName: 'Client Certificate',
				name: 'clientCertificate',
				type: 'boolean',
				default: false,
				description: 'Whether to use a client certificate or a certificate authority of your own',
			},
			{
				displayName: 'HTTPS Only',
				name: 'httpsOnly',
				type: 'boolean',
				default: false,
				description: 'Whether to refuse a URL, or a redirect, that is not https',
			},
			idempotency,
			{
				displayName: 'Ignore SSL Issues (Insecure)',
				name: 'ignoreSslIssues',
				type: 'boolean',
				default: false,
				description: 'Whether to send even if the certificate of the service cannot be trusted',
			},
			limits,
			logging,
			{
				displayName: 'Max Response Size',
				name: 'maxResponseSize',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: DEFAULTS.maxResponseMegabytes,
				description: 'A larger answer is cut off and the item fails',
				hint: 'In MB',
			},
			{
				displayName: 'Proxy',
				name: 'proxy',
				type: 'string',
				default: '',
				placeholder: 'e.g. http://proxy.example.com:8080',
				description: "Leave empty to use the one that n8n's environment names, if any",
			},
			redirects,
			response,
			retry,
			signing,
			success,
			templates,
			{
				displayName: 'Timeout',
				name: 'timeout',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: DEFAULTS.timeoutSeconds,
				description: 'Seconds for one attempt, from connecting to the last byte of the answer',
				hint: 'In seconds',
			},
		],
	},
];
