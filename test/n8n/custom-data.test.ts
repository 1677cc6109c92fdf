import { makeFindable } from '../../nodes/CustomWebhook/n8n';
import { contextWith } from './context';

it('An execution is found by its record and its outcome, and by nothing else', () => {
	const set = jest.fn();
	makeFindable(contextWith({ customData: { set } }), 'x'.repeat(300), 'mixed');
	expect(set.mock.calls).toEqual([
		['webhook_record', 'x'.repeat(255)],
		['webhook_outcome', 'mixed'],
	]);
});

it('An n8n without custom data is left alone', () => {
	expect(() => makeFindable(contextWith({}), 'x', 'failed')).not.toThrow();
});
