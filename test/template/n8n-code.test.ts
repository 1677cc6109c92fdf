import { isStringifyCall } from '../../nodes/CustomWebhook/template/n8n-code';
import { compileTemplate, createScope } from '../../nodes/CustomWebhook/template';
import { failureOf, OPTIONS, render, RUN } from './render';

describe('n8n expressions', () => {
	it.each([
		'JSON.stringify($json)',
		' JSON.stringify({a:1}) ',
		'JSON.stringify(f(")"), null, 2);',
		'JSON . stringify (a)',
		'JSON.stringify(`)`)',
	])('%s is a call of JSON.stringify as a whole', (code) => {
		expect(isStringifyCall(code)).toBe(true);
	});

	it.each([
		'JSON.stringify(a).length',
		'JSON.stringify(a) + JSON.stringify(b)',
		'JSON.parse(a)',
		'x(JSON.stringify(a))',
		'JSON.stringify(a',
		'JSON.stringify',
		'JSON.stringify(a), (b)',
	])('%s is not', (code) => {
		expect(isStringifyCall(code)).toBe(false);
	});

	it('get the code between the braces, one placeholder at a time, once for each place', () => {
		const evaluate = jest.fn((code: string) => code.length);
		const scope = createScope(RUN, { list: [1, 2, 3] }, 0, evaluate);
		const text =
			'{{#each list}}{{ $now.x() }}{{/each}}-{{ $now.x() }}-{{ "\\}}" }}{{#if no}}{{ $never() }}{{/if}}';
		expect(compileTemplate(text, 'f', 'text', OPTIONS).render(scope)).toBe('101010-10-7');
		expect(evaluate.mock.calls.map(([code]) => code)).toEqual([' $now.x() ', ' $now.x() ', ' "\\}}" ']);
	});

	it('a direct path never goes to n8n', () => {
		const evaluate = jest.fn();
		const scope = createScope(RUN, { a: { b: 1 } }, 0, evaluate);
		expect(compileTemplate('{{ $json.a.b }}{{ $json.a?.b }}', 'f', 'text', OPTIONS).render(scope)).toBe(
			'1',
		);
		expect(evaluate).toHaveBeenCalledTimes(1);
	});

	it('one that throws fails the item with its place and what n8n says', () => {
		const failure = failureOf(() => render('a\nb {{ $json.x.y.z() }}', {}));
		expect(failure).toMatchObject({ kind: 'template', field: 'field', line: 2, column: 3 });
		expect(failure.message).toContain('Cannot read properties of undefined');
	});

	it.each([
		['{{ {a:{b:1}} }}', /first }}/],
		['{{ f(“x”) }}', /curly quote \(“\)/],
		['{{ a + b {{ c }}', /another {{/],
		['{{ }}', /Name a field/],
	])('%s says the likely cause', (template, cause) => {
		expect(failureOf(() => render(template, {})).description).toMatch(cause);
	});
});
