import type { ILocalLoadOptionsFunctions } from 'n8n-workflow';

import { loadSavedInputs } from '../../nodes/CustomWebhook/n8n';

const TRIGGER = 'n8n-nodes-base.executeWorkflowTrigger';
const WEBHOOK = 'n8n-nodes-custom-webhook.customWebhook';

/** n8n's context in the editor, with a saved webhook of these nodes chosen. */
function editor(nodes: Record<string, Record<string, unknown>>) {
	return {
		getCurrentNodeParameter: (name: string) => (name === 'workflow' ? { value: 'w1' } : undefined),
		// as n8n's own: it knows the parameter of Execute Sub-workflow only
		async getWorkflowNodeContext(this: { getCurrentNodeParameter(name: string): unknown }, type: string) {
			const chosen = this.getCurrentNodeParameter('workflowId') as { value?: string } | undefined;
			const parameters = chosen?.value === 'w1' ? nodes[type] : undefined;
			const getNodeParameter = (name: string, _index: number, fallback: unknown) =>
				parameters?.[name] ?? fallback;
			return await Promise.resolve(parameters ? { getNodeParameter } : null);
		},
	} as unknown as ILocalLoadOptionsFunctions;
}

const inputs = async (trigger: Record<string, unknown>) =>
	await loadSavedInputs.call(editor({ [TRIGGER]: trigger, [WEBHOOK]: {} }));

it('gives the inputs of the trigger as fields', async () => {
	const { fields } = await inputs({
		inputSource: 'workflowInputs',
		'workflowInputs.values': [
			{ name: 'email', type: 'string' },
			{ name: 'any', type: 'any' },
		],
	});
	expect(fields.map(({ id, type }) => [id, type])).toEqual([
		['email', 'string'],
		['any', undefined],
	]);
});

it('reads the types of a JSON example', async () => {
	const example = { a: 'x', b: 1, c: true, d: [1], e: {}, f: null };
	const { fields } = await inputs({ inputSource: 'jsonExample', jsonExample: JSON.stringify(example) });
	expect(fields.map(({ id, type }) => [id, type])).toEqual([
		['a', 'string'],
		['b', 'number'],
		['c', 'boolean'],
		['d', 'array'],
		['e', 'object'],
		['f', undefined],
	]);
});

it.each<[string, Record<string, Record<string, unknown>>, RegExp]>([
	['takes all fields', { [TRIGGER]: { inputSource: 'passthrough' }, [WEBHOOK]: {} }, /gets all fields/],
	[
		'has an example that is no object',
		{ [TRIGGER]: { inputSource: 'jsonExample', jsonExample: '[1]' }, [WEBHOOK]: {} },
		/gets no fields yet/,
	],
	[
		'has no inputs yet',
		{ [TRIGGER]: { inputSource: 'workflowInputs' }, [WEBHOOK]: {} },
		/gets no fields yet/,
	],
	['is of an older n8n, which takes all fields', { [TRIGGER]: {}, [WEBHOOK]: {} }, /gets all fields/],
	['has no trigger', { [WEBHOOK]: {} }, /add the trigger/],
	['has no Custom Webhook', { [TRIGGER]: {} }, /has no Custom Webhook/],
])('says it if the saved webhook %s', async (_title, nodes, message) => {
	const { fields, emptyFieldsNotice } = await loadSavedInputs.call(editor(nodes));
	expect(fields).toEqual([]);
	expect(emptyFieldsNotice).toMatch(message);
});
