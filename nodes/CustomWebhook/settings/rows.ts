import { asText, type ParameterReader } from './reader';
import type { NamedTemplate } from './types';

/** Rows of name and value; rows that are empty as a whole are left out. */
export function namedTemplates(reader: ParameterReader, field: string, entry: string): NamedTemplate[] {
	return reader
		.rows(field, entry)
		.map((row) => ({
			name: asText(reader.evaluated(row.name, field)).trim(),
			value: asText(row.value),
		}))
		.filter((row) => row.name !== '' || row.value !== '');
}
