import { setImmediate } from 'node:timers/promises';

import type { INodeExecutionData } from 'n8n-workflow';

import { WebhookFailure } from '../../failure';
import type { JsonValue } from '../../formats/json';
import type { Outcome } from '../../outcome';
import type { BatchPart } from '../../request';
import { getPath, idText } from '../../response';
import type { BatchSettings } from '../../settings';
import type { ItemScope } from '../../template';
import { takeFromEarlierTry } from '../earlier-try';
import { Item } from '../item';
import type { ItemPlan } from '../plan';
import { processItem } from '../process-item';
import type { Leave, Run } from '../run';
import { Groups, type Limits, type Member } from './groups';
import { SharedKeys } from './shared-key';

/** An item in a batch. */
export interface BatchItem extends Member {
	readonly item: Item;
	readonly index: number;
	readonly plan: ItemPlan;
	readonly part: BatchPart;
	readonly limits: Limits;
}

/** Items that are rendered in one turn of the event loop; responses are processed between turns. */
const ITEMS_A_TURN = 16;

/**
 * Renders the items one after the other, and yields each batch as soon as it is complete. An item that cannot be
 * rendered, that was delivered in an earlier try, or whose own settings ask for no batch, leaves alone.
 */
export async function* batchesOf(
	run: Run,
	items: readonly INodeExecutionData[],
	leave: Leave,
): AsyncGenerator<readonly BatchItem[]> {
	const groups = new Groups<BatchItem>();
	const keys = new SharedKeys();
	for (const [index, input] of items.entries()) {
		if (index % ITEMS_A_TURN === 0) await setImmediate();
		const member = await opened(run, index, input, keys);
		if ('outcome' in member) {
			leave([[index, member.outcome]]);
			continue;
		}
		yield* groups.add(member, member.limits);
	}
	yield* groups.rest();
}

/** The item as a member of a batch; or its outcome, if it cannot be one. */
async function opened(
	run: Run,
	index: number,
	input: INodeExecutionData,
	keys: SharedKeys,
): Promise<BatchItem | { outcome: Outcome }> {
	const earlier = takeFromEarlierTry(run.context, input);
	if (earlier) return { outcome: earlier };
	const item = new Item(run, index, input);
	try {
		const { plan, scope } = await item.open();
		const { batch } = plan.settings;
		if (!batch || !plan.request.batch) return { outcome: await processItem(run, index, input) };
		const part = plan.request.batch.part(scope);
		item.rendered();
		const { bytes, frameBytes } = part;
		const id = idOf(scope, batch);
		return {
			item,
			index,
			plan,
			part,
			bytes,
			frameBytes,
			id,
			limits: batch,
			key: keys.keyOf(plan, part, run.isSent(index, plan.settings)),
		};
	} catch (error) {
		return { outcome: item.failed(error) };
	}
}

/** @throws WebhookFailure `mapping` if the item has no ID to find its result by */
function idOf({ root, record }: ItemScope, { results, match }: BatchSettings): string | undefined {
	if (!results || match.by === 'position') return undefined;
	const { text, path } = match.item;
	const at = (holder: object | undefined) => holder && idText(getPath(holder as JsonValue, path));
	const id = at(root) ?? at(record);
	if (id !== undefined) return id;
	throw new WebhookFailure(
		'mapping',
		`The item has no ID at "${text}", so its result could not be found.`,
		{
			field: 'options.batchItemPath',
			description: 'Compare ID in the Item with the input of this node.',
		},
	);
}
