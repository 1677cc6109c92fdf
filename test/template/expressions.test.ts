import { compileTemplate } from '../../nodes/CustomWebhook/template';
import { isMet } from '../../nodes/CustomWebhook/template/expressions';
import { failureOf, OPTIONS, render, scopeOf } from './render';

function unresolved(text: string, json: object = {}): string[] {
	const scope = scopeOf(json);
	compileTemplate(text, 'f', 'text', OPTIONS).render(scope);
	return [...scope.unresolved];
}

describe('what has no value', () => {
	it('is noted by its path, once', () => {
		expect(
			unresolved('{{a.b}}{{a.b}}{{ $json.c }}{{x.15}}{{ $json.d?.e }}{{@nope}}{{lookup o "k"}}', {
				d: {},
				o: {},
			}),
		).toEqual([...['a.b', '$json.c', 'x.15', '$json.d?.e', '@nope', 'lookup o k']]);
	});

	it('null, false and empty texts are values', () => {
		expect(unresolved('{{a}}{{b}}{{c}}', { a: null, b: false, c: '' })).toEqual([]);
	});

	it('default, #if and #unless may ask for it, also deeper in', () => {
		const text =
			'{{default a "x"}}{{#if b}}{{/if}}{{#unless c}}{{/unless}}{{#if (eq d 1)}}{{/if}}{{default (upper e) "x"}}';
		expect(unresolved(text)).toEqual([]);
		expect(render(text, {}, 'text', { missingValues: 'fail' })).toBe('xx');
	});

	it.each([
		['{{a.b}}', 'a.b'],
		['{{ $json.a }}', '$json.a'],
		['{{ $json?.a }}', '$json?.a'],
		['{{upper a}}', 'a'],
		['{{#each a}}{{/each}}', 'a'],
		['{{#a}}{{/a}}', 'a'],
		['{{{a}}}', 'a'],
		['{{lookup o "k"}}', 'lookup o k'],
	])('with missingValues: fail %s fails the item and names %s', (template, name) => {
		const failure = failureOf(() => render(template, { o: {} }, 'text', { missingValues: 'fail' }));
		expect(failure).toMatchObject({ kind: 'template', field: 'field', line: 1, column: 1 });
		expect(failure.message).toContain(`${name} has no value`);
	});

	it('a path in a branch that does not run fails nothing', () => {
		expect(render('{{#if a}}{{b}}{{/if}}', {}, 'text', { missingValues: 'fail' })).toBe('');
	});
});

describe('expressions', () => {
	it('literals are values', () => {
		expect(
			render('{{join l 1}} {{default a true}} {{default a null}}{{default a undefined}}|', {
				l: [1, 2],
			}),
		).toBe('112 true |');
	});

	it('curly quotes are named', () => {
		expect(failureOf(() => render('{{default a “x”}}')).message).toContain('“ is a curly quote');
		expect(failureOf(() => render('{{“a”}}')).message).toContain('curly quote');
	});

	it('includeZero makes zero a value', () => {
		expect([isMet(0, false), isMet(0, true), isMet('', true), isMet([], true)]).toEqual([
			false,
			true,
			false,
			false,
		]);
	});

	it('lookup finds fields of the primary record at the root', () => {
		expect(render('{{lookup this "name"}}', { contact: { name: 'Jo' } })).toBe('Jo');
	});
});
