import type { INodeProperties } from 'n8n-workflow';

import { DEFAULTS } from '../defaults';
import { nameAndValue, templateCode, templateLine, templateText } from './template-field';

const METHODS_WITH_BODY = ['POST', 'PUT', 'PATCH', 'DELETE'];

/** Shows a field for these content types, and only where the method has a body. */
const forContentType = (...contentTypes: string[]) => ({
	show: { method: METHODS_WITH_BODY, contentType: contentTypes },
});

/** The body, a field or two for each content type. */
export const bodyProperties: INodeProperties[] = [
	{
		displayName: 'Content Type',
		name: 'contentType',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { method: METHODS_WITH_BODY } },
		options: [
			{ name: 'File', value: 'binary', description: 'A file of the item, as it is' },
			{
				name: 'Form (URL Encoded)',
				value: 'form',
				description: 'Fields as an HTML form sends them: application/x-www-form-urlencoded',
			},
			{ name: 'JSON', value: 'json', description: 'What most services take' },
			{
				name: 'Multipart Form Data',
				value: 'multipart',
				description: 'Fields and files together: multipart/form-data',
			},
			{ name: 'No Body', value: 'none', description: 'Only method, URL and headers' },
			{ name: 'Text', value: 'text', description: 'Plain text, CSV or a type of your own' },
			{ name: 'XML / SOAP', value: 'xml', description: 'XML as text or from JSON, and SOAP calls' },
		],
		default: 'json',
		description: 'What the body is made of; it sets the Content-Type header unless you set one yourself',
	},
	{
		displayName: 'JSON Body',
		name: 'jsonBody',
		type: 'string',
		typeOptions: templateCode,
		noDataExpression: true,
		displayOptions: forContentType('json'),
		default: '',
		description:
			'Inside quotes, as in "{{contact.email}}", a value is text; without quotes, as in {{contact.score}}, it keeps its type. Quotes and line breaks in a value never break the JSON.',
		hint: "Paste the example from the API's documentation, and put {{contact.email}} or a field from the left where a value belongs",
	},
	{
		displayName: 'XML From',
		name: 'xmlSource',
		type: 'options',
		noDataExpression: true,
		displayOptions: forContentType('xml'),
		options: [
			{
				name: 'XML Text',
				value: 'template',
				description: 'You write the XML, with placeholders in it',
			},
			{ name: 'JSON', value: 'json', description: 'You write JSON, and the XML is built from it' },
		],
		default: 'template',
	},
	{
		displayName: 'XML Body',
		name: 'xmlBody',
		type: 'string',
		typeOptions: templateCode,
		noDataExpression: true,
		displayOptions: forContentType('xml'),
		default: '',
		description:
			'The XML to send; characters such as & and < in a value never break it. With XML From set to JSON: one root member; @_name is an attribute, #text the text, an array repeats its element.',
		hint: "Paste the example from the API's documentation, and put {{contact.email}} or a field from the left where a value belongs",
	},
	{
		displayName: 'SOAP Action',
		name: 'soapAction',
		type: 'string',
		typeOptions: templateLine,
		displayOptions: forContentType('xml'),
		default: '',
		placeholder: 'e.g. http://example.com/AddContact',
		description:
			'Fill this in to send a SOAP call. An XML body without an Envelope is put into one, and the SOAPAction header is set.',
	},
	{
		displayName: 'Form Fields',
		name: 'formFields',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		displayOptions: forContentType('form'),
		placeholder: 'Add Field',
		default: {},
		options: [
			{
				displayName: 'Field',
				name: 'field',
				values: nameAndValue('e.g. email', 'e.g. {{contact.email}}'),
			},
		],
	},
	{
		displayName: 'Form Fields and Files',
		name: 'multipartFields',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		displayOptions: forContentType('multipart'),
		placeholder: 'Add Field or File',
		default: {},
		options: [
			{
				displayName: 'Field',
				name: 'field',
				values: [
					{
						displayName: 'Kind',
						name: 'kind',
						type: 'options',
						noDataExpression: true,
						options: [
							{ name: 'Text', value: 'text' },
							{ name: 'File', value: 'file' },
						],
						default: 'text',
					},
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. email',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						typeOptions: templateLine,
						displayOptions: { show: { kind: ['text'] } },
						default: '',
						placeholder: 'e.g. {{contact.email}}',
					},
					{
						displayName: 'Input File Field',
						name: 'binaryProperty',
						type: 'string',
						displayOptions: { show: { kind: ['file'] } },
						default: DEFAULTS.binaryProperty,
						description: "Name of the item's binary field that holds the file",
						hint: "The name as it stands in the input's Binary tab",
					},
					{
						displayName: 'File Name',
						name: 'fileName',
						type: 'string',
						typeOptions: templateLine,
						displayOptions: { show: { kind: ['file'] } },
						default: '',
						placeholder: 'e.g. invoice-{{contact.id}}.pdf',
						description: "Leave empty for the file's own name",
					},
					{
						displayName: 'MIME Type',
						name: 'mimeType',
						type: 'string',
						displayOptions: { show: { kind: ['file'] } },
						default: '',
						placeholder: 'e.g. application/pdf',
						description: "Leave empty for the file's own type",
					},
				],
			},
		],
	},
	{
		displayName: 'Text Body',
		name: 'textBody',
		type: 'string',
		typeOptions: templateText(6),
		displayOptions: forContentType('text'),
		default: '',
		placeholder: 'e.g. New lead: {{contact.first_name}} ({{contact.email}})',
		description: 'Sent as it is, with {{contact.email}} where a value belongs',
	},
	{
		displayName: 'Text Content Type',
		name: 'textContentType',
		type: 'string',
		displayOptions: forContentType('text'),
		default: DEFAULTS.textContentType,
		description: 'The Content-Type header of the text, such as text/csv; charset=utf-8',
	},
	{
		displayName: 'Input File Field',
		name: 'binaryProperty',
		type: 'string',
		displayOptions: forContentType('binary'),
		default: DEFAULTS.binaryProperty,
		description: "Name of the item's binary field that holds the file to send",
		hint: "The name as it stands in the input's Binary tab",
	},
];
