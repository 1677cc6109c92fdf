import { randomUUID } from 'node:crypto';

import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { derivedKey } from '../request';
import { isTool } from '../settings';
import { callBehindTrigger } from './saved-call';

/** Returns the key of an item, by its index. */
export type ItemKeys = (index: number) => string;

/** The seed of the keys in the node's store. n8n saves the store with the execution, and a retry begins with it. */
const SEED = 'customWebhookKeys';

/**
 * Gives each item of a run of the node its idempotency key, a UUID. It is the same if n8n runs the node for the same items
 * again: on *Retry On Fail*, and if a person retries the failed execution.
 */
export function itemKeysOf(context: IExecuteFunctions): ItemKeys {
	let keys: ItemKeys | undefined;
	return (index) => (keys ??= keysFor(context))(index);
}

function keysFor(context: IExecuteFunctions): ItemKeys {
	// n8n may count two calls of a tool as the same run
	if (isTool(context)) return () => randomUUID();
	const { name } = context.getNode();
	const run = runOf(context);
	const call = callBehindTrigger(context);
	if (call) return (index) => derivedKey(call.keyOf(index), [name, run]);
	const seed = seedOf(context);
	return (index) => derivedKey(seed, [run, index]);
}

/** How often the node ran before in this execution, as in a loop; a new number if that cannot be known. */
function runOf(context: IExecuteFunctions): unknown {
	const { getWorkflowDataProxy } = context as Partial<IExecuteFunctions>;
	return getWorkflowDataProxy?.call(context, 0).$runIndex ?? randomUUID();
}

function seedOf(context: IExecuteFunctions): string {
	const store = context.getContext('node') as IDataObject | undefined;
	const known = store?.[SEED];
	if (typeof known === 'string') return known;
	const seed = randomUUID();
	if (store) store[SEED] = seed;
	return seed;
}
