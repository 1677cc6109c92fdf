import type { INodeParameters } from 'n8n-workflow';

import { readSettings, type Settings } from '../../nodes/CustomWebhook/settings';

function settingsOf(values: INodeParameters, parameters: INodeParameters = {}): Settings {
	const all: INodeParameters = { jsonBody: '{}', ...parameters };
	all.options = { ...(all.options as INodeParameters), batch: { values } };
	return readSettings(
		{
			getNodeParameter: (name, _index, fallback) => all[name] ?? fallback,
			evaluateExpression: (code) => code,
		},
		0,
	).settings;
}

const batchOf = (values: INodeParameters) => settingsOf({ batchSize: 100, ...values }).batch;

/** The mistake, with the field that it is about. */
function mistakeIn(values: INodeParameters, parameters: INodeParameters = {}) {
	try {
		settingsOf({ batchSize: 100, ...values }, parameters);
	} catch (error) {
		const { field, message } = error as { field: string; message: string };
		return { field, message };
	}
	throw new Error('no mistake');
}

const envelope = (batchEnvelope: string, parameters?: INodeParameters) =>
	mistakeIn({ batchEnvelope }, parameters).message;

it('are off with a size of 1, whatever else is set', () => {
	expect(settingsOf({}).batch).toBeUndefined();
	expect(settingsOf({ batchSize: 1, batchEnvelope: 'no list', batchMatch: 'field' }).batch).toBeUndefined();
});

it.each<[boolean, INodeParameters]>([
	[true, { batchEnvelope: '{"contacts": {{items}}}' }],
	[true, { batchAnswers: 'results' }],
	[false, { batchEnvelope: '= {{items}} ', batchAnswers: ' ' }],
	[false, { batchMaxBytes: 5, batchFormat: 'jsonLines' }],
	[false, { batchSize: 2, batchEnvelope: '{"contacts": {{items}}}' }],
])('are forgotten: %s, with %j', (areForgotten, values) => {
	expect(settingsOf(values).areBatchesForgotten ?? false).toBe(areForgotten);
});

it('have the defaults of the contract', () => {
	expect(batchOf({})).toEqual({
		size: 100,
		maxBytes: 0,
		format: 'json',
		envelope: undefined,
		results: undefined,
		match: { by: 'position' },
	});
});

it.each([
	[{ contentType: 'xml' }],
	[{ contentType: 'text' }],
	[{ contentType: 'none' }],
	[{ contentType: 'multipart' }],
	[{ method: 'GET' }],
])('take a JSON body only: %j', (parameters) => {
	expect(mistakeIn({}, parameters)).toMatchObject({
		field: 'options.batchSize',
		message: expect.stringContaining('only JSON bodies can be sent in batches'),
	});
});

it.each(['record', 'item'])('take all fields of the %s as the body', (bodySource) => {
	expect(settingsOf({ batchSize: 2 }, { bodySource }).batch?.size).toBe(2);
});

it.each([[0], [1.5], [-1], ['many'], [100_001]])('refuse a size of %j', (batchSize) => {
	expect(mistakeIn({ batchSize }).message).toContain('"options.batchSize" is');
});

