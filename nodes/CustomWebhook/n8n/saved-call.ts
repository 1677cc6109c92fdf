import { AsyncLocalStorage } from 'node:async_hooks';

import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { FAILURE_OUTPUT, isConnected, SUCCESS_OUTPUT } from './connections';

/** The start of a workflow that others call. */
export const CALLED_TRIGGER = 'n8n-nodes-base.executeWorkflowTrigger';

/** An item that left a Custom Webhook. */
interface ReportedItem {
	item: INodeExecutionData;
	failure?: unknown;
}

/** What is known of an item that left a Custom Webhook. */
interface Origin {
	/** Of the caller's item that it was made from. */
	index: number;
	/** A field of the input that has the name of a failure. */
	own?: unknown;
}

/**
 * How the Custom Webhooks of a saved webhook report to the node that called it. n8n runs a called workflow in the
 * process of its caller, and within the asynchronous context of the call. So no item needs a mark, and no workflow an
 * extra node.
 */
export class SavedCall {
	/** How many Custom Webhooks ran. */
	webhooks = 0;
	/** What they have to say to a person, beside the failures, which are on the items. */
	readonly hints: string[] = [];
	private readonly origins = new WeakMap<INodeExecutionData, Origin>();
	/** By index, what left on an output to which nothing is connected; a failure rather than a success. */
	private readonly ended = new Map<number, INodeExecutionData>();

	/**
	 * @param signal aborted when somebody stops the caller
	 * @param keyOf returns the idempotency key of the caller's item, by index
	 * @param workflows the ids of all that are under way in this chain of calls, the called one too
	 */
	constructor(
		readonly signal: AbortSignal | undefined,
		readonly keyOf: (index: number) => string,
		readonly workflows: readonly string[],
	) {}

	/**
	 * Called when a Custom Webhook is done. If the trigger is right before it, its items have the caller's indexes.
	 * @param hasTwoOutputs whether failed items leave on Failure
	 */
	report(context: IExecuteFunctions, items: readonly ReportedItem[], hasTwoOutputs: boolean): void {
		if (!isBehindTrigger(context)) return;
		const ends = [SUCCESS_OUTPUT, FAILURE_OUTPUT].map((output) => isConnected(context, output) === false);
		items.forEach(({ item, failure }, index) => {
			this.origins.set(item, failure ? { index } : { index, own: item.json.failure });
			if (!ends[failure && hasTwoOutputs ? FAILURE_OUTPUT : SUCCESS_OUTPUT]) return;
			if (failure || !this.ended.has(index)) this.ended.set(index, item);
		});
	}

	/** The index of the caller's item that this item was made from. */
	originOf(item: INodeExecutionData): number | undefined {
		return this.origins.get(item)?.index;
	}

	/** Whether an item says that it failed. A delivered one may have a field of this name from its input. */
	hasFailed(item: INodeExecutionData): boolean {
		const { failure } = item.json;
		return Boolean(failure) && failure !== this.origins.get(item)?.own;
	}

	/** The results of an item, with what left on an output to which nothing is connected: no failure is lost. */
	completed(index: number, results: INodeExecutionData[] = []): INodeExecutionData[] {
		const ended = this.ended.get(index);
		if (!ended) return results;
		const isKnown = this.hasFailed(ended)
			? results.some((item) => this.hasFailed(item))
			: results.length > 0;
		return isKnown ? results : [ended];
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
