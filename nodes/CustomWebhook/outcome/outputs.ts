import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import type { WebhookFailure } from '../failure';
import type { Outcome } from './item-out';
import type { Settings } from '../settings';

/** What happens to items that failed. */
export type FailureRoute = Settings['onFailure'];

/**
 * Where failed items go, all things considered: as an AI tool there is no second output, so they stay on the first;
 * and where the node's own *On Error* asks to go on, nothing stops.
 */
export function failureRoute(context: IExecuteFunctions, onFailure: FailureRoute): FailureRoute {
	if (context.getNode().type.endsWith('Tool')) return 'continue';
	if (onFailure === 'stop' && context.continueOnFail()) return 'route';
	return onFailure;
}

/** The items of both outputs, each in input order. */
export function toOutputs(outcomes: readonly Outcome[], route: FailureRoute): INodeExecutionData[][] {
	const success: INodeExecutionData[] = [];
	const failure: INodeExecutionData[] = [];
	for (const outcome of outcomes)
		(outcome.failure && route !== 'continue' ? failure : success).push(outcome.item);
	return [success, failure];
}

/** The error that stops the workflow; it says what the item says, without secrets. */
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
