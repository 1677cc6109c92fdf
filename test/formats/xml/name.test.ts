import { beginsXmlName, continuesXmlName, isXmlName } from '../../../nodes/CustomWebhook/formats/xml/name';

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

test.each(['a‿b', '㍿x', 'soap:Body', ':a', '_', 'é·'])('%p begins a name, and continues one', (text) => {
	expect([beginsXmlName(text), continuesXmlName(text)]).toEqual([true, true]);
});

test.each(['-a', '1', '.b', '‿', ''])('%p only continues one', (text) => {
	expect([beginsXmlName(text), continuesXmlName(text)]).toEqual([false, true]);
});

test.each(['x²', 'a b', 'a/', 'a\n', '½', 'a×'])('%p does neither', (text) => {
	expect([beginsXmlName(text), continuesXmlName(text)]).toEqual([false, false]);
});
