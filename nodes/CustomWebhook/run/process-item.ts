import type { INodeExecutionData } from 'n8n-workflow';

import { filesOf } from '../n8n';
import type { Outcome } from '../outcome';
import { followOf } from './follow';
import { Item } from './item';
import type { Run } from './run';
import { rehearse, send } from './send';

/** One item's way: request → delivery → response → outcome. Never throws: a bug fails only its own item. */
export async function processItem(run: Run, index: number, input: INodeExecutionData): Promise<Outcome> {
	const item = new Item(run, index, input);
	try {
		const { plan, scope } = await item.open();
		const request = await plan.request.build(scope, filesOf(run.context, index));
		item.rendered();
		if (!run.isSent(index, plan.settings)) return item.previewed(await rehearse(plan, request));
		const follow = followOf(plan, request, (response) =>
			run.scopeAfter(index, input.json, plan, { response }),
		);
		if (plan.settings.idempotency.mode !== 'auto') run.repeatedKeys.see(request);
		return item.sent(await send(run, plan, request, follow));
	} catch (error) {
		return item.failed(error);
	}
}
