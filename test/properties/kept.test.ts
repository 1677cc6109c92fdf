import { NodeHelpers, type INodeParameters } from 'n8n-workflow';

import { properties } from '../../nodes/CustomWebhook/properties';

/** What n8n keeps of a node's parameters: when somebody changes one of them, and again when the node runs. */
const kept = (parameters: INodeParameters) =>
	NodeHelpers.getNodeParameters(properties, parameters, true, false, null, null);

it('What back-pressure and `retryable` go by is kept where retries are switched off', () => {
	const values = { retryMode: 'never', retryBaseDelay: 5, retryMaxDelay: 50, retryStatusCodes: '418' };

	expect(kept({ options: { retry: { values } } })).toMatchObject({ options: { retry: { values } } });
});

it('A look at the preview costs nothing of what was set up for the answer', () => {
	const setUp = { webhookName: 'WH5', responseVariables: { variable: [{ name: 'code', path: 'a.b' }] } };

	expect(kept({ ...setUp, operation: 'preview' })).toMatchObject(setUp);
});
