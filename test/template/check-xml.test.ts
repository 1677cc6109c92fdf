import { checkXml } from '../../nodes/CustomWebhook/template';
import { failureOf } from './render';

describe('checking XML', () => {
	it.each([
		'<a/>',
		'<?xml version="1.0" encoding="UTF-8"?>\n<a b="c">&amp;&#13;<![CDATA[&]]></a>',
		'<s:a xmlns:s="u"><s:b/></s:a>',
		`${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`,
	])('takes XML %#', (text) => {
		expect(() => checkXml(text, 'xmlBody')).not.toThrow();
	});

	it.each([
		['<a>\n x & y</a>', 2, 4, /&amp;/],
		['<a>\n<b></a>', 2, 4, /before the one around it/],
		['<a b=x/>', 1, 4, /Put quotes/],
		['<a b=“x”/>', 1, 4, /curly quote \(“\)/],
		['<a b/>', 1, 4, /value in quotes/],
		['<a>', 1, 1, /Close it/],
		['<a>\u0000</a>', 1, 4, /Take it out/],
		['', 1, 1, /\^/],
		['plain', 1, 1, /one element around/],
		['<1/>', 1, 3, /\^/],
	])('%j fails at line %i, column %i, with its likely cause', (text, line, column, cause) => {
		const failure = failureOf(() => checkXml(text, 'xmlBody'));
		expect(failure).toMatchObject({ kind: 'template', field: 'xmlBody', line, column });
		expect(failure.message).toContain('not well-formed XML');
		expect(failure.description).toMatch(cause);
	});

	it('many open elements make a short message', () => {
		expect(failureOf(() => checkXml('<a>'.repeat(50_000), 'f')).message.length).toBeLessThan(400);
	});
});
