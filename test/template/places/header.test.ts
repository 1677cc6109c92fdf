import { compileTemplate } from '../../../nodes/CustomWebhook/template';
import { failureOf, OPTIONS, render, scopeOf } from '../render';

const header = (text: string, v: unknown) =>
	compileTemplate(text, 'headers.X-Name', 'header', OPTIONS).render(scopeOf({ v }));

describe('values in a header', () => {
	it('stand as they are, tabs and Latin-1 too', () => {
		expect(header('a {{v}}', 'é\t"ÿ')).toBe('a é\t"ÿ');
	});

	it.each([
		['\r\nX: y', /line break/],
		['a\u0000', /U\+0000/],
		['\u007f', /U\+007F/],
		['日', /日 \(U\+65E5\)/],
		['😀', /U\+1F600/],
		['\ud800', /U\+FFFD/],
	])('%j is a failure request that names the header', (v, message) => {
		const failure = failureOf(() => header('a {{v}}', v));
		expect(failure).toMatchObject({ kind: 'request', field: 'headers.X-Name', line: 1 });
		expect(failure.message).toMatch(/X-Name/);
		expect(failure.message).toMatch(message);
	});

	it('what the author typed, and raw values, are looked at too', () => {
		expect(failureOf(() => header('a\nb', 1)).kind).toBe('request');
		expect(failureOf(() => header('{{{v}}}', 'a\nb'))).toMatchObject({ kind: 'request', column: 2 });
		expect(render('{{v}}', { v: ['a', 'b'] }, 'header')).toBe('a,b');
	});
});
