import { failureRoute } from '../../nodes/CustomWebhook/run/failure-route';
import { contextWith } from '../n8n/context';

const context = (type = 'customWebhook', continueOnFail = false) =>
	contextWith({
		getNode: () => ({ name: 'Deliver', type }),
		continueOnFail: () => continueOnFail,
	});

describe('Failed items', () => {
	it.each(['route', 'continue', 'stop'] as const)('go where the author says: %s', (wanted) => {
		for (const isConnected of [true, false, undefined])
			expect(failureRoute(context(), wanted, isConnected)).toBe(wanted);
	});

	it('go to Failure under "automatic" if it is connected, and else fail the run in the end', () => {
		expect(failureRoute(context(), 'automatic', true)).toBe('route');
		expect(failureRoute(context(), 'automatic', false)).toBe('fail');
	});

	it('go to Failure under "automatic" if it cannot be known whether it is connected', () => {
		expect(failureRoute(context(), 'automatic', undefined)).toBe('route');
	});

	it('never stop anything if the own On Error of the node asks to go on', () => {
		const goesOn = context('customWebhook', true);
		expect(failureRoute(goesOn, 'stop', false)).toBe('route');
		expect(failureRoute(goesOn, 'automatic', false)).toBe('route');
		expect(failureRoute(goesOn, 'continue', false)).toBe('continue');
	});

	it.each(['automatic', 'route', 'stop'] as const)('stay on the one output of a tool: %s', (wanted) => {
		expect(failureRoute(context('customWebhookTool'), wanted, false)).toBe('continue');
	});
});
