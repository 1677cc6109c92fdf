import type { IExecuteFunctions } from 'n8n-workflow';

/** What a test wants of n8n; anything else that is asked for is a mistake. */
export function contextWith(parts: object): IExecuteFunctions {
	return parts as IExecuteFunctions;
}
