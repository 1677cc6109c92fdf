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

	it('have placeholders of the syntax that is chosen', () => {
		const dollar = compileTemplate('${a} {{a}}', 'f', 'text', { ...OPTIONS, syntax: 'dollar' });
		expect(dollar.render(scopeOf({ a: 1 }))).toBe('1 {{a}}');
		expect(render('${a} {{a}}', { a: 1 })).toBe('${a} 1');
	});

	it('fail where a value is missing, if they are asked to', () => {
		const options = { ...OPTIONS, missingValues: 'fail' as const };
		const strict = compileTemplate('{{a}}', 'textBody', 'text', options);
		expect(strict.render(scopeOf({ a: null }))).toBe('');
		expect(failureOf(() => strict.render(scopeOf({})))).toMatchObject({
			kind: 'template',
			field: 'textBody',
		});
	});

	it('of one placeholder have a value with its type; of more, a text', () => {
		const valueOf = (text: string) =>
			compileTemplate(text, 'f', 'text', OPTIONS).renderValue(scopeOf({ a: [1] }));
		expect([valueOf('{{a}}'), valueOf('{{ $json.a.length }}'), valueOf('{{a}} '), valueOf('a')]).toEqual([
			[1],
			1,
			'1 ',
			'a',
		]);
	});

	it('that are one placeholder only are the JSON of its value in a JSON body, and text elsewhere', () => {
		expect(render('{{a}}', { a: 'x"' }, 'json')).toBe('"x\\""');
		expect(render('{{a}}', { a: 'x"' })).toBe('x"');
	});

	it('without a placeholder are looked at where the place asks for it', () => {
		const constant = compileTemplate('a\u0000', 'headers.A', 'header', OPTIONS);
		const failure = failureOf(() => constant.render(scopeOf({})));
		expect([constant.isConstant, failure.kind]).toEqual([true, 'request']);
	});

	it('nested too deeply to be read are a failure', () => {
		const deep = `${'{{#if a}}'.repeat(20_000)}${'{{/if}}'.repeat(20_000)}`;
		const failure = failureOf(() => render(deep, { a: 1 }));
		expect(failure).toMatchObject({ kind: 'template', field: 'field' });
		expect(failure.message).toBe(
			'Field, line 1, column 9001: blocks are nested more than 1000 deep here',
		);
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
