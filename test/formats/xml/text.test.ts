import { XMLParser } from 'fast-xml-parser';
import fc from 'fast-check';

import { findXmlFault } from '../../../nodes/CustomWebhook/formats/xml/fault';
import { xmlAttribute, xmlText } from '../../../nodes/CustomWebhook/formats/xml/text';

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
				expect(findXmlFault(xml)).toBeUndefined();
				const { a } = parser.parse(xml) as { a: { '@_x': string; '#text'?: string } };
				expect(a['@_x']).toBe(value);
				expect(a['#text'] ?? '').toBe(value);
			}),
		);
	});
});
