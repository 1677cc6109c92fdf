import { AsyncLocalStorage } from 'node:async_hooks';

import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { isFailureConnected } from './connections';

/** The start of a workflow that others call. */
export const CALLED_TRIGGER = 'n8n-nodes-base.executeWorkflowTrigger';

/** An item that left a Custom Webhook. */
interface ReportedItem {
	item: INodeExecutionData;
	failure?: unknown;
}

/**
 * How the Custom Webhooks of a saved webhook report to the node that called it. n8n runs a called workflow in the
 * process of its caller, and within the asynchronous context of the call. So no item needs a mark, and no workflow an
 * extra node.
 */
export class SavedCall {
	/** How many Custom Webhooks ran. */
	webhooks = 0;
	private readonly origins = new WeakMap<INodeExecutionData, number>();
	private readonly lost = new Map<number, INodeExecutionData>();

	/**
	 * @param signal aborted when somebody stops the caller
	 * @param keyOf returns the idempotency key of the caller's item, by index
	 */
	constructor(
		readonly signal: AbortSignal | undefined,
		readonly keyOf: (index: number) => string,
	) {}

	/**
	 * Called when a Custom Webhook is done. If the trigger is right before it, its items have the caller's indexes.
	 * @param hasTwoOutputs whether failed items leave on Failure
	 */
	report(context: IExecuteFunctions, items: readonly ReportedItem[], hasTwoOutputs: boolean): void {
		if (!isBehindTrigger(context)) return;
		const loses = hasTwoOutputs && isFailureConnected(context) === false;
		items.forEach(({ item, failure }, index) => {
			this.origins.set(item, index);
			if (failure && loses) this.lost.set(index, item);
		});
	}

	/** The index of the caller's item that this item was made from. */
	originOf(item: INodeExecutionData): number | undefined {
		return this.origins.get(item);
	}

	/** The failed item of this index, if it left on an output to which nothing is connected. */
	lostFailure(index: number): INodeExecutionData | undefined {
		return this.lost.get(index);
	}
}

const calls = new AsyncLocalStorage<SavedCall>();

/** The call that the current execution belongs to, if it is one of a saved webhook. */
export function currentCall(context: IExecuteFunctions): SavedCall | undefined {
	return context.getMode() === 'integrated' ? calls.getStore() : undefined;
}

/** The call, if the node has the caller's items as they are: the trigger is right before it. */
export function callBehindTrigger(context: IExecuteFunctions): SavedCall | undefined {
	const call = currentCall(context);
	return call && isBehindTrigger(context) ? call : undefined;
}

/** Does `work` as a part of the call. */
export async function inCall<T>(call: SavedCall, work: () => Promise<T>): Promise<T> {
	return await calls.run(call, work);
}

function isBehindTrigger(context: IExecuteFunctions): boolean {
	const { previousNode } = context.getInputSourceData();
	return context
		.getParentNodes(context.getNode().name)
		.some(({ name, type }) => name === previousNode && type === CALLED_TRIGGER);
}
