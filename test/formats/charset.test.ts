import { decodeText, decodeXml, hasLostBytes } from '../../nodes/CustomWebhook/formats/charset';

const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();

describe('decodeText', () => {
	test.each<[string, Buffer, string | undefined]>([
		['without anything it is UTF-8', Buffer.from('Grüße'), undefined],
		['the header holds', Buffer.from('Grüße', 'latin1'), 'iso-8859-1'],
		['the header is read without case', Buffer.from('Grüße', 'latin1'), 'ISO-8859-1'],
		['a UTF-8 mark is left out', Buffer.from('\uFEFFGrüße'), undefined],
		['a UTF-8 mark is left out under a header too', Buffer.from('\uFEFFGrüße'), 'utf-8'],
		['a UTF-16LE mark holds', Buffer.from('\uFEFFGrüße', 'utf16le'), undefined],
		['a UTF-16BE mark holds', utf16be('\uFEFFGrüße'), undefined],
		['under utf-16 the mark tells the order', utf16be('\uFEFFGrüße'), 'utf-16'],
		['under utf-16 without a mark it is little endian', Buffer.from('Grüße', 'utf16le'), 'utf-16'],
		['an unknown label counts as none', Buffer.from('Grüße'), 'klingon'],
		['an unknown label leaves the mark in force', Buffer.from('\uFEFFGrüße', 'utf16le'), 'klingon'],
	])('%s', (_, bytes, charset) => {
		expect(decodeText(bytes, charset)).toBe('Grüße');
	});

	test('windows-1252 and Shift_JIS are known', () => {
		expect(decodeText(Buffer.from([0x80]), 'windows-1252')).toBe('€');
		expect(decodeText(Buffer.from([0x93, 0xfa]), 'Shift_JIS')).toBe('日');
	});

	test('a charset that lies gives replacement characters and no failure', () => {
		expect(decodeText(Buffer.from('ü', 'latin1'), 'utf-8')).toBe('\uFFFD');
	});
});

describe('decodeXml', () => {
	const xml = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?><a>ü</a>`;

	test('the declaration holds where the bytes are no UTF-8 and nothing else speaks for them', () => {
		expect(decodeXml(Buffer.from(xml('ISO-8859-1'), 'latin1'))).toBe(xml('ISO-8859-1'));
	});

	test('a declaration over UTF-8 bytes is not believed', () => {
		expect(decodeXml(Buffer.from(xml('utf-16')))).toBe(xml('utf-16'));
		expect(decodeXml(Buffer.from(xml('ISO-8859-1')))).toBe(xml('ISO-8859-1'));
	});

	test('the header and the byte order mark go before the declaration', () => {
		expect(decodeXml(Buffer.from(xml('koi8-r'), 'latin1'), 'iso-8859-1')).toBe(xml('koi8-r'));
		expect(decodeXml(Buffer.from(`\uFEFF${xml('koi8-r')}`, 'utf16le'))).toBe(xml('koi8-r'));
	});

	test('a header that nobody knows leaves the declaration in force', () => {
		expect(decodeXml(Buffer.from(xml('iso-8859-1'), 'latin1'), 'klingon')).toBe(xml('iso-8859-1'));
	});
});

describe('What stands for a charset', () => {
	test.each(['utf8', 'UTF-8', ' utf-8 '])('%j under a UTF-16 mark is UTF-8 all the same', (label) => {
		expect(decodeText(Buffer.from([0xff, 0xfe, 0x41]), label)).toBe('\uFFFD\uFFFDA');
	});

	test.each(['utf16', 'UTF-16', ' utf-16 '])('%j without a mark is little endian', (label) => {
		expect(decodeText(Buffer.from('Grüße', 'utf16le'), label)).toBe('Grüße');
	});

	test('a label that names the byte order is taken at its word', () => {
		expect(decodeText(utf16be('Grüße'), 'utf-16be')).toBe('Grüße');
		expect(decodeText(Buffer.from('Grüße', 'utf16le'), 'utf-16le')).toBe('Grüße');
	});

	test.each([
		[[0xfe, 0x41], '\uFFFDA'],
		[[0xff, 0x41], '\uFFFDA'],
		[[0x41, 0xfe], 'A\uFFFD'],
		[[0x41, 0xff], 'A\uFFFD'],
	])('half of a byte order mark is none: %j', (bytes, text) => {
		expect(decodeText(Buffer.from(bytes))).toBe(text);
	});

	test('a UTF-8 mark goes before the declaration, also where bytes are broken', () => {
		const xml = '<?xml version="1.0" encoding="iso-8859-1"?><a>ü</a>';
		const bytes = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(xml, 'latin1')]);
		expect(decodeXml(bytes)).toBe(xml.replace('ü', '\uFFFD'));
	});

	test('broken bytes without a declaration are UTF-8 with gaps', () => {
		expect(decodeXml(Buffer.from('<a>ü</a>', 'latin1'))).toBe('<a>\uFFFD</a>');
	});
});

it.each([
	[[0x61, 0xe9], undefined, true],
	[[0xc4, 0xe3], 'gbk', false],
	[[0xff], 'euc-jp', true],
	[[...Buffer.from('a\uFFFD')], undefined, false],
	[[...Buffer.from('a\uFFFD'), 0xe9], undefined, true],
	[[...Buffer.from('é')], 'shift_jis', false],
	[[...Buffer.from('a')], undefined, false],
])('bytes that are not valid in their charset are seen: %j in %s: %s', (bytes, charset, expected) => {
	const buffer = Buffer.from(bytes);
	expect(hasLostBytes(decodeText(buffer, charset), buffer)).toBe(expected);
});
