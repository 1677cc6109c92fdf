import { checkHeader, checkName } from './pasted';
import { asText, type ParameterReader } from './reader';
import type { NamedTemplate } from './types';

/** Rows of two templates, name and value; rows that are empty as a whole are left out. */
export function namedTemplates(reader: ParameterReader, field: string, entry: string): NamedTemplate[] {
	const rows = rowsOf(reader, field, entry, (name) => asText(name).trim());
	for (const { name } of rows) checkName(name, field);
	return rows;
}

/** Headers: the value is a template, the name is plain. */
export function headerRows(reader: ParameterReader): NamedTemplate[] {
	const nameOf = (name: unknown) => asText(reader.evaluated(name, 'headers')).trim();
	const rows = rowsOf(reader, 'headers', 'header', nameOf);
	for (const row of rows) checkHeader(row);
	return rows;
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
