import type { INodeParameters } from 'n8n-workflow';

import { readSettings } from '../../nodes/CustomWebhook/settings';

const bodyOf = (parameters: INodeParameters) =>
	readSettings(
		{
			getNodeParameter: (name, _index, fallback) => parameters[name] ?? fallback,
			evaluateExpression: (expression) => `evaluated ${expression}`,
		},
		0,
	).settings.body;

it.each<[string, INodeParameters, object]>([
	['none', {}, { type: 'none' }],
	['json', { jsonBody: '={{a}}' }, { type: 'json', text: '={{a}}' }],
	['xml', {}, { type: 'xml', source: 'template', text: '', soapAction: '' }],
	[
		'xml',
		{ xmlSource: 'json', xmlBody: '{}', soapAction: 'urn:a' },
		{ type: 'xml', source: 'json', text: '{}', soapAction: 'urn:a' },
	],
	['text', {}, { type: 'text', text: '', contentType: 'text/plain; charset=utf-8' }],
	[
		'text',
		{ textBody: 'a,b', textContentType: 'text/csv' },
		{ type: 'text', text: 'a,b', contentType: 'text/csv' },
	],
	['binary', {}, { type: 'binary', property: 'data' }],
	['binary', { binaryProperty: '=p' }, { type: 'binary', property: 'evaluated p' }],
	['multipart', {}, { type: 'multipart', parts: [] }],
])(
	'A body of the kind "%s" has its fields, and the defaults of the contract: %j',
	(contentType, more, body) => {
		expect(bodyOf({ contentType, ...more })).toEqual(body);
	},
);

it('A part is a text unless it says that it is a file; templates stay raw, other expressions do not', () => {
	const field = [
		{ name: 'a', value: '={{a}}' },
		{ kind: 'file', name: '=n', fileName: '={{f}}', mimeType: '=m' },
		{ kind: 'file', name: 'b', binaryProperty: 'scan' },
		{},
	];
	expect(bodyOf({ contentType: 'multipart', multipartFields: { field } })).toEqual({
		type: 'multipart',
		parts: [
			{ kind: 'text', name: 'a', value: '={{a}}' },
			{
				kind: 'file',
				name: '=n',
				binaryProperty: 'data',
				fileName: '={{f}}',
				mimeType: 'evaluated m',
			},
			{ kind: 'file', name: 'b', binaryProperty: 'scan', fileName: '', mimeType: '' },
		],
	});
});

it('A type of a file that no header takes is a mistake', () => {
	const multipartFields = { field: [{ kind: 'file', name: 'a', mimeType: 'image/png\r\nX-Evil: 1' }] };
	expect(() => bodyOf({ contentType: 'multipart', multipartFields })).toThrow(
		expect.objectContaining({
			field: 'multipartFields.mimeType',
			message: expect.stringMatching(/^"multipartFields.mimeType" takes a media type/) as string,
		}),
	);
});

it('A part of another kind is a mistake', () => {
	const multipartFields = { field: [{ kind: 'blob' }] };
	expect(() => bodyOf({ contentType: 'multipart', multipartFields })).toThrow(
		expect.objectContaining({ field: 'multipartFields.kind' }),
	);
});
