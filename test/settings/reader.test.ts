import {
	ParameterReader,
	asText,
	isTool,
	type ParameterSource,
} from '../../nodes/CustomWebhook/settings/reader';
import { failureOf } from '../template/render';

/** Parameters by name; an expression is its text in capitals, and one with "fails" in it cannot be evaluated. */
function readerOf(parameters: Record<string, unknown>, more: Partial<ParameterSource> = {}): ParameterReader {
	const evaluateExpression = (code: string) => {
		if (code.includes('fails')) throw new Error('no such variable');
		return code.toUpperCase();
	};
	const getNodeParameter = (name: string, _index: number, fallback: unknown) =>
		name in parameters ? parameters[name] : fallback;
	return new ParameterReader({ getNodeParameter, evaluateExpression, ...more }, 0);
}

it('A template is raw, another field is evaluated, and only then the settings depend on the item', () => {
	const reader = readerOf({ url: '=a', method: 'GET', timeout: '=b' });
	expect(reader.template('url')).toBe('=a');
	expect(reader.plain('method', 'POST')).toBe('GET');
	expect(reader.plain('missing', 'fallback')).toBe('fallback');
	expect(reader.dependsOnItem).toBe(false);
	expect(reader.plain('timeout', 1)).toBe('B');
	expect(reader.dependsOnItem).toBe(true);
});

it('A template that is missing is empty', () => {
	expect(readerOf({}).template('url')).toBe('');
});

it('An expression that cannot be evaluated fails with the name of its field, and the reason', () => {
	const failure = failureOf(() => readerOf({ timeout: '=fails' }).plain('timeout', 1));
	expect(failure).toMatchObject({ kind: 'template', field: 'timeout' });
	expect(failure.message).toBe('The expression in "timeout" cannot be evaluated: no such variable');
	expect(failure.cause).toEqual(new Error('no such variable'));
	const thrown = {
		getNodeParameter: () => '=x',
		evaluateExpression: () => {
			throw 'text';
		},
	};
	expect(failureOf(() => new ParameterReader(thrown, 0).plain('timeout', 1)).message).toMatch(
		/evaluated: text$/,
	);
});

it.each([
	['a', 'a'],
	['=a', 'A'],
	[{ mode: 'id', value: 'b' }, 'b'],
	[{ mode: 'id', value: '=b' }, 'B'],
	[null, undefined],
])('What was picked from a list, %j, is %j', (picked, value) => {
	expect(readerOf({ workflow: picked }).picked('workflow')).toBe(value);
});

it.each([
	[undefined, []],
	[null, []],
	[{}, []],
	[{ row: { name: 'a' } }, [{ name: 'a' }]],
	[{ row: [{ name: 'a' }, null] }, [{ name: 'a' }, {}]],
])('The rows of %j are %j', (collection, rows) => {
	const parameters = collection === undefined ? {} : { list: collection };
	expect(readerOf(parameters).rows('list', 'row')).toEqual(rows);
});

it.each(['={{ $json.rows }}', { row: '={{ $json.rows }}' }, { row: [{ name: 'a' }, 'b'] }])(
	'One expression for all rows is refused: %j',
	(list) => {
		const failure = failureOf(() => readerOf({ list }).rows('list', 'row'));
		expect(failure.field).toBe('list');
		expect(failure.message).toBe('"list" takes rows, not one expression for all');
	},
);

it('Options are flat, also those that are in a group', () => {
	const options = {
		limits: { values: { concurrency: 2 } },
		retry: { values: {} },
		timeout: 5,
		empty: null,
	};
	expect(readerOf({ options }).options()).toEqual({ concurrency: 2, timeout: 5, empty: null });
	expect(readerOf({ options: null }).options()).toEqual({});
	expect(readerOf({}).options()).toEqual({});
});

it.each(['={{ {} }}', ['timeout'], 7])('Options that are no options are refused: %j', (options) => {
	const failure = failureOf(() => readerOf({ options }).options());
	expect(failure.field).toBe('options');
	expect(failure.message).toMatch(
		/^"options" is .*; it takes options by their names, not one expression for all$/,
	);
});

it('A value is made once for all items of a run, and again for another run', () => {
	const source = { getNodeParameter: () => undefined, evaluateExpression: () => null };
	const make = jest.fn(() => ({}));
	const first = new ParameterReader(source, 0).once('text', make);
	expect(new ParameterReader(source, 1).once('text', make)).toBe(first);
	expect(new ParameterReader(source, 1).once('another text', make)).not.toBe(first);
	expect(new ParameterReader({ ...source }, 0).once('text', make)).not.toBe(first);
	expect(make).toHaveBeenCalledTimes(3);
});

it.each(['{{contact.email}}', 'to {{ $json.email }}!'])(
	'A field that is no template takes no placeholder, as nothing would fill it in: %s',
	(text) => {
		expect(() => readerOf({ webhookName: text }).plain('webhookName', '')).toThrow(
			/^"webhookName" is ".*\{\{.+\}\}.*", which has a placeholder\. This field takes none; in n8n’s Expression mode/,
		);
		expect(() => readerOf({}).typed(text, 'responseVariables.defaultValue')).toThrow(/placeholder/);
	},
);

it.each(['{{', '{{}}', '}} {{', '{a} {{b', '${a}', '={{ $json.a }}'])(
	'No placeholder, or an expression, is a value: %s',
	(text) => {
		expect(readerOf({ name: text }).plain('name', '')).toBe(
			text.startsWith('=') ? text.slice(1).toUpperCase() : text,
		);
	},
);

it('The record of a test may have placeholders in it: it is data', () => {
	const record = '{"note": "Hi {{name}}"}';
	expect(readerOf({}).typed(record, 'options.testRecord')).toBe(record);
});

it('Only a run of the editor is a test', () => {
	expect(readerOf({}).isTest).toBe(false);
	expect(readerOf({}, { getMode: () => 'trigger' }).isTest).toBe(false);
	expect(readerOf({}, { getMode: () => 'manual' }).isTest).toBe(true);
});

it('A node is a tool if its type says so', () => {
	for (const [type, is] of [
		['x.customWebhookTool', true],
		['x.customWebhook', false],
	] as const) {
		expect(isTool({ getNode: () => ({ type }) })).toBe(is);
		expect(readerOf({}, { getNode: () => ({ type }) }).isTool).toBe(is);
	}
	expect(isTool({})).toBe(false);
});

it.each([
	[undefined, ''],
	[null, ''],
	['a', 'a'],
	[7, '7'],
	[false, 'false'],
	[{ a: [1] }, '{"a":[1]}'],
])('As text, %j is %j', (value, text) => {
	expect(asText(value)).toBe(text);
});
