import { render, failureOf } from './render';

describe('blocks', () => {
	it('eq, ne, and, or, not open a block too', () => {
		const text =
			'{{#eq a 1}}eq{{else}}ne{{/eq}} {{#ne a 1}}x{{else}}y{{/ne}} {{#and a b}}x{{else}}no{{/and}} {{#or a b}}or{{/or}} {{#not b}}not{{/not}}';
		expect(render(text, { a: 1, b: 0 })).toBe('eq y no or not');
	});

	it('each gives fields of data only', () => {
		expect(render('{{#each a}}{{@key}}{{/each}}', { a: { x: 1, f: () => 1 } })).toBe('x');
	});

	it('if has no block parameters', () => {
		expect(failureOf(() => render('{{#if a as |b|}}{{/if}}')).message).toContain('no parameters');
	});

	it('an error in a condition is a failure at the block', () => {
		expect(failureOf(() => render('a {{#if (number "x")}}{{/if}}'))).toMatchObject({
			kind: 'template',
			column: 3,
		});
	});

	it('a very long loop runs', () => {
		expect(
			render('{{#each a}}{{this}}{{/each}}', { a: new Array<number>(200_000).fill(1) }),
		).toHaveLength(200_000);
	});
});
