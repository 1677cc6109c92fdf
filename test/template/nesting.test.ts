import { failureOf, render } from './render';

describe('nesting', () => {
	it('blocks may be 1,000 deep', () => {
		expect(render(`${'{{#if a}}'.repeat(1000)}x${'{{/if}}'.repeat(1000)}`, { a: 1 })).toBe('x');
	});

	it('deeper ones, and longer else chains, are a clear failure at once', () => {
		const deep = failureOf(() => render(`${'{{#if a}}'.repeat(100_000)}${'{{/if}}'.repeat(100_000)}`));
		expect(deep.message).toContain('more than 1000 deep');
		const chain = failureOf(() => render(`{{#if a}}${'{{else if b}}'.repeat(5000)}{{/if}}`));
		expect(chain.message).toContain('more than 1000 deep');
		expect(render('{{#if a}}x{{else if b}}y{{/if}}'.repeat(2000), { b: 1 })).toBe('y'.repeat(2000));
	});

	it('an unclosed block is named where it begins', () => {
		const failure = failureOf(() => render('{{#if a}}\n {{#each b}}\n{{/if}}'));
		expect(failure).toMatchObject({ kind: 'template', line: 3, column: 1 });
		expect(failure.message).toContain('{{/if}} closes {{#each b}}, which wants {{/each}}');
		expect(failureOf(() => render('a\n{{#if a}}'))).toMatchObject({
			line: 2,
			column: 1,
			message: expect.stringContaining('never closed') as string,
		});
	});

	it.each(['{{else}}', '{{^}}', '{{else if c}}', '{{~else~}}'])(
		'%s after the else of its block is named where it stands',
		(second) => {
			expect(failureOf(() => render(`{{#if a}}\n{{else}}b ${second}{{/if}}`))).toMatchObject({
				kind: 'template',
				line: 2,
				column: 11,
				message: expect.stringContaining(`${second} comes after the {{else}} of {{#if a}}`) as string,
			});
		},
	);

	it('each block has an else of its own, also one in the else of another', () => {
		const text = '{{#if a}}1{{else}}{{#if b}}2{{else}}3{{/if}}{{/if}}{{^if a}}4{{else}}5{{/if}}';
		expect(render(text)).toBe('34');
	});

	it('curly quotes in a block are named', () => {
		expect(
			failureOf(() => render('{{#if (eq a “x y”)}}{{/if}}')).message +
				failureOf(() => render('{{#if “a}}{{/if}}')).message,
		).toContain('curly quote');
	});

	it('names with spaces, quotes and indexes close', () => {
		expect(
			render('{{#[a b]}}1{{/[a b]}}{{#"a b"}}2{{/"a b"}}{{#l[0].x}}3{{/l[0].x}}', {
				'a b': 1,
				l: [{ x: 1 }],
			}),
		).toBe('123');
	});
});
