import type { INodeParameters } from 'n8n-workflow';

import { readSettings } from '../../nodes/CustomWebhook/settings';

const settingsOf = (parameters: INodeParameters) =>
	readSettings(
		{
			getNodeParameter: (name, _index, fallback) => parameters[name] ?? fallback,
			evaluateExpression: (expression) => expression,
		},
		0,
	).settings;
const rowsOf = (...variable: INodeParameters[]) =>
	settingsOf({ responseVariables: { variable } }).responseVariables.map(
		({ type, name }) => `${type} ${name}`,
	);

describe('The usual names of variables', () => {
	it('stand for Name in their group, unless Custom is chosen', () => {
		expect(
			rowsOf(
				{ type: 'source', sourceName: 'phone' },
				{ type: 'source', sourceName: 'custom', name: 'fax' },
				{ type: 'source', name: 'saved before there were usual names' },
				{ type: 'details', detailsName: 'crmUserId', name: 'x' },
				{ type: 'routing', routingName: 'channelKey' },
				{ type: 'variable', sourceName: 'phone', name: 'mine' },
			),
		).toEqual([
			'source phone',
			'source fax',
			'source saved before there were usual names',
			'details crmUserId',
			'routing channelKey',
			'variable mine',
		]);
	});

	it('are those that the panel offers', () => {
		expect(() => rowsOf({ type: 'source', sourceName: 'tags' })).toThrow(/responseVariables\.sourceName/);
	});

	it('hold for failure variables too', () => {
		const { failureVariables } = settingsOf({
			failureVariables: { variable: [{ type: 'details', detailsName: 'result', value: 'failed' }] },
		});
		expect(failureVariables).toEqual([{ rule: { type: 'details', name: 'result' }, value: 'failed' }]);
	});
});

it('A row that was added and left as it is counts for nothing', () => {
	expect(rowsOf({}, { name: '', path: '', type: 'variable', source: 'body' }, { name: 'a' })).toEqual([
		'variable a',
	]);
	expect(
		settingsOf({ failureVariables: { variable: [{ name: '', value: '' }] } }).failureVariables,
	).toEqual([]);
});

it('A row without a name that is not untouched is told by its own number', () => {
	expect(() => rowsOf({}, { path: 'id' })).toThrow(/row 2: enter a name/);
	expect(() => rowsOf({ source: 'status' })).toThrow(/row 1: enter a name/);
});

describe('A path that is an expression', () => {
	const pathOf = (path: string, value: string | null | undefined) =>
		readSettings(
			{
				getNodeParameter: (name, _index, fallback) =>
					name === 'responseVariables' ? { variable: [{ name: 'id', path }] } : fallback,
				evaluateExpression: () => value as string,
			},
			0,
		).settings.responseVariables[0]?.path;

	it.each([
		['={{ body.customer.id }}', undefined, 'Write the path alone: customer.id'],
		['={{ $json.response.body.users[0].id }}', undefined, 'Write the path alone: users[0].id'],
		['={{ $json.key ?? null }}', null, 'Write the path alone, such as data.id'],
	])('%s without a value fails, as an empty path means the whole body', (path, value, fix) => {
		expect(() => pathOf(path, value)).toThrow(
			`"responseVariables", row 1 ("id"): the path is an expression without a value. ${fix}.`,
		);
	});

	it.each([
		['{{response.body.id}}', 'id'],
		['{{ $json.users[0].id }}', 'users[0].id'],
	])('%s in a fixed path is answered with the path alone', (path, fix) => {
		expect(() => pathOf(path, undefined)).toThrow(
			`"responseVariables", row 1 ("id"): the path has a placeholder. Write the path alone: ${fix}.`,
		);
	});

	it('is its value, and the whole body if that is an empty text', () => {
		expect([pathOf('={{ $json.key }}', 'data.id'), pathOf("={{ '' }}", '')]).toEqual(['data.id', '']);
	});
});
