import { asText, type ParameterReader } from './reader';
import type { NamedTemplate } from './types';

/** Rows of two templates, name and value; rows that are empty as a whole are left out. */
export function namedTemplates(reader: ParameterReader, field: string, entry: string): NamedTemplate[] {
	return rowsOf(reader, field, entry, (name) => asText(name).trim());
}

/** Headers: the value is a template, the name is plain. */
export function headerRows(reader: ParameterReader): NamedTemplate[] {
	return rowsOf(reader, 'headers', 'header', (name) => asText(reader.evaluated(name, 'headers')).trim());
}

function rowsOf(
	reader: ParameterReader,
	field: string,
	entry: string,
	nameOf: (raw: unknown) => string,
): NamedTemplate[] {
	return reader
		.rows(field, entry)
		.map((row) => ({ name: nameOf(row.name), value: asText(row.value) }))
		.filter((row) => row.name !== '' || row.value !== '');
}
