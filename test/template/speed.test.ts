import { compileTemplate } from '../../nodes/CustomWebhook/template';
import { OPTIONS, render, scopeOf } from './render';

describe('bad input is answered, or a clear failure, in time that grows with its length', () => {
	const cases: Array<[what: string, text: string, item: object]> = [
		['1 MB of text', `${'x'.repeat(1_000_000)}{{a}}`, { a: 1 }],
		['1 MB of line breaks', `${'\n'.repeat(1_000_000)}{{a}}`, { a: 1 }],
		['1 MB of white space before placeholders', `${' \n'.repeat(120)}{{a}}`.repeat(4000), { a: 1 }],
		[
			'10,000 placeholders',
			Array.from({ length: 10_000 }, (_, index) => `{{a${index}.b}}x`).join(''),
			{},
		],
		['10,000 helpers', '{{upper a}}x'.repeat(10_000), { a: 'b' }],
		['10,000 apostrophes', "{{ it's }} x".repeat(10_000), {}],
		['1 MB of braces', '{'.repeat(1_000_000), {}],
		['1 MB of raw blocks that never end', `${'{{{{x}}}}'.repeat(100_000)}{{{{/y}}}}`, {}],
		['1 MB of backslashes', `${'\\'.repeat(1_000_000)}{{a}}`, { a: 1 }],
		['10,000 blocks', '{{#if a}}x{{/if}}'.repeat(10_000), { a: 1 }],
		['5 MB of quotes as a value', '{"a":"{{v}}"}', { v: '"\n'.repeat(2_500_000) }],
		['a path of 10,000 segments', `{{a${'.a'.repeat(10_000)}}}`, { a: 1 }],
		['NUL in text and value', 'a\0{{v}}\0{{#if v}}\0{{/if}}', { v: '\0' }],
	];

	it.each(cases)(
		'%s',
		(_what, text, item) => {
			const template = compileTemplate(text, 'f', 'text', OPTIONS);
			const scope = {
				...scopeOf(item),
				root: item,
				unresolved: new Set<string>(),
				data: {},
				evaluate: () => 'v',
			};
			try {
				expect(typeof template.render(scope)).toBe('string');
			} catch (error) {
				expect(error).toMatchObject({ kind: 'template' });
			}
		},
		15_000,
	);

	it('5 MB of special characters in each language', () => {
		const v = '<&"\ud800'.repeat(1_250_000);
		expect(render('<a b="{{v}}">{{v}}</a>', { v }, 'xml').length).toBeGreaterThan(5_000_000);
		expect(render('https://a/{{v}}?b={{v}}', { v }, 'url').length).toBeGreaterThan(5_000_000);
	});
});
