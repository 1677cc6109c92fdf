import { compileTemplate } from '../../nodes/CustomWebhook/template';
import { failureOf, OPTIONS, render, scopeOf } from './render';

describe('templates', () => {
	it('mean the same in Fixed and Expression mode: one leading = is dropped', () => {
		expect(render('={{a}} =', { a: 1 })).toBe('1 =');
		expect(render('==a', {})).toBe('=a');
	});

	it('without a placeholder are constant, escapes worked out', () => {
		const constant = compileTemplate('=a \\{{b}} }}', 'f', 'json', OPTIONS);
		expect([
			constant.isConstant,
			constant.render(scopeOf({})),
			constant.renderValue(scopeOf({})),
		]).toEqual([true, 'a {{b}} }}', 'a {{b}} }}']);
		expect(compileTemplate('{{a}}', 'f', 'json', OPTIONS).isConstant).toBe(false);
	});

	it('never throw while they are compiled, and fail each render in the same way', () => {
		const broken = compileTemplate('{{#if a}}', 'jsonBody', 'json', OPTIONS);
		const failure = failureOf(() => broken.render(scopeOf({})));
		expect(failure).toMatchObject({ kind: 'template', field: 'jsonBody', line: 1, column: 1 });
		expect(failureOf(() => broken.render(scopeOf({})))).toBe(failure);
		expect(failureOf(() => broken.renderValue(scopeOf({})))).toBe(failure);
	});

	it('one compiled template serves items that have nothing to do with each other', () => {
		const template = compileTemplate(
			'{"a":"{{a}}{{#each l}}{{this}}{{/each}}{{ $json?.b }}"}',
			'f',
			'json',
			OPTIONS,
		);
		expect(template.render(scopeOf({ a: 1, l: [1, 2], b: 'x' }))).toBe('{"a":"112x"}');
		expect(template.render(scopeOf({ a: 2, b: 'y' }))).toBe('{"a":"2y"}');
	});

	it('leave the process as it was', () => {
		expect(Object.keys(require.extensions)).not.toContain('.hbs');
		expect('Handlebars' in globalThis).toBe(false);
	});

	it('deep and cyclic data are a failure at the placeholder', () => {
		let deep: unknown = 1;
		for (let depth = 0; depth < 200_000; depth += 1) deep = [deep];
		const cyclic: Record<string, unknown> = {};
		cyclic.self = cyclic;
		for (const v of [deep, cyclic]) {
			const failure = failureOf(() => render('{"x":{{v}}}', { v }, 'json'));
			expect(failure).toMatchObject({ kind: 'template', column: 6 });
		}
		expect(render('{{v.self.self.self.n}}|', { v: cyclic })).toBe('|');
	});
});
