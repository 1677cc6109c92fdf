import { NodeConnectionTypes } from 'n8n-workflow';

import { isFailureConnected } from '../../nodes/CustomWebhook/n8n';
import { contextWith } from './context';

/** @param index of the output that is connected to the next node; none if undefined */
const connected = (index: number | undefined, mode = 'trigger', more: object = {}) =>
	isFailureConnected(
		contextWith({
			getMode: () => mode,
			getNode: () => ({ name: 'Deliver' }),
			getChildNodes: () => (index === undefined ? [] : [{ name: 'Next' }]),
			getConnections: ({ name }: { name: string }, type: string) =>
				name === 'Next' && type === NodeConnectionTypes.Main
					? [null, [{ node: 'Deliver', type: 'main', index }]]
					: [],
			...more,
		}),
	);
const NEW = { helpers: { getSecureEgressFilter: () => undefined } };

describe('Whether the Failure output is connected', () => {
	it.each(['trigger', 'webhook', 'integrated', 'retry', 'manual'])(
		'is known in a run of mode %s',
		(mode) => {
			expect([connected(0, mode), connected(1, mode)]).toEqual([false, true]);
		},
	);

	it('is known in a step of the editor, which sees the whole workflow', () => {
		expect(connected(undefined, 'manual', NEW)).toBe(false);
		expect(connected(undefined, 'trigger')).toBe(false);
	});

	it('is not known in a step of n8n 1, which sees the part that leads to the node', () => {
		expect(connected(undefined, 'manual', { helpers: {} })).toBeUndefined();
		expect(connected(0, 'manual', { helpers: {} })).toBe(false);
	});

	it('is not known in an n8n that does not tell', () => {
		expect(connected(1, 'trigger', { getConnections: undefined })).toBeUndefined();
	});
});
