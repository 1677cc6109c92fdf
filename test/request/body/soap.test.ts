import { soapMessage } from '../../../nodes/CustomWebhook/request/body/soap';
import { parseXml } from '../../../nodes/CustomWebhook/formats/xml/to-object';

const V11 = 'http://schemas.xmlsoap.org/soap/envelope/';
const V12 = 'http://www.w3.org/2003/05/soap-envelope';
const XML_TYPE = 'text/xml; charset=utf-8';
const envelope = (prefix: string, namespace: string) =>
	`<${prefix}Envelope xmlns${prefix ? `:${prefix.slice(0, -1)}` : ''}="${namespace}"><${prefix}Body/></${prefix}Envelope>`;

describe('soapMessage', () => {
	test.each(['soap:', 'S:', ''])(
		'an envelope of 1.1 with the prefix %p is sent as it is, with a quoted SOAPAction',
		(prefix) => {
			const xml = envelope(prefix, V11);
			expect(soapMessage(xml, 'urn:Get')).toEqual({
				body: xml,
				contentType: XML_TYPE,
				headers: [['SOAPAction', '"urn:Get"']],
			});
		},
	);

	test.each(['soap:', 'env:', ''])(
		'an envelope of 1.2 with the prefix %p has the action in its type',
		(prefix) => {
			const xml = `<?xml version="1.0"?>\n<!-- x -->${envelope(prefix, V12)}`;
			expect(soapMessage(xml, 'urn:Get')).toEqual({
				body: xml,
				contentType: 'application/soap+xml; charset=utf-8; action="urn:Get"',
				headers: [],
			});
		},
	);

	test.each(['SOAPAction: "urn:Get"', 'soapaction:urn:Get', '"urn:Get"'])(
		'an action that is copied as its whole header, or in quotes, is the action: %s',
		(typed) => {
			expect(soapMessage(envelope('s:', V11), typed).headers).toEqual([['SOAPAction', '"urn:Get"']]);
		},
	);

	test('the namespace is that of the root, however it is written', () => {
		const type = (xml: string) => soapMessage(xml, 'a').contentType;
		expect(type(`<e:Envelope\n\txmlns:x="${V11}" xmlns:e = '${V12}'\n><e:Body/></e:Envelope>`)).toMatch(
			/^application\/soap/,
		);
		expect(type(`<!-- <e:Envelope xmlns:e="${V12}"> -->${envelope('s:', V11)}`)).toBe(XML_TYPE);
		expect(type(`<?x <e:Envelope xmlns:e="${V12}"> ?>${envelope('s:', V11)}`)).toBe(XML_TYPE);
		expect(
			type(`<s:Envelope xmlns:s="${V11}" xmlns:o="${V12}" a="xmlns:s='${V12}'"><s:Body/></s:Envelope>`),
		).toBe(XML_TYPE);
		expect(
			type(`<s:Envelope xmlns:s="${V11}"><s:Body><e:Envelope xmlns:e="${V12}"/></s:Body></s:Envelope>`),
		).toBe(XML_TYPE);
		expect(type(`<Envelope a=">" xmlns="${V12}"/>`)).toMatch(/^application\/soap/);
	});

	test('an envelope without a namespace, or with an empty one, is sent as one of 1.1', () => {
		for (const xml of ['<Envelope/>', '<Envelope xmlns=""/>', "<s:Envelope xmlns=''/>"])
			expect(soapMessage(xml, 'a')).toMatchObject({ body: xml, contentType: XML_TYPE });
	});

	test('XML without an envelope is wrapped in one of 1.1', () => {
		const { body, contentType, headers } = soapMessage(
			'<m:Get xmlns:m="urn:x"><id>5</id></m:Get>',
			'urn:Get',
		);
		expect(body).toBe(
			`<soap:Envelope xmlns:soap="${V11}"><soap:Body><m:Get xmlns:m="urn:x"><id>5</id></m:Get></soap:Body></soap:Envelope>`,
		);
		expect(contentType).toBe(XML_TYPE);
		expect(headers).toEqual([['SOAPAction', '"urn:Get"']]);
	});

	test('the XML declaration stays in front of what is wrapped, and comments come along', () => {
		const { body } = soapMessage(
			'\uFEFF<?xml version="1.0" encoding="utf-8"?>\n<!-- who --><Get/>\n',
			'a',
		);
		expect(body.replace('\uFEFF', '')).toMatch(
			/^<\?xml version="1\.0" encoding="utf-8"\?><soap:Envelope /,
		);
		expect(parseXml(body)).toEqual({
			'soap:Envelope': { '@_xmlns:soap': V11, 'soap:Body': { Get: '' } },
		});
	});

	test('an element whose name only ends like an envelope is wrapped', () => {
		expect(soapMessage('<MyEnvelope/>', 'a').body).toContain('<soap:Body><MyEnvelope/></soap:Body>');
	});

	test.each([
		['urn:Get', '"urn:Get"'],
		['"urn:Get"', '"urn:Get"'],
		['  urn:Get ', '"urn:Get"'],
		['""', '""'],
		['http://x.test/a?b=c&d', '"http://x.test/a?b=c&d"'],
		['größe', '"größe"'],
	])('the action %p is sent as %p', (action, header) => {
		expect(soapMessage('<a/>', action).headers).toEqual([['SOAPAction', header]]);
	});

	test.each([
		['a"b', 2, 'U+0022'],
		['"', 1, 'U+0022'],
		['"a"b"', 1, 'U+0022'],
		['a\r\nX: y', 2, 'U+000D'],
		['a\nb', 2, 'U+000A'],
		['a\0', 2, 'U+0000'],
		['日', 1, 'U+65E5'],
		['a😀', 2, 'U+1F600'],
	])('the action %j is refused, with the character at fault', (action, column, code) => {
		expect(() => soapMessage('<a/>', action)).toThrow(
			expect.objectContaining({
				kind: 'request',
				field: 'soapAction',
				line: 1,
				column,
				message: expect.stringContaining(code) as string,
			}),
		);
	});

	test('a backslash stays a backslash in the quoted action of 1.2', () => {
		expect(soapMessage(envelope('s:', V12), 'a\\b').contentType).toContain('action="a\\\\b"');
	});

	test('a DOCTYPE is refused, as SOAP does', () => {
		expect(() => soapMessage('<!-- b -->\n <!DOCTYPE a><a/>', 'a')).toThrow(
			expect.objectContaining({ kind: 'template', field: 'xmlBody', line: 2, column: 2 }),
		);
	});
});
