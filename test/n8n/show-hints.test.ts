import { NodeConnectionTypes } from 'n8n-workflow';

import { WebhookFailure, type FailureKind } from '../../nodes/CustomWebhook/failure';
import { addHints } from '../../nodes/CustomWebhook/n8n';
import type { RunSeen } from '../../nodes/CustomWebhook/outcome';
import { contextWith } from './context';

const outcome = (kind: FailureKind) => ({ item: { json: {} }, failure: new WebhookFailure(kind, 'no') });

const SETTINGS: RunSeen['settings'] = {
	url: 'https://example.com/',
	queryParameters: [],
	headers: [],
	body: { type: 'none' },
	templates: { syntax: 'handlebars', missingValues: 'empty', queryArrays: 'comma' },
};

describe('Whether the Failure output is connected', () => {
	const hintsIn = (mode: string, index: number, more: object = {}) => {
		const shown: unknown[] = [];
		const context = contextWith({
			getMode: () => mode,
			getNode: () => ({ name: 'Deliver' }),
			getChildNodes: () => [{ name: 'Next' }],
			getConnections: ({ name }: { name: string }, type: string) =>
				name === 'Next' && type === NodeConnectionTypes.Main
					? [null, [{ node: 'Deliver', type: 'main', index }]]
					: [],
			addExecutionHints: (...hints: unknown[]) => shown.push(...hints),
			...more,
		});
		addHints(context, {
			settings: { ...SETTINGS, url: '' },
			outcomes: [outcome('status')],
			failureRoute: 'route',
			missing: [],
			unset: [],
		});
		return shown.length;
	};

	it('is known in a run that a trigger started', () => {
		expect([hintsIn('trigger', 0), hintsIn('trigger', 1)]).toEqual([2, 1]);
	});

	it('is not known in a run from the editor, nor in an n8n that does not tell', () => {
		expect([hintsIn('manual', 0), hintsIn('trigger', 0, { getConnections: undefined })]).toEqual([1, 1]);
	});

	it('does not matter to an n8n without hints', () => {
		expect(hintsIn('trigger', 0, { addExecutionHints: undefined })).toBe(0);
	});
});
