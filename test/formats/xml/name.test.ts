import { isXmlName } from '../../../nodes/CustomWebhook/formats/xml/name';

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
