import type { INodeParameters } from 'n8n-workflow';

import type { OutgoingRequest } from '../../../nodes/CustomWebhook/delivery';
import { requestOf } from '../../docs/request';

/** The request of one item, as the command gives it. */
export async function requestOfCommand(
	curlCommand: string,
	item: object = {},
	parameters: INodeParameters = {},
): Promise<OutgoingRequest> {
	return await requestOf({ requestFrom: 'curl', curlCommand, ...parameters }, item);
}
