import fc from 'fast-check';

import { MARK, Typed } from '../../../nodes/CustomWebhook/settings/curl-command/typed';
import { compile, scopeOf } from '../../request/support';

const typed = new Typed(`a${MARK}b=${MARK}c`, ['{{x}}', '{{y}}']);

it('keeps each placeholder with its mark when it is cut', () => {
	expect(typed.slice(2)).toEqual(new Typed(`b=${MARK}c`, ['{{y}}']));
	expect(typed.slice(0, 3)).toEqual(new Typed(`a${MARK}b`, ['{{x}}']));
	expect(typed.cutAt('=')).toEqual([new Typed(`a${MARK}b`, ['{{x}}']), new Typed(`${MARK}c`, ['{{y}}'])]);
	expect(typed.cutAt(':')).toBeUndefined();
});

it('joins texts with their placeholders in order', () => {
	const [before, after] = typed.cutAt('=') ?? [];
	expect(
		Typed.join(
			[after, before].filter((part) => part !== undefined),
			'&',
		),
	).toEqual(new Typed(`${MARK}c&a${MARK}b`, ['{{y}}', '{{x}}']));
});

it('changes typed text only', () => {
	expect(typed.map((text) => text.toUpperCase()).template('handlebars')).toBe('A{{x}}B={{y}}C');
});

it('drops blanks as cURL does: a no-break space is text', () => {
	expect(new Typed(' \t\u00a0a \n').trim().text).toBe('\u00a0a');
	expect(new Typed('  a ').trimStart().text).toBe('a ');
});

it('keeps a leading = from being the mark of an expression', () => {
	expect(new Typed('=a').template('handlebars')).toBe('==a');
});

describe.each([
	['handlebars', '{{x}}'],
	['dollar', '${x}'],
] as const)('what the shell left is text, also right before a placeholder: %s', (syntax, placeholder) => {
	const text = fc
		.array(
			fc.constantFrom('{', '{{', '}', '}}', '\\', 'x', '=', '#', '"', ' ', '$', '${', '${x}', '{{x}}'),
			{ maxLength: 6 },
		)
		.map((pieces) => pieces.join(''));
	it('for any braces, backslashes and dollars', () => {
		fc.assert(
			fc.property(text, text, (before, after) => {
				const template = new Typed(before + MARK + after, [placeholder]).template(syntax);
				expect(compile(template, 'body', 'text', syntax).render(scopeOf({ x: 'X' }))).toBe(
					`${before}X${after}`,
				);
			}),
			{ numRuns: 500 },
		);
	});
});
