import { showHints } from '../../nodes/CustomWebhook/n8n';
import { contextWith } from './context';

it('Hints are shown under the output', () => {
	const shown: unknown[] = [];
	showHints(contextWith({ addExecutionHints: (...hints: unknown[]) => shown.push(...hints) }), ['a', 'b']);
	expect(shown).toEqual(
		['a', 'b'].map((message) => ({ message, type: 'warning', location: 'outputPane' })),
	);
});

it('An n8n without hints goes without them', () => {
	expect(() => showHints(contextWith({}), ['a'])).not.toThrow();
});
