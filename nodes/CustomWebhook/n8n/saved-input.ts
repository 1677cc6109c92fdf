import {
	validateFieldType,
	type FieldType,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodePropertyOptions,
} from 'n8n-workflow';

import { WebhookFailure } from '../failure';
import { setOwn, type JsonObject, type JsonValue } from '../formats/json';

/** A field of Workflow Inputs, as n8n keeps it. */
interface InputField {
	id?: string;
	displayName?: string;
	removed?: boolean;
	type?: FieldType;
	options?: INodePropertyOptions[];
}

/** Workflow Inputs, as n8n keeps them: values are raw. */
interface Inputs {
	value?: IDataObject | null;
	schema?: InputField[] | null;
	attemptToConvertTypes?: boolean;
	convertFieldsToString?: boolean;
}

/**
 * Gives the value of a text with placeholders; of a placeholder alone, as it is.
 * @param isJson whether the text is JSON
 */
export type RenderInput = (text: string, field: string, isJson: boolean) => unknown;

/**
 * The input of a saved webhook for an item, as in n8n's own Execute Sub-workflow: the item's fields, overridden by
 * those of Workflow Inputs, without inputs that were removed there. Unlike there, inputs are templates.
 * @throws WebhookFailure `template` if an input cannot be rendered, or its value does not fit
 */
export function savedInput(
	context: IExecuteFunctions,
	index: number,
	{ json, binary }: INodeExecutionData,
	render: RenderInput,
): INodeExecutionData {
	try {
		const inputs = inputsOf(context, index);
		const sent: IDataObject = { ...json };
		for (const [name, raw] of Object.entries(inputs.value ?? {})) {
			const field = inputs.schema?.find(({ id }) => id === name);
			const value =
				typeof raw === 'string' ? render(raw, `workflowInputs.${name}`, isJson(field)) : raw;
			setOwn(sent as JsonObject, name, fitting(name, value, field, inputs) as JsonValue);
		}
		for (const { removed, displayName, id } of inputs.schema ?? [])
			if (removed) delete sent[displayName ?? id ?? ''];
		return binary ? { json: sent, binary } : { json: sent };
	} catch (error) {
		if (error instanceof WebhookFailure) throw error;
		const reason = error instanceof Error ? error.message : String(error);
		throw new WebhookFailure('template', `Workflow Inputs: ${reason}`, {
			field: 'workflowInputs',
			cause: error,
		});
	}
}

/** The inputs that have neither a value nor a placeholder, by name: most likely they were forgotten. */
export function emptyInputs(context: IExecuteFunctions): string[] {
	const { value, schema } = inputsOf(context, 0);
	return (schema ?? [])
		.filter(({ id, removed, type }) => id !== undefined && !removed && type !== 'boolean')
		.map(({ id }) => id ?? '')
		.filter((name) => (value?.[name] ?? '') === '');
}

function inputsOf(context: IExecuteFunctions, index: number): Inputs {
	const read = <T>(name: keyof Inputs, fallback: T): T =>
		context.getNodeParameter(`workflowInputs.${name}`, index, fallback as object, {
			rawExpressions: true,
		}) as T;
	return {
		value: read<Inputs['value']>('value', null),
		schema: read<Inputs['schema']>('schema', null),
		attemptToConvertTypes: read('attemptToConvertTypes', false),
		convertFieldsToString: read('convertFieldsToString', false),
	};
}

/** Typed as JSON. */
const isJson = (field?: InputField) => field?.type === 'object' || field?.type === 'array';

/** Checks and converts as n8n does. @throws WebhookFailure for a value of another type */
function fitting(
	name: string,
	value: unknown,
	field: InputField | undefined,
	{ attemptToConvertTypes = false, convertFieldsToString = false }: Inputs,
): unknown {
	if (!field?.type) return value;
	const { valid, newValue, errorMessage } = validateFieldType(name, value, field.type, {
		valueOptions: field.options ?? [],
		strict: !attemptToConvertTypes && !isJson(field),
		parseStrings: convertFieldsToString,
	}) as { valid: boolean; newValue?: unknown; errorMessage?: string };
	if (valid) return newValue;
	throw new WebhookFailure('template', `Workflow Inputs: ${errorMessage}`, {
		field: 'workflowInputs',
		description: 'Enter a value that fits, or switch on Attempt to Convert Types below the inputs.',
	});
}
