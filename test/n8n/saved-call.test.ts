import type { INodeExecutionData } from 'n8n-workflow';

import { SavedCall } from '../../nodes/CustomWebhook/n8n/saved-call';

const item = (json: INodeExecutionData['json']): INodeExecutionData => ({ json });

test.each([
	[undefined, false],
	[null, false],
	[false, false],
	['', false],
	['by hand', true],
	[{ kind: 'status' }, true],
])('An item that comes back with the failure %j has failed: %s', (failure, hasFailed) => {
	const call = new SavedCall(undefined, String, []);
	expect(call.hasFailed(item(failure === undefined ? {} : { failure }))).toBe(hasFailed);
});
