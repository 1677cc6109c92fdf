import { savedInput } from '../../nodes/CustomWebhook/n8n';
import { contextWith } from './context';

/** What goes to a saved webhook, with these Workflow Inputs. */
const sent = (inputs: Record<string, unknown>, item: object = { json: { a: 1, b: 2 } }) =>
	savedInput(
		contextWith({
			getNodeParameter: (name: string, _index: number, fallback: unknown) => {
				const value = inputs[name.replace('workflowInputs.', '')];
				if (value instanceof Error || value === 'thrown') throw value;
				return value === undefined ? fallback : value;
			},
		}),
		0,
		item as never,
	);

test.each<[string, Record<string, unknown>, object]>([
	['nothing is mapped', {}, { a: 1, b: 2 }],
	['n8n keeps null for nothing', { value: null, schema: null }, { a: 1, b: 2 }],
	['an input is mapped', { value: { b: 3 }, schema: [{ id: 'b' }] }, { a: 1, b: 3 }],
	['an input was removed', { schema: [{ displayName: 'b', removed: true }] }, { a: 1 }],
	['an input without a label was removed', { schema: [{ id: 'b', removed: true }] }, { a: 1 }],
	['nobody knows which was removed', { schema: [{ removed: true }] }, { a: 1, b: 2 }],
])('The fields of the item, if %s', (_what, inputs, json) => {
	expect(sent(inputs)).toEqual({ json });
});

test('The files of an item go along', () => {
	const binary = { data: { mimeType: 'text/plain', data: '' } };
	expect(sent({}, { json: {}, binary })).toEqual({ json: {}, binary });
});

test.each([new Error('no number'), 'thrown'])(
	'An input that cannot be worked out fails the item',
	(value) => {
		expect(() => sent({ value })).toThrow(expect.objectContaining({ field: 'workflowInputs' }) as Error);
	},
);
