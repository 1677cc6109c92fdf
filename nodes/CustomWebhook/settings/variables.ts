import { CHOICES } from '../defaults';
import { shorten } from '../formats';
import { checkNames, checkVariables } from './check-variables';
import { flag, oneOf } from './checks';
import { mistake } from './mistake';
import { asText, type ParameterReader } from './reader';
import type { VariableName } from './response-rules';
import type { FailureVariable, Settings } from './types';

/** A path of the response, from its body on, typed in braces; n8n turns what is pasted in braces into an expression. */
const PATH_IN_BRACES = /^=?\s*\{\{\s*(?:\$json\.)?(?:response\.)?(?:body\.)?([a-z_][\w.[\]*-]*)\s*\}\}\s*$/i;

const isOfResponse = (path: unknown) => /^\{\{\s*(?:\$json|response|body)\./.test(asText(path).trim());

type Row = Record<string, unknown>;

/** Groups with usual names in the panel, by the field that offers these. */
const USUAL_NAMES = { source: 'sourceName', details: 'detailsName', routing: 'routingName' } as const;

/** The rows of Response Variables; unedited rows are ignored. */
export function responseVariables(
	reader: ParameterReader,
	batch: Settings['batch'],
): Settings['responseVariables'] {
	const field = 'responseVariables';
	const rows = reader.rows(field, 'variable').map((row, index) => {
		if (isUntouched(row)) return undefined;
		const value = (name: string, fallback: unknown) => reader.evaluated(row[name] ?? fallback, field);
		const named = nameOf(reader, field, row);
		const inBraces = PATH_IN_BRACES.exec(asText(row.path))?.[1];
		const isFixed = !asText(row.path).startsWith('=');
		const path = isFixed && isOfResponse(row.path) ? undefined : value('path', '');
		// An empty path is the whole body, which is not what was to be found.
		if (path === undefined || path === null)
			throw mistake(
				field,
				`"${field}", row ${index + 1} ("${named.name}"): the path ${isFixed ? 'has a placeholder' : 'is an expression without a value'}. ` +
					`Write the path alone${inBraces === undefined ? ', such as data.id' : `: ${shorten(inBraces)}`}.`,
			);
		return {
			...named,
			source: oneOf(`${field}.source`, value('source', 'body'), CHOICES.variableSource),
			path: asText(path).trim(),
			dataType: oneOf(`${field}.dataType`, value('dataType', 'auto'), CHOICES.variableDataType),
			defaultValue: asText(reader.typed(row.defaultValue ?? '', `${field}.defaultValue`)),
			required: flag(`${field}.required`, value('required', false)),
		};
	});
	const problem = checkVariables(field, rows);
	if (problem !== undefined) throw mistake(field, problem);
	const variables = rows.filter((row) => row !== undefined);
	if (!batch?.results && variables.some(({ source }) => source === 'item'))
		throw mistake(
			field,
			`"${field}" reads the item's own result, which needs batches and "options.batchAnswers": the path of the list of results`,
		);
	return variables;
}

/** The rows of Failure Variables; unedited rows are ignored. */
export function failureVariables(reader: ParameterReader): FailureVariable[] {
	const field = 'failureVariables';
	const rows = reader
		.rows(field, 'variable')
		.map((row) =>
			isUntouched(row) ? undefined : { rule: nameOf(reader, field, row), value: asText(row.value) },
		);
	const problem = checkNames(
		field,
		rows.map((row) => row?.rule),
	);
	if (problem !== undefined) throw mistake(field, problem);
	return rows.filter((row) => row !== undefined);
}

function isUntouched(row: Row): boolean {
	const isBlank = (name: string) => asText(row[name]).trim() === '';
	return (
		['name', 'path', 'value', 'defaultValue'].every(isBlank) &&
		['source', 'type'].every((name) => ['', 'body', 'variable'].includes(asText(row[name])))
	);
}

function nameOf(reader: ParameterReader, field: string, row: Row): VariableName {
	const value = (name: string, fallback: string) => reader.evaluated(row[name] ?? fallback, field);
	const type = oneOf(`${field}.type`, value('type', 'variable'), CHOICES.variableType);
	const name = asText(value('name', '')).trim();
	if (type !== 'source' && type !== 'details' && type !== 'routing') return { type, name };
	const usual = USUAL_NAMES[type];
	const chosen = oneOf<string>(`${field}.${usual}`, value(usual, 'custom'), CHOICES[usual]);
	return { type, name: chosen === 'custom' ? name : chosen };
}
