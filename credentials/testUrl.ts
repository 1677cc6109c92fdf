import type { INodeProperties } from 'n8n-workflow';

/** The URL that n8n's Test button calls. */
export const testUrl: INodeProperties = {
	displayName: 'Test URL',
	name: 'testUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://api.example.com/me',
	description:
		'The Test button sends a GET to this URL. It must respond with 2xx if the credential is right.',
	hint: 'Without it n8n cannot test the credential and says "Couldn\'t connect", even if it is right',
};
