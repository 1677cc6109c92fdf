import type { INodeParameters } from 'n8n-workflow';

import { readSettings } from '../../nodes/CustomWebhook/settings';

/** Reads the settings where each expression has this value. */
const readWith = (
	value: string | null | undefined,
	options: INodeParameters,
	parameters: INodeParameters = {},
) =>
	readSettings(
		{
			getNodeParameter: (name, _index, fallback) => ({ ...parameters, options })[name] ?? fallback,
			evaluateExpression: () => value as string,
		},
		0,
	).settings;
const EMPTY = '={{ body.data }}';

describe('An option that means something else if it is empty', () => {
	it.each<[string, INodeParameters, INodeParameters?]>([
		[
			'successValue',
			{ success: { values: { successRule: 'path', successPath: 'ok', successValue: EMPTY } } },
		],
		['listPath', { pagination: { values: { pagination: 'link', listPath: EMPTY } } }],
		[
			'nextPath',
			{ pagination: { values: { pagination: 'counter', pageParameter: 'page', nextPath: EMPTY } } },
		],
		['donePath', { result: { values: { waitFor: 'location', donePath: EMPTY } } }],
		[
			'doneValues',
			{
				result: {
					values: { waitFor: 'location', donePath: 's', doneValues: EMPTY, failedValues: 'x' },
				},
			},
		],
		[
			'failedValues',
			{
				result: {
					values: { waitFor: 'location', donePath: 's', doneValues: 'x', failedValues: EMPTY },
				},
			},
		],
		['redactFields', { logging: { values: { redactFields: EMPTY } } }],
		['proxy', { network: { values: { proxy: EMPTY } } }],
		['retryWhenPath', { retry: { values: { retryWhenPath: EMPTY, retryWhenValues: 'busy' } } }],
		['retryWhenValues', { retry: { values: { retryWhenValues: EMPTY } } }],
		[
			'batchAnswers',
			{ batch: { values: { batchSize: 2, batchAnswers: EMPTY } } },
			{ contentType: 'json' },
		],
	])('fails if it is an expression without a value: %s', (...[name, options, parameters = {}]) => {
		for (const value of [undefined, null])
			expect(() => readWith(value, options, parameters)).toThrow(
				`"options.${name}" is an expression without a value. Check it, or write the text alone, without {{ and }}.`,
			);
		expect(() => readWith('', options, parameters)).not.toThrow('without a value');
	});

	it('is the value of its expression', () => {
		const values = { successRule: 'path', successPath: 'ok', successValue: EMPTY };
		expect(readWith(' true ', { success: { values } }).success.value).toBe(' true ');
	});
});
