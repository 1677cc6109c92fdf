import type { INodeParameters } from 'n8n-workflow';

import { jsonToXml } from '../../nodes/CustomWebhook/formats/xml/from-object';
import { blocks, code, codesIn, rowsOf, textOf } from './pages';
import { requestOf } from './request';
import { valueOf } from './panel';

const PAGE = 'docs/bodies.md';
const ENVELOPES: Record<string, string> = {
	'without an Envelope': '<AddContact/>',
	'with a SOAP 1.1 Envelope':
		'<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body/></s:Envelope>',
	'with an Envelope in the SOAP 1.2 namespace':
		'<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body/></s:Envelope>',
};

const send = async (parameters: INodeParameters, item: object = {}) =>
	await requestOf({ url: 'https://api.example.com/', ...parameters }, item);

it('the JSON example is sent with text, types and as many lines as the order has', async () => {
	const [jsonBody, ...others] = blocks(PAGE, 'json');
	expect(others).toEqual([]);
	const contact = { email: 'zoe@example.com', score: 5, tags: ['a', 'b'] };
	const lines = [
		{ sku: 'x-1', count: 2 },
		{ sku: 'x-2', count: 1 },
	];
	const { body } = await send({ jsonBody: jsonBody! }, { contact, order: { lines } });
	expect(JSON.parse(body as string)).toEqual({ ...contact, lines });
});

it('the NDJSON example is sent with one value a line, and a line end behind the last', async () => {
	const [textBody] = blocks(PAGE, 'ndjson');
	const docs = [
		{ id: 'a"1', note: 'two\nlines' },
		{ id: 2, note: 'x' },
	];
	const { body } = await send({ contentType: 'text', textBody: textBody! }, { docs });
	const lines = (body as string).split('\n');
	expect(lines.pop()).toBe('');
	expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
		{ index: { _id: 'a"1' } },
		docs[0],
		{ index: { _id: 2 } },
		docs[1],
	]);
});

it.each(rowsOf(PAGE, 'JSON', 'XML'))('%s becomes %s', (json, xml) => {
	const text = code(json!)!;
	expect(jsonToXml(JSON.parse(text) as Parameters<typeof jsonToXml>[0], 'xmlBody', text)).toBe(
		`<?xml version="1.0" encoding="UTF-8"?>${code(xml!)}`,
	);
	expect(textOf(PAGE)).toContain('with `<?xml version="1.0" encoding="UTF-8"?>` in front');
});

it.each(rowsOf(PAGE, 'XML Body', 'sent'))('an XML Body %s is sent %s', async (what, sent) => {
	const xmlBody = ENVELOPES[what!]!;
	const { body, headers } = await send({ contentType: 'xml', xmlBody, soapAction: 'urn:add' });
	const shown = Object.fromEntries(headers);
	const [type] = codesIn(sent!.replaceAll('the same headers', '`text/xml; charset=utf-8`')).slice(0, 1);
	expect(shown['Content-Type']).toBe(type!.replace('…', 'urn:add'));
	expect(shown.SOAPAction).toBe(type!.startsWith('text/xml') ? '"urn:add"' : undefined);
	const asItIs = sent!.startsWith('as it is');
	expect(body === xmlBody).toBe(asItIs);
	if (!asItIs) expect(body).toMatch(/^<.*Envelope.*<AddContact\/>.*Envelope>$/s);
});

it.each(rowsOf(PAGE, 'choice', '`tags` with the list `a`, `b`'))(
	'a list is sent by %s as %s',
	async (name, sent) => {
		const queryArrays = valueOf('Lists in Query and Form', name!);
		const options = { templates: { values: { queryArrays } } };
		const pairs = [{ name: 'tags', value: '{{tags}}' }];
		const item = { tags: ['a', 'b'] };
		const form = await send({ contentType: 'form', formFields: { field: pairs }, options }, item);
		expect(form.body).toBe(code(sent!));
		const query = await send({ method: 'GET', queryParameters: { parameter: pairs }, options }, item);
		expect(query.url).toBe(`https://api.example.com/?${code(sent!)}`);
		const url = 'https://api.example.com/?tags={{tags}}';
		expect((await send({ method: 'GET', url, options }, item)).url).toBe(query.url);
	},
);

it.each(rowsOf(PAGE, 'Content Type', 'header').filter(([type]) => type !== 'File'))(
	'Content Type %s sends the header %s',
	async (name, header) => {
		const filledIn = { jsonBody: '{}', xmlBody: '<a/>', textBody: 'a' };
		const rows = {
			formFields: { field: [{ name: 'a', value: '1' }] },
			multipartFields: { field: [{ kind: 'text', name: 'a', value: '1' }] },
		};
		const contentType = valueOf('Content Type', name!);
		const { headers } = await send({ contentType, ...filledIn, ...rows });
		const sent = Object.fromEntries(headers)['Content-Type']?.replace(/boundary=.*/, 'boundary=…');
		expect(sent).toBe(header === 'none' ? undefined : codesIn(header!)[0]);
	},
);
