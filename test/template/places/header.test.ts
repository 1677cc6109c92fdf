import { compileTemplate } from '../../../nodes/CustomWebhook/template';
import { failureOf, OPTIONS, render, scopeOf } from '../render';

const header = (text: string, v: unknown) =>
	compileTemplate(text, 'headers.X-Name', 'header', OPTIONS).render(scopeOf({ v }));

describe('values in a header', () => {
	it('stand as they are, tabs and Latin-1 too', () => {
		expect(header('a {{v}}', 'é\t"ÿ\u00a0')).toBe('a é\t"ÿ\u00a0');
	});

	it.each([
		['\r\nX: y', 'a line break (U+000D)', 3],
		['\nX: y', 'a line break (U+000A)', 3],
		['a\u0000', 'the control character U+0000', 4],
		['\u001f', 'the control character U+001F', 3],
		['\u007f', 'the control character U+007F', 3],
		['\u0080', 'the control character U+0080', 3],
		['\u009f', 'the control character U+009F', 3],
		['Ā', 'the character Ā (U+0100)', 3],
		['日', 'the character 日 (U+65E5)', 3],
		['😀', 'the character 😀 (U+1F600)', 3],
		['\ud800', 'the character \ufffd (U+FFFD)', 3],
	])('%j is a failure request that names the header', (v, character, column) => {
		const failure = failureOf(() => header('a {{v}}', v));
		expect(failure).toMatchObject({ kind: 'request', field: 'headers.X-Name', line: 1, column });
		expect(failure.message).toBe(`The header X-Name cannot hold ${character}`);
		expect(failure.description).toMatch(
			/^A header takes printable Latin-1 characters and tabs\. Near: `a/,
		);
	});

	it('only the group in front of its field is no part of its name', () => {
		const { message } = failureOf(() =>
			compileTemplate('日', 'headers.X-headers.Y', 'header', OPTIONS).render(scopeOf({})),
		);
		expect(message).toBe('The header X-headers.Y cannot hold the character 日 (U+65E5)');
	});

	it.each([
		['soapAction', 'SOAPAction'],
		['options.idempotencyKeyValue', 'of the idempotency key'],
	])('%s is told by the header that it makes', (field, name) => {
		const { message } = failureOf(() =>
			compileTemplate('日', field, 'header', OPTIONS).render(scopeOf({})),
		);
		expect(message).toBe(`The header ${name} cannot hold the character 日 (U+65E5)`);
	});

	it('what the author typed, and raw values, are looked at too', () => {
		expect(failureOf(() => header('a\nb', 1)).kind).toBe('request');
		expect(failureOf(() => header('{{{v}}}', 'a\nb'))).toMatchObject({ kind: 'request', column: 2 });
		expect(render('{{v}}', { v: ['a', 'b'] }, 'header')).toBe('a,b');
	});
});
