import fc from 'fast-check';

import { findXmlFault } from '../../../nodes/CustomWebhook/formats/xml/fault';
import { jsonToXml } from '../../../nodes/CustomWebhook/formats/xml/from-object';
import { parseXml } from '../../../nodes/CustomWebhook/formats/xml/to-object';

type Json = Parameters<typeof jsonToXml>[0];
const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';
const toXml = (value: Json) => jsonToXml(value, 'xmlBody', JSON.stringify(value));
const write = (value: Json) => {
	const xml = toXml(value);
	expect(xml.startsWith(DECLARATION)).toBe(true);
	return xml.slice(DECLARATION.length);
};

describe('jsonToXml', () => {
	test.each<[string, Json, string]>([
		['text', { a: 'x' }, '<a>x</a>'],
		[
			'numbers and yes or no',
			{ a: { n: 1.5, z: 0, t: true, f: false } },
			'<a><n>1.5</n><z>0</z><t>true</t><f>false</f></a>',
		],
		['an attribute', { a: { '@_x': 1, '@_y': true, '@_z': '' } }, '<a x="1" y="true" z=""/>'],
		['an attribute behind content', { a: { b: 1, '@_x': 1 } }, '<a x="1"><b>1</b></a>'],
		['text beside an attribute', { a: { '@_x': 1, '#text': 'é' } }, '<a x="1">é</a>'],
		['text between elements', { a: { b: 1, '#text': 2, c: 3 } }, '<a><b>1</b>2<c>3</c></a>'],
		['a list', { a: { b: [1, null, { '@_x': 2 }, 'c'] } }, '<a><b>1</b><b/><b x="2"/><b>c</b></a>'],
		['an empty list', { a: { b: [] } }, '<a/>'],
		['a list of one as the root', { a: ['x'] }, '<a>x</a>'],
		['null', { a: { b: null, '#text': null, '@_x': null } }, '<a><b/></a>'],
		['nothing', { a: {} }, '<a/>'],
		['empty text', { a: '' }, '<a/>'],
		[
			'a prefix and its namespace',
			{ 's:a': { '@_xmlns:s': 'urn:x', 's:b': 1 } },
			'<s:a xmlns:s="urn:x"><s:b>1</s:b></s:a>',
		],
		[
			'what must be escaped',
			{ a: { '@_x': '"<&>\n', '#text': ']]>&amp;' } },
			'<a x="&quot;&lt;&amp;&gt;&#10;">]]&gt;&amp;amp;</a>',
		],
		['what XML forbids', { a: 'a\0\uD800b' }, '<a>ab</a>'],
	])('writes %s', (_, value, xml) => {
		expect(write(value)).toBe(xml);
		expect(findXmlFault(xml)).toBeUndefined();
	});

	test('names that objects have by nature are elements like any other', () => {
		const value = JSON.parse('{"a":{"__proto__":"x","constructor":"y"}}') as Json;
		expect(write(value)).toBe('<a><__proto__>x</__proto__><constructor>y</constructor></a>');
	});

	test.each<[string, Json, string]>([
		['no object', [{ a: 1 }], 'has to be an object with one member'],
		['text', 'x', 'has to be an object with one member'],
		['an empty object', {}, 'has to be an object with one member'],
		['two roots', { a: 1, b: 2 }, 'has to be an object with one member'],
		['an attribute as the root', { '@_a': 1 }, 'has to be an object with one member'],
		['text as the root', { '#text': 'x' }, 'has to be an object with one member'],
		['a list as the root', { a: [1, 2] }, 'at "a" there can be only one root element'],
		['an empty list as the root', { a: [] }, 'at "a" there can be only one root element'],
		[
			'a bad name',
			{ a: { b: [{}, { 'first name': 1 }] } },
			'at "a.b[1].first name" "first name" cannot be the name of an XML element',
		],
		['an instruction', { '?xml': { '@_version': '1' } }, 'cannot be the name'],
		[
			'a bad name of an attribute',
			{ a: { '@_x y': 1 } },
			'at "a.@_x y" "x y" cannot be the name of an XML attribute',
		],
		['an attribute without a name', { a: { '@_': 1 } }, 'cannot be the name of an XML attribute'],
		['an object as an attribute', { a: { '@_x': {} } }, 'at "a.@_x" attributes and #text take'],
		['a list as text', { a: { '#text': [1] } }, 'at "a.#text" attributes and #text take'],
		['a list in a list', { a: { b: [[1]] } }, 'at "a.b[0]" a list inside a list'],
	])('refuses %s, and names the place', (_, value, message) => {
		expect(() => toXml(value)).toThrow(
			expect.objectContaining({
				kind: 'template',
				field: 'xmlBody',
				message: expect.stringContaining(message) as string,
			}),
		);
	});

	test('says in which line and column the part stands that makes no XML', () => {
		const text = '\n{"a": {\n\t"b": [1, [2]]\n}}';
		expect(() => jsonToXml(JSON.parse(text) as Json, 'xmlBody', text)).toThrow(
			expect.objectContaining({
				line: 3,
				column: 11,
				message: expect.stringMatching(/^XML Body, line 3, column 11: /) as string,
				description: expect.stringContaining('\t"b": [1, [2]]'.trim()) as string,
			}),
		);
		expect(() => jsonToXml({ a: 1, b: 2 }, 'xmlBody', ' {"a":1,"b":2}')).toThrow(
			expect.objectContaining({ line: 1, column: 2 }),
		);
	});

	test('writes what is nested as deep as is allowed', () => {
		let value: Json = 'x';
		for (let level = 0; level < 999; level++) value = { a: value };
		expect(write({ a: value })).toBe(`${'<a>'.repeat(1000)}x${'</a>'.repeat(1000)}`);
	});

	test('refuses what is nested too deep, without overflowing', () => {
		let value: Json = 'x';
		for (let level = 0; level < 5000; level++) value = { a: value };
		const text = `${'{"a":'.repeat(5000)}"x"${'}'.repeat(5000)}`;
		expect(() => jsonToXml(value, 'xmlBody', text)).toThrow(/nested deeper than 1000 levels\. /);
	});

	test('what it writes is read back as it was', () => {
		const name = fc.constantFrom('a', 'b', 's:c', 'größe', 'constructor');
		const text = fc.string({
			unit: fc.constantFrom('x', '7', 'é', '😀', '&', '<', '>', '"', "'", ']', ';'),
		});
		const element = fc.letrec<{ element: Json }>((tie) => ({
			element: fc.oneof(
				{ maxDepth: 4 },
				text,
				fc
					.dictionary(
						fc.oneof(
							name,
							name.map((one) => `@_${one}`),
						),
						fc.oneof(tie('element'), fc.array(tie('element'), { minLength: 2, maxLength: 3 })),
						{ minKeys: 1, maxKeys: 4 },
					)
					.map((members) =>
						Object.fromEntries(
							Object.entries(members).filter(
								([key, value]) => !key.startsWith('@_') || typeof value === 'string',
							),
						),
					)
					.filter((members) => Object.keys(members).length > 0),
			),
		})).element;
		const withoutNestedLists = (value: Json): boolean =>
			typeof value !== 'object' ||
			value === null ||
			Object.values(value).every(
				(member: Json) =>
					withoutNestedLists(member) && !(Array.isArray(value) && Array.isArray(member)),
			);
		fc.assert(
			fc.property(element.filter(withoutNestedLists), (value) => {
				expect(parseXml(toXml({ root: value }))).toEqual({ root: value });
			}),
			{ numRuns: 300 },
		);
	});
});
