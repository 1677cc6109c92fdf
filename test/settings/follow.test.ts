import type { INodeParameters } from 'n8n-workflow';

import { readSettings } from '../../nodes/CustomWebhook/settings';

const read = (parameters: INodeParameters) =>
	readSettings(
		{
			getNodeParameter: (name, _index, fallback) => parameters[name] ?? fallback,
			evaluateExpression: (expression) => expression,
		},
		0,
	).settings;
const options = (group: string, values: INodeParameters, others: INodeParameters = {}) => ({
	...others,
	options: { [group]: { values } },
});

it('Pages and results are off, unless they are chosen', () => {
	expect(read({})).toMatchObject({ pagination: undefined, result: undefined });
});

it.each<[string, INodeParameters, string]>([
	['GET', { method: 'GET' }, 'query'],
	['a JSON body', { contentType: 'json' }, 'json'],
	['a form', { contentType: 'form' }, 'form'],
	['a text', { contentType: 'text' }, 'query'],
])('With %s a cursor goes where there is a place for it', (_, parameters, place) => {
	const values = { pagination: 'cursor', nextPath: 'next', pageParameter: 'after' };
	expect(read(options('pagination', values, parameters)).pagination?.parameter).toEqual({
		name: 'after',
		place,
	});
});

it.each<[string, string, INodeParameters, INodeParameters?]>([
	['nextPath', 'pagination', { pagination: 'nextUrl' }],
	['nextPath', 'pagination', { pagination: 'cursor', pageParameter: 'a' }],
	['pageParameter', 'pagination', { pagination: 'counter' }],
	['listPath', 'pagination', { pagination: 'link', listPath: 'a..b' }],
	[
		'pageParameterIn',
		'pagination',
		{ pagination: 'counter', pageParameter: 'a', pageParameterIn: 'body' },
		{ method: 'GET' },
	],
	['maxPages', 'pagination', { pagination: 'link', maxPages: 0 }],
	['statusUrl', 'result', { waitFor: 'url' }],
	['doneValues', 'result', { waitFor: 'location', donePath: 'status' }],
	['donePath', 'result', { waitFor: 'location', donePath: 'a[', doneValues: 'x' }],
	['pollInterval', 'result', { waitFor: 'location', pollInterval: 0 }],
])('A mistake in %s names the field', (field, group, values, others = {}) => {
	expect(() => read(options(group, values, others))).toThrow(`options.${field}`);
});

it.each<[string, INodeParameters]>([
	['options.pagination', { pagination: { values: { pagination: 'link' } } }],
	['options.waitFor', { result: { values: { waitFor: 'location' } } }],
])('%s cannot be used with batches', (field, group) => {
	const batch = { values: { batchSize: 2 } };
	expect(() => read({ contentType: 'json', options: { ...group, batch } })).toThrow(field);
});
