import { XMLParser, XMLValidator } from 'fast-xml-parser';
import fc from 'fast-check';

import { isXmlName, xmlAttribute, xmlText } from '../../../nodes/CustomWebhook/request/body/xml';

describe('isXmlName', () => {
	test.each(['a', '_a', 'größe', 'soap:Body', 'a-b.c1', '日本', 'xmlns:x'])('%p is a name', (name) => {
		expect(isXmlName(name)).toBe(true);
	});

	test.each([
		'',
		' ',
		'1a',
		'-a',
		'.a',
		'a b',
		'a<b',
		'a>',
		'a/',
		'?xml',
		'!x',
		':a',
		'a:',
		'a:b:c',
		'a:1',
		'a\n',
		'@_a',
	])('%p is none', (name) => {
		expect(isXmlName(name)).toBe(false);
	});
});

describe('xmlText and xmlAttribute', () => {
	test('escape what means something in XML', () => {
		expect(xmlText(`a & b < c > d " e ' f`)).toBe('a &amp; b &lt; c &gt; d &quot; e &apos; f');
		expect(xmlText('a\tb\nc\rd')).toBe('a\tb\nc&#13;d');
		expect(xmlAttribute('a\tb\nc\rd"')).toBe('a&#9;b&#10;c&#13;d&quot;');
	});

	test('leave out what XML 1.0 forbids, lone surrogates too', () => {
		const forbidden = 'a\0b\x08c\x0bd\x1fe\uFFFEf\uFFFFg\uD800h\uDC00i';
		expect(xmlText(forbidden)).toBe('abcdefghi');
		expect(xmlAttribute(forbidden)).toBe('abcdefghi');
		expect(xmlText('😀\uE000\x7f')).toBe('😀\uE000\x7f');
	});

	test('what was written is what is read', () => {
		const parser = new XMLParser({
			ignoreAttributes: false,
			parseTagValue: false,
			trimValues: false,
			htmlEntities: true,
		});
		const plain = fc.string({
			unit: fc.constantFrom('a', 'é', '😀', '&', '<', '>', '"', "'", '\t', '\n', '\r', ';', ' ', '#'),
		});
		fc.assert(
			fc.property(plain, (value) => {
				const xml = `<a x="${xmlAttribute(value)}">${xmlText(value)}</a>`;
				expect(XMLValidator.validate(xml)).toBe(true);
				const { a } = parser.parse(xml) as { a: { '@_x': string; '#text'?: string } };
				expect(a['@_x']).toBe(value);
				expect(a['#text'] ?? '').toBe(value);
			}),
		);
	});
});
