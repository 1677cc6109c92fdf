import type { INodeProperties } from 'n8n-workflow';

import { CHOICES, DEFAULTS } from '../defaults';
import { choice } from './choice';
import { onlyFields } from './only-fields';
import { rows } from './rows';
import { nameAndValue, templateCode, templateLine, templateText } from './template-field';
import { notForTools } from './tool';

const METHODS_WITH_BODY = ['POST', 'PUT', 'PATCH', 'DELETE'];

/** Of an empty body, which grows with its text: more, and it would not be seen without scrolling on a small screen. */
const BODY_ROWS = 4;

/** One line in the panel. */
const PASTE =
	"Paste the API's example, then replace its values with {{contact.email}} or fields from the left";

/** Shows a field for these content types, and only if the method has a body. */
const forContentType = (...contentTypes: string[]) => ({
	show: { method: METHODS_WITH_BODY, contentType: contentTypes },
	...onlyFields,
});

/** The same for one content type and one source of its body. */
const forSource = (contentType: string, name: string, value: string) => ({
	show: { method: METHODS_WITH_BODY, contentType: [contentType], [name]: [value] },
	...onlyFields,
});

/** The body: one or two fields for each content type. */
export const bodyProperties: INodeProperties[] = [
	{
		displayName: 'Content Type',
		name: 'contentType',
		...choice(CHOICES.contentType, {
			binary: { name: 'File', description: 'A file of the item, unchanged' },
			form: {
				name: 'Form (URL Encoded)',
				description: 'Fields as an HTML form sends them: application/x-www-form-urlencoded',
			},
			json: { name: 'JSON', description: 'Most services expect this' },
			multipart: {
				name: 'Multipart Form Data',
				description: 'Fields and files together: multipart/form-data',
			},
			none: { name: 'No Body', description: 'Only method, URL and headers' },
			text: { name: 'Text', description: 'Plain text, CSV or another type' },
			xml: { name: 'XML / SOAP', description: 'XML as text or built from JSON, and SOAP calls' },
		}),
		displayOptions: { show: { method: METHODS_WITH_BODY }, ...onlyFields },
		description:
			'The format of the body. Also sets the Content-Type header, unless you set one yourself.',
	},
	{
		displayName: 'Body',
		name: 'bodySource',
		...choice(CHOICES.bodySource, {
			template: { name: 'Template', description: 'You write the JSON, with placeholders' },
			record: notForTools({
				name: 'All Fields of the Record',
				description: 'The contact, ticket or other record that Data Context names',
			}),
			item: { name: 'All Fields of the Item', description: 'The whole JSON of the item' },
		}),
		displayOptions: forContentType('json'),
	},
	{
		displayName: 'JSON Body',
		name: 'jsonBody',
		type: 'string',
		typeOptions: templateCode(BODY_ROWS),
		noDataExpression: true,
		displayOptions: forSource('json', 'bodySource', 'template'),
		default: '',
		description:
			'In quotes, as in "{{contact.email}}", a value is sent as text. Without quotes, as in {{contact.score}}, it keeps its type. Quotes and line breaks in values cannot break the JSON.',
		hint: PASTE,
	},
	{
		displayName: 'XML From',
		name: 'xmlSource',
		...choice(CHOICES.xmlSource, {
			template: { name: 'XML Text', description: 'You write XML with placeholders' },
			json: { name: 'JSON', description: 'You write JSON, and the node builds the XML from it' },
		}),
		displayOptions: forContentType('xml'),
	},
	{
		displayName: 'XML Body',
		name: 'xmlBody',
		type: 'string',
		typeOptions: templateCode(BODY_ROWS),
		noDataExpression: true,
		displayOptions: forContentType('xml'),
		default: '',
		description:
			'The XML to send. Characters such as & and < in values cannot break it. If XML From is JSON: use one root member. @_name is an attribute, #text the text, and an array repeats its element.',
		hint: PASTE,
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
			'Set this to send a SOAP call. The node adds the SOAPAction header, and an Envelope if the XML body has none.',
	},
	{
		displayName: 'Form From',
		name: 'formSource',
		...choice(CHOICES.formSource, {
			rows: { name: 'Fields', description: 'One row for each field' },
			text: { name: 'Text', description: 'The form as one text: email={{email}}&source=n8n' },
		}),
		displayOptions: forContentType('form'),
	},
	{
		displayName: 'Form Body',
		name: 'formBody',
		type: 'string',
		typeOptions: templateText(4),
		displayOptions: forSource('form', 'formSource', 'text'),
		default: '',
		placeholder: 'e.g. email={{contact.email}}&source=n8n',
		description: 'Sent as it looks. Values are encoded automatically; lines may be broken at an &.',
	},
	{
		displayName: 'Form Fields',
		name: 'formFields',
		type: 'fixedCollection',
		typeOptions: rows,
		displayOptions: forSource('form', 'formSource', 'rows'),
		placeholder: 'Add Field',
		default: {},
		options: [
			{
				displayName: 'Field',
				name: 'field',
				values: nameAndValue('e.g. email', 'e.g. {{contact.email}}', templateLine),
			},
		],
	},
	{
		displayName: 'Form Fields and Files',
		name: 'multipartFields',
		type: 'fixedCollection',
		typeOptions: rows,
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
						...choice(CHOICES.partKind, { text: 'Text', file: 'File' }),
					},
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						typeOptions: templateLine,
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
						hint: "Name shown in the input's Binary tab",
					},
					{
						displayName: 'File Name',
						name: 'fileName',
						type: 'string',
						typeOptions: templateLine,
						displayOptions: { show: { kind: ['file'] } },
						default: '',
						placeholder: 'e.g. invoice-{{contact.id}}.pdf',
						description: 'Leave empty to use the name of the file',
					},
					{
						displayName: 'MIME Type',
						name: 'mimeType',
						type: 'string',
						displayOptions: { show: { kind: ['file'] } },
						default: '',
						placeholder: 'e.g. application/pdf',
						description: 'Leave empty to use the type of the file',
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
		description: 'Sent as typed. Write {{contact.email}} to insert a value.',
	},
	{
		displayName: 'Text Content Type',
		name: 'textContentType',
		type: 'string',
		displayOptions: forContentType('text'),
		default: DEFAULTS.textContentType,
		description: 'The Content-Type header, such as text/csv; charset=utf-8',
	},
	{
		displayName: 'Input File Field',
		name: 'binaryProperty',
		type: 'string',
		displayOptions: forContentType('binary'),
		default: DEFAULTS.binaryProperty,
		description: "Name of the item's binary field that holds the file to send",
		hint: "Name shown in the input's Binary tab",
	},
];
