import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { WebhookFailure } from '../failure';

/** A field of Workflow Inputs, as n8n keeps it. */
interface InputField {
	id?: string;
	displayName?: string;
	removed?: boolean;
}

/**
 * The input of a saved webhook for an item, as in n8n's own Execute Sub-workflow: the item's fields, overridden by
 * those of Workflow Inputs, without inputs that were removed there.
 * @throws WebhookFailure `template` if an expression cannot be evaluated, or its value does not fit the input
 */
export function savedInput(
	context: IExecuteFunctions,
	index: number,
	{ json, binary }: INodeExecutionData,
): INodeExecutionData {
	const read = (name: string, fallback: unknown): unknown =>
		context.getNodeParameter(`workflowInputs.${name}`, index, fallback as object);
	try {
		const values = (read('value', {}) ?? {}) as IDataObject;
		const sent: IDataObject = { ...json, ...values };
		for (const { removed, displayName, id } of (read('schema', []) ?? []) as InputField[])
			if (removed) delete sent[displayName ?? id ?? ''];
		return binary ? { json: sent, binary } : { json: sent };
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		throw new WebhookFailure('template', `Workflow Inputs: ${reason}`, {
			field: 'workflowInputs',
			cause: error,
		});
	}
}
