import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { conditionsOf, conditionsOfAll, inWords } from '../../docs/make/conditions';
import { table } from '../../docs/make/fields';
import { panel } from '../../docs/make/panel';
import { parametersPage } from '../../docs/make/parameters';
import { prose, typeOf } from '../../docs/make/words';

const page = readFileSync(path.resolve(__dirname, '../../docs/parameters.md'), 'utf8');

/** Every field of the panel, however deep it stands. */
function everyField(fields: INodeProperties[]): INodeProperties[] {
	return fields.flatMap((field) => {
		if (field.type === 'collection') return [field, ...everyField(field.options as INodeProperties[])];
		if (field.type !== 'fixedCollection') return [field];
		const forms = field.options as INodePropertyCollection[];
		return [field, ...forms.flatMap((form) => everyField(form.values))];
	});
}

const field = (parts: Partial<INodeProperties>): INodeProperties => ({
	displayName: 'Field',
	name: 'field',
	type: 'string',
	default: '',
	...parts,
});

describe('docs/parameters.md', () => {
	it('is up to date with the node and its credentials; "npm run docs" writes it anew', () => {
		expect(page).toBe(parametersPage(panel));
	});

	it('names each field and each choice of the panel and of the credentials', () => {
		const fields = everyField([
			...panel.properties,
			...panel.credentialTypes.flatMap((type) => type.properties),
		]);
		expect(fields.length).toBeGreaterThan(90);
		const values = fields.flatMap(({ options = [] }) =>
			options.flatMap((option) => ('value' in option ? [String(option.value)] : [])),
		);
		const missing = [...fields.map(({ name }) => name), ...values].filter(
			(name) => !new RegExp(`\`${name}[\`.]`).test(page),
		);
		expect(missing).toEqual([]);
	});

	it('is not made where a section begins at no parameter', () => {
		const properties = panel.properties.filter(({ name }) => name !== 'onFailure');
		expect(() => parametersPage({ ...panel, properties })).toThrow('Failure begins at onFailure');
	});

	it('is not made where the node asks for no such credential', () => {
		expect(() => parametersPage({ ...panel, credentials: [] })).toThrow('customWebhookBearerApi');
	});
});

describe('a condition in words', () => {
	const kind = field({
		displayName: 'Kind',
		name: 'kind',
		type: 'options',
		options: [
			{ name: 'Text', value: 'text' },
			{ name: 'A File', value: 'file' },
			{ name: 'None', value: 'none' },
		],
	});
	const inGroup = field({
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		options: [
			field({ displayName: 'On', name: 'on', type: 'boolean' }),
			field({
				displayName: 'Group',
				name: 'group',
				type: 'fixedCollection',
				options: [{ displayName: 'Group', name: 'values', values: [kind] }],
			}),
		],
	});
	const words = (displayOptions: INodeProperties['displayOptions']) =>
		inWords(conditionsOf({ displayOptions }), [kind], [inGroup]);

	it('names the field and its choices as the panel shows them', () => {
		expect(words({ show: { kind: ['text', 'file', 'none'] } })).toBe(
			'**Kind** is *Text*, *A File* or *None*',
		);
		expect(words({ hide: { kind: ['none'] } })).toBe('**Kind** is not *None*');
	});

	it('names the way to a field elsewhere in the panel', () => {
		expect(words({ show: { '/options.group.values.kind': ['file'], '/options.on': [true] } })).toBe(
			'**Options → Group → Kind** is *A File*, and **Options → On** is on',
		);
	});

	it('cannot ask for a field that there is not', () => {
		expect(() => words({ show: { colour: ['red'] } })).toThrow('no field of the panel is named colour');
	});

	it('stands once above fields that all have it', () => {
		const shown = (values: string[], also = {}) =>
			field({ displayOptions: { show: { kind: values, ...also } } });
		expect(conditionsOfAll([shown(['text']), shown(['text'], { on: [true] })])).toEqual([
			{ hides: false, field: 'kind', values: ['text'] },
		]);
		expect(conditionsOfAll([shown(['text']), shown(['file'])])).toEqual([]);
	});
});

describe('words of the page', () => {
	it('show a placeholder as code, and signs that mean something in Markdown as they are', () => {
		expect(prose('users.*.title is {{a|b}}, @_name <x>')).toBe(
			'users.\\*.title is `{{a|b}}`, @\\_name \\<x\\>',
		);
	});

	it('keep to their cell of a table', () => {
		expect(table(['a', 'b'], [['`1|2`', '']])).toBe('| a | b |\n| --- | --- |\n| `1\\|2` | |');
	});

	it('tell of a type what the panel asks for', () => {
		expect(typeOf(field({ typeOptions: { password: true }, required: true }))).toBe(
			'text, hidden, required',
		);
		expect(typeOf(field({ type: 'number', typeOptions: { minValue: 1 } }))).toBe('number, 1 or more');
		expect(typeOf(field({ type: 'number', typeOptions: { minValue: 1, maxValue: 9 } }))).toBe(
			'number, 1 to 9',
		);
		expect(typeOf(field({ type: 'fixedCollection', typeOptions: { multipleValues: true } }))).toBe(
			'rows',
		);
	});
});
