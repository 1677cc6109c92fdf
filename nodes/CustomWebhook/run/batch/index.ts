import type { INodeExecutionData } from 'n8n-workflow';

import { keysOf } from '../earlier-try';
import type { Leave, Run } from '../run';
import { asFormed } from './as-formed';
import { batchesOf } from './form';
import { sendBatch } from './send-batch';

/** Processes items that share requests. A few batches at a time are in memory, however many items there are. */
export async function processInBatches(
	run: Run,
	items: readonly INodeExecutionData[],
	leave: Leave,
): Promise<void> {
	const keys = keysOf(run.context, items);
	await asFormed(batchesOf(run, items, leave), run.admission.lookAhead, async (batch) => {
		await sendBatch(run, batch, keys, leave);
	});
}
