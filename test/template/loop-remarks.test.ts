import { compileTemplate, createScope } from '../../nodes/CustomWebhook/template';
import { failureOf, OPTIONS, RUN } from './render';

const remarksOf = (text: string, json: object): [rendered: string, remarks: string[]] => {
	const scope = createScope(RUN, json, 0, (code) => code);
	return [compileTemplate(text, 'jsonBody', 'text', OPTIONS).render(scope), [...scope.remarks]];
};
const ONE = { item: { id: '5', sub: { id: '9' } } };
const LIST = { item: [{ id: '5' }, { id: '6' }] };

it.each([
	['{{#each item}}{{id}}{{/each}}', 'id'],
	['{{#each item}}{{#if true}}{{this.id}}{{id}}{{/if}}{{/each}}', 'this.id'],
	['{{#each item as |entry|}}{{entry.id}}{{/each}}', 'entry.id'],
])('a loop over an object in place of a list says so, and how to write it for both: %s', (text, name) => {
	const [, [remark]] = remarksOf(text, { item: { id: '5' }, true: true });
	expect(remark).toBe(
		'{{#each item}} found one object and no list, so it went over the fields of the object, ' +
			`where ${name} has no value. If it can be one value or a list of them, write {{#item}}…{{/item}}.`,
	);
});

it.each([
	[{ item: 'one' }, 'one;'],
	[{ item: 7 }, '7;'],
	[{ item: ['one', 'two'] }, 'one;two;'],
])('a loop over a text or a number says so, and what it tells to write takes both: %j', (json, expected) => {
	const [rendered, remarks] = remarksOf('{{#each item}}{{this}};{{/each}}', json);
	const isList = Array.isArray(json.item);
	expect(rendered).toBe(isList ? expected : '');
	expect(remarks).toEqual(
		isList
			? []
			: [
					'{{#each item}} found one value and no list, so nothing was repeated. ' +
						'If it can be one value or a list of them, write {{#item}}…{{/item}}.',
				],
	);
	expect(remarksOf('{{#item}}{{this}};{{/item}}', json)).toEqual([expected, []]);
});

it('the block that it tells to write takes one object as a list of one', () => {
	expect(remarksOf('{{#item}}{{id}};{{/item}}', ONE)).toEqual(['5;', []]);
	expect(remarksOf('{{#item}}{{id}};{{/item}}', LIST)).toEqual(['5;6;', []]);
});

it.each<[string, object]>([
	['{{#each item}}{{id}}{{/each}}', LIST],
	['{{#each item}}{{nothing}}{{/each}}', LIST],
	['{{#each item}}{{nothing}}{{/each}}', ONE],
	['{{#each item}}{{@key}}={{this}}{{/each}}', ONE],
	['{{#each item}}{{../item.id}}{{/each}}', ONE],
	['{{#each item}}a{{/each}}', { item: '' }],
	['{{#each item}}a{{/each}}', { item: null }],
	['{{#each item}}a{{/each}}', {}],
	['{{#each (lookup this "item")}}a{{/each}}', { item: 'x' }],
])('nothing is said where nothing is wrong with the loop: %s with %j', (text, json) => {
	expect(remarksOf(text, json)[1]).toEqual([]);
});

it('with Missing Values: Fail, the failure says it', () => {
	const template = compileTemplate('{{#each item}}{{id}}{{/each}}', 'jsonBody', 'json', {
		...OPTIONS,
		missingValues: 'fail',
	});
	const failure = failureOf(() => template.render(createScope(RUN, ONE, 0, (code) => code)));
	expect(`${failure.message} ${failure.description}`).toContain('write {{#item}}…{{/item}}');
});

it('a path that a remark explains is marked as such, and is still without a value', () => {
	const scope = createScope(RUN, ONE, 0, (code) => code);
	const text = '{{#each item}}{{id}}{{nothing}}{{/each}}{{nowhere}}';
	compileTemplate(text, 'jsonBody', 'text', OPTIONS).render(scope);
	expect([...scope.unresolved]).toEqual(['id', 'nothing', 'nowhere']);
	expect([...scope.explained]).toEqual(['id']);
});
