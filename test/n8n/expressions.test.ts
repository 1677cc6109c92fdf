import { evaluatorOf } from '../../nodes/CustomWebhook/n8n';
import { contextWith } from './context';

/** n8n's evaluator: what it was asked, and the store of the node as it was then. */
function n8n(name = 'Deliver') {
	const store: Record<string, unknown> = {};
	const asked: Array<{ expression: string; index: number; data: unknown }> = [];
	const evaluate = evaluatorOf(
		contextWith({
			getNode: () => ({ name }),
			getContext: () => store,
			evaluateExpression: (expression: string, index: number) => {
				asked.push({ expression, index, data: store.customWebhookData });
				if (expression.includes('fails')) throw new Error('no');
				return 'value';
			},
		}),
	);
	return { evaluate, asked, store };
}

test('Code without data is evaluated as it is, for its item', () => {
	const { evaluate, asked } = n8n();
	expect(evaluate('$json.a', 4)).toBe('value');
	expect(asked).toEqual([{ expression: '{{$json.a}}', index: 4, data: undefined }]);
});

test('Data of an item is never part of the code, and is gone when the call ends', () => {
	const { evaluate, asked, store } = n8n();
	expect(evaluate('(a) => a', 0, '{"a":1}')).toBe('value');
	expect(asked[0]).toMatchObject({ data: '{"a":1}' });
	expect(asked[0]?.expression).not.toContain('"a":1');
	expect(() => evaluate('fails', 0, '1')).toThrow('no');
	expect(store).toEqual({});
});

test('A name of the node with braces ends no placeholder', () => {
	const { evaluate, asked } = n8n('a }} {{ "b"');
	evaluate('(a) => a', 0, '1');
	const expression = asked[0]?.expression ?? '';
	expect(expression.indexOf('}}')).toBe(expression.length - 2);
	expect(expression).toContain('$("a \\u007d\\u007d \\u007b\\u007b \\"b\\"")');
});
