import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import type { WebhookFailure } from '../failure';
import type { JsonObject } from '../formats/json';
import { forModel } from './for-model';
import { failureSummary } from './hints';
import type { FailureRoute, Outcome } from './item-out';

/**
 * The items of both outputs, each in input order.
 * @param longest characters of JSON of an item, if a model reads it
 */
export function toOutputs(
	outcomes: readonly Outcome[],
	route: FailureRoute,
	longest?: number,
): INodeExecutionData[][] {
	const success: INodeExecutionData[] = [];
	const failure: INodeExecutionData[] = [];
	for (const { failure: failed, item } of outcomes)
		(failed && route !== 'continue' ? failure : success).push(
			longest === undefined ? item : { ...item, json: forModel(item.json as JsonObject, longest) },
		);
	return [success, failure];
}

/** The error that stops the workflow, with the item's message, without secrets. */
export function stoppingError(
	context: IExecuteFunctions,
	itemIndex: number,
	item: INodeExecutionData,
): NodeOperationError {
	const { message, description, field } = item.json.failure as Pick<
		WebhookFailure,
		'message' | 'description' | 'field'
	>;
	const about = field === undefined ? undefined : `Field: ${field}`;
	return new NodeOperationError(context.getNode(), message, {
		itemIndex,
		description: [description, about].filter(Boolean).join('\n'),
	});
}

/**
 * The error that fails the execution after all items were processed: counts, the first reason, the other hints, which n8n
 * does not show with an error, and the outcome of the others. Undefined if no item failed.
 */
export function failedRunError(
	context: IExecuteFunctions,
	outcomes: readonly Outcome[],
	hints: readonly string[],
): NodeOperationError | undefined {
	const summary = failureSummary(outcomes);
	if (summary === undefined) return undefined;
	const delivered = outcomes.filter(({ failure }) => !failure).length;
	const [others, them] =
		delivered === 1 ? ['1 other item was', 'it'] : [`${delivered} other items were`, 'them'];
	const description = [
		// the cause, such as a misspelt name, before what may be done about all failures
		...hints.filter((hint) => hint !== summary),
		...(delivered > 0
			? [`${others} processed without a failure, but the next steps do not run for ${them}.`]
			: []),
		'To handle failed items in the workflow, connect the Failure output or change On Failure.',
	];
	return new NodeOperationError(context.getNode(), summary, {
		itemIndex: outcomes.findIndex(({ failure }) => failure),
		description: description.join('\n'),
	});
}
