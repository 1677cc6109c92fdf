import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Outcome } from '../outcome';
import { BatchKeys } from '../request';

/**
 * n8n's *Retry On Fail* runs the node again for all of its items. Outcomes of the previous try are kept by input
 * item, so that nothing is sent twice.
 */
const kept = new WeakMap<INodeExecutionData, { tryOf: string; outcome: Outcome }>();

/** Keeps the outcomes of items that did not fail, if n8n will try again. */
export function keepForNextTry(
	context: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	outcomes: readonly Outcome[],
): void {
	if (!context.getNode().retryOnFail) return;
	const tryOf = nameOf(context);
	outcomes.forEach((outcome, index) => {
		const item = items[index];
		if (item && !outcome.failure) kept.set(item, { tryOf, outcome });
	});
}

const keysKept = new WeakMap<INodeExecutionData, { tryOf: string; keys: BatchKeys }>();

/** The keys of the batches of a run, continued from the previous try. */
export function keysOf(context: IExecuteFunctions, [first]: readonly INodeExecutionData[]): BatchKeys {
	if (!first || !context.getNode().retryOnFail) return new BatchKeys();
	const tryOf = nameOf(context);
	const known = keysKept.get(first);
	if (known?.tryOf === tryOf) return known.keys;
	const keys = new BatchKeys();
	keysKept.set(first, { tryOf, keys });
	return keys;
}

/** Takes the outcome of an item in the previous try; undefined if there was none, or it failed. */
export function takeFromEarlierTry(
	context: IExecuteFunctions,
	item: INodeExecutionData,
): Outcome | undefined {
	const found = kept.get(item);
	if (!found) return undefined;
	kept.delete(item);
	return found.tryOf === nameOf(context) ? found.outcome : undefined;
}

/** Several nodes may have the same item at their inputs. */
function nameOf(context: IExecuteFunctions): string {
	return JSON.stringify([context.getExecutionId(), context.getNode().name]);
}
