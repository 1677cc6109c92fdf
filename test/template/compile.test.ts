import { compileTemplate } from '../../nodes/CustomWebhook/template';
import { failureOf, OPTIONS, render, scopeOf } from './render';

describe('compiling', () => {
	it('no value is read as a template', () => {
		const item = { a: '{{b}} ${b} {{{b}}} {{ $json.b + 1 }} {{#if b}}', b: 'secret' };
		expect(render('{{a}}{{{a}}}{{ $json?.a }}', item)).toBe(item.a.repeat(3));
	});

	it('raw values are not encoded, and what follows is encoded for the place that they lead to', () => {
		expect(render('{"a":{{{v}}},"b":"{{q}}"}', { v: '"x"', q: '"' }, 'json')).toBe('{"a":"x","b":"\\""}');
		expect(render('"{{{v}}}{{q}}', { v: '"', q: 'x' }, 'json')).toBe('"""x"');
		expect(render('https://{{{v}}}{{q}}', { v: 'a.b/', q: '/' }, 'url')).toBe('https://a.b/%2F');
	});

	it('branches are each encoded for the place they are in', () => {
		const text = '{{#if a}}"{{v}}{{else}}{{v}}{{/if}}{{#if a}}{{v}}"{{/if}}';
		expect(render(text, { a: 1, v: 'x"' }, 'json')).toBe('"x\\"x\\""');
		expect(render(text, { a: 0, v: 'x"' }, 'json')).toBe('"x\\""');
	});

	it('a loop that opens a string and closes it in the next round is right in each', () => {
		expect(render('{{#each l}}{{this}}"{{/each}}', { l: ['a', 'b', 'c'] }, 'json')).toBe('"a""b""c""');
	});

	it('the only placeholder gives its typed value, with white space around it a text', () => {
		const typed = (text: string) =>
			compileTemplate(text, 'f', 'query', OPTIONS).renderValue(
				scopeOf({ l: [1, 'a'], d: new Date(0) }),
			);
		expect(typed('{{l}}')).toEqual([1, 'a']);
		expect(typed('{{ $json?.l }}')).toEqual([1, 'a']);
		expect(typed('{{d}}')).toBe('1970-01-01T00:00:00.000Z');
		expect(typed('{{missing}}')).toBeUndefined();
		expect(typed(' {{l}}')).toBe(' 1,a');
		expect(typed('{{#if l}}{{l}}{{/if}}')).toBe('1,a');
		expect(typed('{{number "1.50"}}')).toBe('1.50');
		expect(failureOf(() => typed('{{number "x"}}')).kind).toBe('template');
	});

	it('n8n data in the opening of a block is refused by name', () => {
		expect(failureOf(() => render('{{#if $now}}{{/if}}')).message).toContain(
			'$now cannot be used in a block',
		);
		expect(failureOf(() => render('{{#if a}}{{else if $now}}{{/if}}')).message).toContain('$now');
	});
});