describe('the envelope', () => {
	it.each(['{{items}}', '', '={{items}}', ' {{ items }} ', '{{{items}}}', '${items}'])(
		'is none if it is the list alone: %j',
		(batchEnvelope) => {
			expect(batchOf({ batchEnvelope })?.envelope).toBeUndefined();
		},
	);

	it('has a mark in place of the list, which is a JSON string', () => {
		const { text, marker } = batchOf({
			batchEnvelope: '={"listId": 5, "contacts": {{ items }}}',
		})!.envelope!;
		expect(text).toBe(`{"listId": 5, "contacts": ${marker}}`);
		expect(typeof JSON.parse(marker)).toBe('string');
	});

	it('may have other placeholders, in and outside of strings', () => {
		const batchEnvelope =
			'{"by":"{{@workflow.name}}","n":{{order.items}},"all":{{items}}{{#if x}},"x":1{{/if}}}';
		expect(batchOf({ batchEnvelope })?.envelope).toBeDefined();
	});

	it.each([
		['{"contacts": []}', 'has no {{items}}'],
		['[{{items}}, {{items}}]', 'has {{items}} 2 times'],
		['{"contacts": [{{items}}]}', 'puts {{items}} into a list of its own'],
		['[\n\t{{ items }} ]', 'is the list already: remove the [ ] around it'],
		['{"contacts": "{{items}}"}', 'has {{items}} inside a string'],
		['{"contacts": {{items}}, "n": {{items.length}}}', 'uses items in another placeholder'],
		['{{#each items}}{{this}}{{/each}}{{items}}', 'uses items in another placeholder'],
		['{"contacts": {{items}}', 'Envelope, line 1, column 16'],
		['{"contacts": {{items}}, "x": {{#if y}}1}', 'Envelope, line 1, column 65'],
	])('is refused before anything is sent: %s', (text, message) => {
		expect(envelope(text)).toContain(message);
	});

	it('has its mistake shown without the mark', () => {
		expect(envelope('{"a": {{items}}, "b": }')).not.toContain('items-');
	});

	it('writes the list as the other placeholders are written, or with braces', () => {
		const options = { templates: { values: { placeholderSyntax: 'dollar' } } };
		for (const batchEnvelope of ['{"a":${items},"b":"${x}"}', '{"a":{{items}},"b":"${x}"}'])
			expect(settingsOf({ batchSize: 2, batchEnvelope }, { options }).batch?.envelope).toBeDefined();
	});

	it('is refused together with JSON Lines', () => {
		expect(mistakeIn({ batchFormat: 'jsonLines', batchEnvelope: '{"a":{{items}}}' })).toMatchObject({
			field: 'options.batchEnvelope',
			message: expect.stringContaining('cannot be used with JSON Lines'),
		});
		expect(batchOf({ batchFormat: 'jsonLines', batchEnvelope: '{{items}}' })?.format).toBe('jsonLines');
	});
});

describe('the results', () => {
	it.each([
		['results', 1],
		['results.*', 1],
		['data.results', 2],
		['*', 0],
		['$', 0],
		['$.*', 0],
	])('are at %s, %i steps into the body', (batchAnswers, steps) => {
		expect(batchOf({ batchAnswers })?.results).toMatchObject({ text: batchAnswers });
		expect(batchOf({ batchAnswers })?.results?.path).toHaveLength(steps);
	});

	it('are matched by two paths', () => {
		const values = {
			batchAnswers: 'r',
			batchMatch: 'field',
			batchItemPath: 'contact.id',
			batchAnswerPath: 'id',
		};
		expect(batchOf(values)?.match).toMatchObject({
			by: 'field',
			item: { text: 'contact.id' },
			result: { text: 'id' },
		});
	});

	it.each([
		[{ batchMatch: 'field', batchItemPath: 'a', batchAnswerPath: 'b' }, 'options.batchAnswers'],
		[{ batchAnswers: 'r', batchMatch: 'field', batchAnswerPath: 'b' }, 'options.batchItemPath'],
		[{ batchAnswers: 'r', batchMatch: 'field', batchItemPath: 'a' }, 'options.batchAnswerPath'],
		[{ batchAnswers: 'r..s' }, 'options.batchAnswers'],
		[{ batchAnswers: 'r.__proto__' }, 'options.batchAnswers'],
		[{ batchMatch: 'guess' }, 'options.batchMatch'],
	])('cannot be found with %j', (values, field) => {
		expect(mistakeIn(values).field).toBe(field);
	});

	it('are what variables from the item read: without them that is a mistake', () => {
		const responseVariables = { variable: [{ name: 'id', source: 'item', path: 'id' }] };
		expect(mistakeIn({}, { responseVariables }).message).toContain(
			'needs batches and "options.batchAnswers"',
		);
		expect(
			settingsOf({ batchSize: 2, batchAnswers: 'results' }, { responseVariables }).responseVariables,
		).toMatchObject([{ source: 'item', path: 'id' }]);
	});
});
