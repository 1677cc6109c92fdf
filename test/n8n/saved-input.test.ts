import { emptyInputs, savedInput } from '../../nodes/CustomWebhook/n8n';
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
		(text, field, isJson) => (text.startsWith('{{') ? [text, field, isJson] : text),
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

test('An input is a template, and JSON if the saved webhook asks for an object or a list', () => {
	const schema = [{ id: 'b', type: 'object' }, { id: 'c', type: 'array' }, { id: 'd' }];
	const value = { a: '{{x}}', b: '{"b": 1}', c: '[1]', d: 5 };
	expect(sent({ value: { a: '{{x}}' } }, { json: {} }).json).toEqual({
		a: ['{{x}}', 'workflowInputs.a', false],
	});
	expect(sent({ value, schema }, { json: {} }).json).toMatchObject({ b: { b: 1 }, c: [1], d: 5 });
	expect(() => sent({ value: { b: '{{x}}' }, schema })).toThrow(/'b' expects a object but we got/);
});

test.each<[string, string, unknown, Record<string, unknown>, unknown]>([
	['a number', 'number', 7, {}, 7],
	['a text for a number', 'number', '7', {}, /'a' expects a number but we got '7'/],
	['a text for a number, if types are converted', 'number', '7', { attemptToConvertTypes: true }, 7],
	[
		'a number for a text, if that is converted',
		'string',
		7,
		{ attemptToConvertTypes: true, convertFieldsToString: true },
		'7',
	],
	['anything, if the type is not known', '', [1], {}, [1]],
	['nothing', 'number', null, {}, undefined],
])('%s is taken as n8n takes it', (_what, type, a, more, expected) => {
	const schema = [{ id: 'a', ...(type ? { type } : {}) }];
	const send = () => sent({ value: { a }, schema, ...more }, { json: {} }).json.a;
	if (expected instanceof RegExp) expect(send).toThrow(expected);
	else expect(send()).toEqual(expected);
});

test('Inputs without a value are empty, but not switches, and not what was removed', () => {
	const inputs: Record<string, unknown> = {
		'workflowInputs.value': { a: '', b: null, c: 0, d: '{{x}}', e: '', f: null },
		'workflowInputs.schema': [
			...['a', 'b', 'c', 'd', 'g'].map((id) => ({ id, type: 'string' })),
			{ id: 'e', removed: true },
			{ id: 'f', type: 'boolean' },
			{ displayName: 'of no id' },
		],
	};
	const getNodeParameter = (name: string, _index: number, fallback: unknown) => inputs[name] ?? fallback;
	expect(emptyInputs(contextWith({ getNodeParameter }))).toEqual(['a', 'b', 'g']);
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
