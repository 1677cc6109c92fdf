import { soapFaultIn } from '../../nodes/CustomWebhook/response/soap-fault';
import { parseXml } from '../../nodes/CustomWebhook/formats/xml/to-object';

const V11 = 'http://schemas.xmlsoap.org/soap/envelope/';
const V12 = 'http://www.w3.org/2003/05/soap-envelope';
const faultIn = (xml: string) => soapFaultIn(parseXml(xml));

const fault11 = (p: string, xmlns: string) =>
	`<?xml version="1.0"?><${p}Envelope ${xmlns}="${V11}"><${p}Header/><${p}Body><${p}Fault>` +
	`<faultcode>soap:Client</faultcode><faultstring xml:lang="en"> No such user </faultstring><detail><x/></detail>` +
	`</${p}Fault></${p}Body></${p}Envelope>`;

const fault12 = (p: string, xmlns: string) =>
	`<${p}Envelope ${xmlns}="${V12}"><${p}Body><${p}Fault><${p}Code><${p}Value>env:Sender</${p}Value></${p}Code>` +
	`<${p}Reason><${p}Text xml:lang="en">No such user</${p}Text><${p}Text xml:lang="de">Fehlt</${p}Text></${p}Reason>` +
	`</${p}Fault></${p}Body></${p}Envelope>`;

describe('soapFaultIn', () => {
	test.each([
		['soap:', 'xmlns:soap'],
		['S-ENV:', 'xmlns:S-ENV'],
		['', 'xmlns'],
	])('finds a fault of 1.1 and 1.2 with the prefix %p', (prefix, xmlns) => {
		expect(faultIn(fault11(prefix, xmlns))).toEqual({ code: 'soap:Client', reason: 'No such user' });
		expect(faultIn(fault12(prefix, xmlns))).toEqual({ code: 'env:Sender', reason: 'No such user' });
	});

	test('finds a fault that says nothing', () => {
		expect(faultIn(`<s:Envelope xmlns:s="${V11}"><s:Body><s:Fault/></s:Body></s:Envelope>`)).toEqual({});
	});

	test('finds a fault where the namespace is not declared', () => {
		expect(
			faultIn(
				'<s:Envelope><s:Body><s:Fault><faultstring>x</faultstring></s:Fault></s:Body></s:Envelope>',
			),
		).toEqual({
			reason: 'x',
		});
	});

	test.each([
		['a response without a fault', `<s:Envelope xmlns:s="${V11}"><s:Body><ok/></s:Body></s:Envelope>`],
		['an empty Body', `<s:Envelope xmlns:s="${V11}"><s:Body/></s:Envelope>`],
		[
			'a Fault deeper in the Body',
			`<s:Envelope xmlns:s="${V11}"><s:Body><r><Fault/></r></s:Body></s:Envelope>`,
		],
		['an Envelope of somebody else', '<Envelope xmlns="urn:post"><Body><Fault/></Body></Envelope>'],
		['a Fault without an Envelope', '<Fault><faultstring>x</faultstring></Fault>'],
		[
			'a Body in the Header',
			`<s:Envelope xmlns:s="${V11}"><s:Header><s:Body><s:Fault/></s:Body></s:Header></s:Envelope>`,
		],
	])('%s is none', (_, xml) => {
		expect(faultIn(xml)).toBeUndefined();
	});

	test.each([[null], ['text'], [5], [[]], [{}], [{ Envelope: 'text' }], [{ Envelope: { Body: ['x'] } }]])(
		'%j is none',
		(body) => {
			expect(soapFaultIn(body)).toBeUndefined();
		},
	);
});

test.each([
	['Envelope', { '@_xmlns': ` ${V11} ` }],
	['s:Envelope', { '@_xmlns:s': V12, '@_xmlns': 'urn:other' }],
])('The namespace of %s itself decides', (name, attributes) => {
	expect(soapFaultIn({ [name]: { ...attributes, Body: { Fault: { faultstring: 'x' } } } })).toEqual({
		reason: 'x',
	});
});

test('What is no Envelope, or in another namespace, is none, whatever is in it', () => {
	const inside = { Body: { Fault: { faultstring: 'x' } } };
	expect(soapFaultIn({ Letter: inside })).toBeUndefined();
	expect(soapFaultIn({ 's:Envelope': { '@_xmlns:s': 'urn:post', ...inside } })).toBeUndefined();
	expect(soapFaultIn({ Envelope: { '@_Body': inside.Body } })).toBeUndefined();
	expect(soapFaultIn({ Envelope: { Body: { Fault: { faultstring: ' ' } } } })).toEqual({});
});
