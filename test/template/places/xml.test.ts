import { failureOf, render } from '../render';

const xml = (text: string, x: unknown) => render(text, { x }, 'xml');

describe('values in XML', () => {
	it.each([
		['<a>{{x}}</a>', `<&>"'`, '<a>&lt;&amp;&gt;&quot;&apos;</a>'],
		['<a b="{{x}}"/>', 'a"\n\t\r', '<a b="a&quot;&#10;&#9;&#13;"/>'],
		['<a>{{x}}</a>', 'a\n\r\t', '<a>a\n&#13;\t</a>'],
		['<a>{{x}}</a>', 'a\u0000\u0008\ufffe\ud800b\ud83d\ude00', '<a>ab\ud83d\ude00</a>'],
		['<!--{{x}}-->', '--><a>-', '<!-- - -><a>- -->'],
		['<!--a-{{x}}-->', '', '<!--a- -->'],
		['<![CDATA[{{x}}]]>', 'a]]>b', '<![CDATA[a]]]]><![CDATA[>b]]>'],
		['<![CDATA[]]{{x}}>]]>', '>', '<![CDATA[]]]]><![CDATA[>>]]>'],
		['<![CDATA[{{x}}>]]>', ']]', '<![CDATA[]]]]><![CDATA[>]]>'],
		['<{{x}} a="1">', 'ns:name', '<ns:name a="1">'],
		['<{{x}}/>', 'a‿b', '<a‿b/>'],
		['<{{x}}/>', '㍿x', '<㍿x/>'],
		['<a{{x}}>', '1', '<a1>'],
		['<?xml version="1.0" encoding="{{x}}"?>', 'UTF-8', '<?xml version="1.0" encoding="UTF-8"?>'],
		['<a>{{x}}</a>', null, '<a></a>'],
		['<a>{{x}}</a>', { b: '<' }, '<a>{&quot;b&quot;:&quot;&lt;&quot;}</a>'],
	])('%s with %j', (template, value, expected) => {
		expect(xml(template, value)).toBe(expected);
	});

	it.each([
		['<{{x}}>', 'a b', /XML name/],
		['<{{x}}/>', 'x²', /XML name/],
		['<{{x}}>', '', /XML name/],
		['<a{{x}}>', '>', /part of an XML name/],
		['<a {{x}}>', 'b="c"', /attribute name/],
		['<a b={{x}}>', 'c', /put it in "…"/],
		['<?pi {{x}}?>', '?>', /only hold letters/],
		['<!DOCTYPE {{x}}>', 'a [', /only hold letters/],
		['<!{{x}}', 'a', /quotes around/],
	])('%s with %j is a template failure', (template, value, message) => {
		const failure = failureOf(() => xml(template, value));
		expect(failure).toMatchObject({ kind: 'template', line: 1 });
		expect(failure.message).toMatch(message);
	});

	it('a placeholder after a value in a comment or a CDATA section still knows where it is', () => {
		expect(render('<!--a-{{x}}->{{y}}--><b>{{y}}</b>', { x: 'v', y: '<' }, 'xml')).toBe(
			'<!--a-v-><--><b>&lt;</b>',
		);
		expect(render('<![CDATA[a]{{x}}]>{{y}}]]><b>{{y}}</b>', { x: 'v', y: '<' }, 'xml')).toBe(
			'<![CDATA[a]v]><]]><b>&lt;</b>',
		);
	});
});
