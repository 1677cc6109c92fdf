import { XMLParser } from 'fast-xml-parser';
import fc from 'fast-check';

import { MAX_NESTING } from '../../../nodes/CustomWebhook/formats/json/parse';
import { parseXml, parseXmlInTurns } from '../../../nodes/CustomWebhook/formats/xml/to-object';
import { expectProportional } from '../../support/growth';

describe('parseXml', () => {
	test.each<[string, string, unknown]>([
		[
			'text is text, whatever it looks like',
			'<a><b>007</b><c>1.50</c><d>true</d></a>',
			{ a: { b: '007', c: '1.50', d: 'true' } },
		],
		['an attribute has @_ in front', '<a x="1" y=\'2\'/>', { a: { '@_x': '1', '@_y': '2' } }],
		['text beside attributes is #text', '<a x="1">t</a>', { a: { '@_x': '1', '#text': 't' } }],
		[
			'text beside elements is #text',
			'<a>one <b>two</b> three</a>',
			{ a: { b: 'two', '#text': 'one  three' } },
		],
		[
			'a repeated element is a list',
			'<a><b>1</b><c/><b>2</b><b/></a>',
			{ a: { b: ['1', '2', ''], c: '' } },
		],
		['an empty element is empty text', '<a><b/><c></c></a>', { a: { b: '', c: '' } }],
		[
			'prefixes and their declarations stay',
			'<s:E xmlns:s="u"><s:B>x</s:B></s:E>',
			{ 's:E': { '@_xmlns:s': 'u', 's:B': 'x' } },
		],
		['the declaration is left out', '<?xml version="1.0" encoding="UTF-8"?><a>x</a>', { a: 'x' }],
		[
			'comments and instructions are left out',
			'<?p q?><!-- <b/> --><a><!-- c -->x<?p q?></a>',
			{ a: 'x' },
		],
		['layout is left out', '<a>\n  <b>x</b>\n\t<c> \n </c>\r\n</a>', { a: { b: 'x', c: '' } }],
		['space in text beside attributes stays', '<a x="1"> t </a>', { a: { '@_x': '1', '#text': ' t ' } }],
		['space in text stays', '<a> x\ty </a>', { a: ' x\ty ' }],
		['line ends are line feeds', '<a>x\r\ny\rz</a>', { a: 'x\ny\nz' }],
		[
			'the five entities are read once',
			'<a t="&quot;&apos;">&amp;lt;&lt;&gt;</a>',
			{ a: { '@_t': '"\'', '#text': '&lt;<>' } },
		],
		['character references are read', '<a>&#65;&#x1F600;&#x20;</a>', { a: 'A😀 ' }],
		[
			'what is no character stays as written',
			'<a>&#0;&#xD800;&#x110000;</a>',
			{ a: '&#0;&#xD800;&#x110000;' },
		],
		['an entity that XML does not know stays as written', '<a>&nbsp;&foo;</a>', { a: '&nbsp;&foo;' }],
		['CDATA is text as it stands', '<a><![CDATA[<b>&amp; ]]>x</a>', { a: '<b>&amp; x' }],
		['space in CDATA stays', '<a><![CDATA[ ]]></a>', { a: ' ' }],
		['names beyond ASCII stay', '<größe>1</größe>', { größe: '1' }],
		['a byte order mark is stepped over', '\uFEFF<a>x</a>', { a: 'x' }],
		['a > in an attribute is text', '<a x="1>2"/>', { a: { '@_x': '1>2' } }],
		[
			'a DOCTYPE that only names a DTD is stepped over',
			'<!DOCTYPE cXML SYSTEM "http://x.test/a.dtd">\n<cXML>x</cXML>',
			{ cXML: 'x' },
		],
	])('%s', (_, xml, value) => {
		expect(parseXml(xml)).toEqual(value);
	});

	test('names that objects have by nature are plain members', () => {
		const xml =
			'<r><__proto__ x="1"><polluted>yes</polluted></__proto__><constructor/><constructor a="b"/>' +
			'<prototype>p</prototype><toString>t</toString><hasOwnProperty/></r>';
		const { r } = parseXml(xml) as { r: Record<string, unknown> };
		expect(Object.keys(r).sort()).toEqual([
			'__proto__',
			'constructor',
			'hasOwnProperty',
			'prototype',
			'toString',
		]);
		expect(Object.getOwnPropertyDescriptor(r, '__proto__')?.value).toEqual({
			'@_x': '1',
			polluted: 'yes',
		});
		expect(r.constructor).toEqual(['', { '@_a': 'b' }]);
		expect(r.toString).toBe('t');
		expect(Object.getPrototypeOf(r)).toBe(Object.prototype);
		expect(({} as { polluted?: string }).polluted).toBeUndefined();
	});

	test.each([
		['entity expansion', '<!DOCTYPE a [<!ENTITY x "lol"><!ENTITY y "&x;&x;&x;&x;">]><a>&y;</a>'],
		['an external entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
		['a parameter entity', '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://x.test/"> %x;]><a/>'],
		['a DTD behind a comment', '<?xml version="1.0"?><!-- x --><!DOCTYPE a [<!ELEMENT a ANY>]><a/>'],
	])('%s is refused: a DTD is not read', (_, xml) => {
		expect(() => parseXml(xml)).toThrow('DTD');
	});

	test('a DOCTYPE inside the root expands nothing', () => {
		const xml = '<a><!DOCTYPE a [<!ENTITY x "expanded">]>&x;</a>';
		expect(JSON.stringify(parseXml(xml))).not.toContain('expanded');
	});

	test.each([
		'',
		'x',
		'<a>',
		'<a></b>',
		'<a b></a>',
		'<a/><b/>',
		'<a/>x',
		'<a></a>x',
		'<a>&</a>',
		'{"a":1}',
		'<a x="1" x="2"/>',
		'<a',
	])('%p is no XML', (xml) => {
		expect(() => parseXml(xml)).toThrow();
	});

	test('a mistake is told with its line and column', () => {
		expect(() => parseXml('<a>\n  <b>\n</a>')).toThrow(/^line 3, column 1: /);
	});

	test('what is nested deeper than items can be is refused, without overflowing', () => {
		const nested = (levels: number) => '<a>'.repeat(levels) + '</a>'.repeat(levels);
		expect(() => parseXml(nested(MAX_NESTING))).not.toThrow();
		expect(() => parseXml(nested(MAX_NESTING + 2))).toThrow(/nested/i);
		expect(() => parseXml(nested(100_000))).toThrow(/nested/i);
	});
});

describe('A character reference', () => {
	const referenced = (codes: number[]) => parseXml(`<a>${codes.map((code) => `&#${code};`).join('')}</a>`);

	test('is read for each character that XML has, at the ends of each range', () => {
		const codes = [0x9, 0xa, 0xd, 0x20, 0xd7ff, 0xe000, 0xfffd, 0x10000, 0x10ffff];
		expect(referenced(codes)).toEqual({ a: String.fromCodePoint(...codes) });
	});

	test.each([0x1, 0x8, 0xb, 0xc, 0xe, 0x1f, 0xd800, 0xdfff, 0xfffe, 0xffff, 0x110000])(
		'%i, which is no character of XML, stays as written',
		(code) => {
			expect(referenced([code])).toEqual({ a: `&#${code};` });
		},
	);
});

describe('The parts of a text', () => {
	test.each([
		['beside white space that is layout', '<a> <b/> x <b/> </a>', { a: { b: ['', ''], '#text': 'x' } }],
		['in two sections', '<a><![CDATA[x]]> <![CDATA[ y]]></a>', { a: 'x  y' }],
		['in an empty section', '<a><![CDATA[]]></a>', { a: '' }],
	])('belong together: %s', (_, xml, value) => {
		expect(parseXml(xml)).toEqual(value);
	});

	test('a mistake after a DOCTYPE of some lines is told with its own line', () => {
		const doctype = '<!DOCTYPE a\n  SYSTEM "a.dtd"\n>';
		expect(parseXml(`${doctype}<a>x</a>`)).toEqual({ a: 'x' });
		expect(() => parseXml(`${doctype}\n<a>\n</b>`)).toThrow(/^line 5, column 1: /);
	});
});

describe('What is around a document and means nothing', () => {
	test.each([
		['white space', ' \n', '\n\t '],
		['a BOM and a blank line', '\uFEFF\r\n', ''],
		['NUL', '\0\0', '\0\n'],
		['a BOM at the end', '', '\uFEFF'],
	])('is no mistake: %s', (_, before, after) => {
		const xml = '<?xml version="1.0"?>\n<!DOCTYPE a SYSTEM "b"><a>x</a>';
		expect(parseXml(before + xml + after)).toEqual({ a: 'x' });
		expect(() => parseXml(`${before}{}${after}`)).toThrow(SyntaxError);
	});
});

describe('A document with more in it than is kept', () => {
	test.each<[string, (index: number) => string]>([
		['attributes in one tag', (index) => ` a${index}=""`],
		['elements of one name', () => '><b/'],
		['elements of different names', (index) => `><b${index}/`],
	])('fails as a response: %s', async (_, piece) => {
		const xml = `<a${Array.from({ length: 1_000_001 }, (_none, index) => piece(index)).join('')}></a>`;
		await expect(parseXmlInTurns(xml)).rejects.toMatchObject({
			kind: 'response',
			message: expect.stringContaining('1,000,000 elements and attributes') as string,
		});
	});

	test('a tenth of it is read', async () => {
		const { a } = (await parseXmlInTurns(`<a>${'<b/>'.repeat(100_000)}</a>`)) as { a: { b: string[] } };
		expect(a.b).toHaveLength(100_000);
	});
});

test.each([
	...[
		'<b/>',
		'<a>',
		'</a>',
		'<',
		'&',
		'&#',
		'&#1',
		'&amp;',
		'x="" ',
		'"',
		"'",
		'""',
		' ',
		'<!--',
		'<!---->',
	],
	...['<![CDATA[', '<?', '<?x?>', '<!DOCTYPE a [', '\0', '\uFEFF', ']]>', '\r', 'a', '\u{10000}', '=', '-'],
])('Text, and a tag, of many %j take time in proportion to the length', (piece) => {
	for (const start of ['<a>', '<a ', '<a b="'])
		expectProportional((length) => {
			try {
				parseXml(start + piece.repeat(length));
			} catch {
				// most of it is no XML
			}
		}, 16_000);
});

test('Any document is read as fast-xml-parser reads it', () => {
	const parser = new XMLParser({
		ignoreAttributes: false,
		attributeNamePrefix: '@_',
		textNodeName: '#text',
		parseTagValue: false,
		parseAttributeValue: false,
		trimValues: false,
		ignorePiTags: true,
	});
	const name = fc.constantFrom('a', 'b', 's:c', 'größe', 'x-y.z');
	const text = fc
		.array(fc.constantFrom('x', '7', 'é', '😀', '&amp;', '&lt;', ';', ']', '\r\n', '"', '>'), {
			minLength: 1,
		})
		.map((pieces) => `x${pieces.join('')}`);
	const layout = fc.constantFrom('', '<!-- <c> -->', '<?pi x?>');
	const attributes = fc
		.uniqueArray(fc.tuple(name, fc.constantFrom('', 'v', '&quot;', '>')), {
			selector: ([key]) => key,
			maxLength: 3,
		})
		.map((pairs) => pairs.map(([key, value]) => ` ${key}="${value}"`).join(''));
	const { element } = fc.letrec<{ element: string }>((tie) => ({
		element: fc
			.tuple(
				name,
				attributes,
				layout,
				fc.oneof({ maxDepth: 4 }, text, fc.array(tie('element'), { maxLength: 4 })),
			)
			.map(([tag, list, before, inside]) => {
				const content = before + (typeof inside === 'string' ? inside : inside.join(''));
				return content === '' ? `<${tag}${list}/>` : `<${tag}${list}>${content}</${tag} >`;
			}),
	}));
	fc.assert(
		fc.property(element, (xml) => {
			expect(parseXml(xml)).toEqual(parser.parse(xml));
		}),
		{ numRuns: 300 },
	);
});
