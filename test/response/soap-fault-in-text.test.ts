import { soapFaultInText } from '../../nodes/CustomWebhook/response/soap-fault-in-text';
import { expectProportional } from '../support/growth';

const SOAP_11 = 'http://schemas.xmlsoap.org/soap/envelope/';
const SOAP_12 = 'http://www.w3.org/2003/05/soap-envelope';
const envelope = (body: string, namespace = SOAP_11, prefix = 's:') =>
	`<?xml version="1.0"?><!-- <x> --><${prefix}Envelope xmlns${prefix && ':s'}='${namespace}'>` +
	`<${prefix}Header><a>1</a></${prefix}Header><${prefix}Body>${body}</${prefix}Body></${prefix}Envelope>`;
const FAULT = '<s:Fault><faultcode>s:Server</faultcode><faultstring>Tom & Jerry</faultstring></s:Fault>';

describe('soapFaultInText', () => {
	test('finds a Fault of SOAP 1.1 with a bare ampersand', () => {
		expect(soapFaultInText(envelope(FAULT), false)).toEqual({ code: 's:Server', reason: 'Tom & Jerry' });
	});

	test('finds a Fault of SOAP 1.2 without a prefix, cut off at its end', () => {
		const fault =
			'<Fault><Code><Value>Sender</Value></Code><Reason><Text xml:lang="en"><![CDATA[a < b]]></Text>';
		const text = envelope(fault, SOAP_12, '').split('</Body>')[0] ?? '';
		expect(soapFaultInText(text, false)).toEqual({ code: 'Sender', reason: 'a < b' });
	});

	test('finds a Fault that says nothing', () => {
		expect(soapFaultInText(envelope('<s:Fault/>'), false)).toEqual({});
	});

	test('a code and a reason that are empty, or cut off, are none', () => {
		const fault = (inner: string) =>
			soapFaultInText(`${envelope('').split('</s:Body>')[0]}<s:Fault>${inner}`, false);
		expect(fault('<faultcode> </faultcode><faultstring>no')).toEqual({});
		expect(fault('<faultcode>s:Client</faultcode><faultcode>x</faultcode>')).toEqual({
			code: 's:Client',
		});
		expect(fault('<faultcode')).toEqual({});
	});

	test('other namespaces beside that of the Envelope do not matter', () => {
		const start = `<s:Envelope xmlns="urn:a" xmlns:x='urn:b' xmlns:s="${SOAP_12}">`;
		expect(soapFaultInText(`${start}<s:Body><s:Fault/></s:Body></s:Envelope>`, false)).toEqual({});
	});

	test.each([
		['another message', envelope('<done>Fault</done>')],
		['a Fault deeper down', envelope(`<log>${FAULT}</log>`)],
		['an Envelope in a namespace of its own', envelope(FAULT, 'urn:letters')],
		['a page that quotes a Fault', `<html>${envelope(FAULT)}</html>`],
		['a Fault in a comment', envelope(`<!-- ${FAULT} --><ok/>`)],
		['a Fault in CDATA', envelope(`<![CDATA[${FAULT}]]><ok/>`)],
		['words', 'Envelope and Fault'],
		[
			'an Envelope without a namespace, if nothing says that it is XML',
			'<Envelope><Body><Fault/></Body></Envelope>',
		],
	])('%s is no Fault', (_, text) => {
		expect(soapFaultInText(text, false)).toBeUndefined();
	});

	test('an Envelope without a namespace is enough if the response says that it is XML', () => {
		expect(soapFaultInText('<Envelope><Body><Fault/></Body></Envelope>', true)).toEqual({});
	});

	test.each(['<', '<!--', '<a ', ' xmlns:s="', '<a>', '</', '<?'])(
		'takes time in proportion to its length: %j',
		(piece) => {
			const start = `<s:Envelope xmlns:s="${SOAP_11}"><s:Body><s:Fault>`;
			expectProportional(
				(length) => soapFaultInText(start + piece.repeat(length / piece.length), false),
				2_000_000,
			);
			expectProportional(
				(length) => soapFaultInText(`<EnvelopeFault ${piece.repeat(length / piece.length)}>`, true),
				2_000_000,
			);
		},
	);
});
