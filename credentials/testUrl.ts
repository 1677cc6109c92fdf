import type { INodeProperties } from 'n8n-workflow';

/** The field that n8n's Test button calls, the same in each credential that has one. */
export const testUrl: INodeProperties = {
	displayName: 'Test URL',
	name: 'testUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://api.example.com/me',
	description:
		'An address that answers a GET with 2xx when the credential is right. The Test button calls it.',
};
