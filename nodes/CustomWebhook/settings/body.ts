import { CHOICES, DEFAULTS } from '../defaults';
import { oneOf } from './checks';
import { mistake } from './mistake';
import { checkName } from './pasted';
import { asText, type ParameterReader } from './reader';
import type { BodySettings, PartSettings } from './types';
import { namedTemplates } from './rows';

/** The characters of a media type (RFC 9110, section 8.3.1). */
const PRINTABLE = /^[\x20-\x7e]+$/;

/** The body's settings. GET and HEAD have none (RFC 9110, section 9.3.1). */
export function readBody(reader: ParameterReader, method: string): BodySettings {
	if (method === 'GET' || method === 'HEAD') return { type: 'none' };
	const type = reader.choice('contentType');
	switch (type) {
		case 'none':
			return { type };
		case 'json':
			return jsonSettings(reader);
		case 'xml':
			return {
				type,
				source: reader.choice('xmlSource'),
				text: reader.template('xmlBody'),
				soapAction: reader.template('soapAction'),
			};
		case 'form':
			return reader.choice('formSource') === 'text'
				? { type: 'formText', text: reader.template('formBody') }
				: { type, fields: namedTemplates(reader, 'formFields', 'field') };
		case 'multipart':
			return {
				type,
				parts: reader
					.rows('multipartFields', 'field')
					.map((row) => readPart(reader, row))
					.filter((part) => part.kind === 'file' || part.name !== '' || part.value !== ''),
			};
		case 'text':
			return {
				type,
				text: reader.template('textBody'),
				contentType: textContentType(reader),
			};
		case 'binary':
			return { type, property: asText(reader.plain('binaryProperty', DEFAULTS.binaryProperty)) };
	}
}

function jsonSettings(reader: ParameterReader): BodySettings {
	const source = reader.choice('bodySource');
	if (source !== 'template') return { type: 'jsonOf', source };
	return { type: 'json', text: reader.template('jsonBody') };
}

function textContentType(reader: ParameterReader): string {
	const field = 'textContentType';
	const type = asText(reader.plain(field, '')).trim();
	return type === '' ? DEFAULTS.textContentType : mediaType(field, type);
}

function mediaType(field: string, type: string): string {
	if (PRINTABLE.test(type)) return type;
	throw mistake(
		field,
		`"${field}" takes a media type, such as text/csv; charset=utf-8, and has a character that no header takes`,
	);
}

function readPart(reader: ParameterReader, row: Record<string, unknown>): PartSettings {
	const field = 'multipartFields';
	const plain = (name: string, fallback: string) => asText(reader.typed(row[name] ?? fallback, field));
	const kind = oneOf(`${field}.kind`, plain('kind', 'text'), CHOICES.partKind);
	const name = asText(row.name).trim();
	checkName(name, field);
	if (kind === 'text') return { kind, name, value: asText(row.value) };
	const mimeType = plain('mimeType', '').trim();
	return {
		kind,
		name,
		binaryProperty: plain('binaryProperty', DEFAULTS.binaryProperty),
		fileName: asText(row.fileName),
		mimeType: mimeType === '' ? '' : mediaType(`${field}.mimeType`, mimeType),
	};
}
