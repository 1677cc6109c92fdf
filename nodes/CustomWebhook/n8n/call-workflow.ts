import type { IExecuteFunctions, INodeExecutionData, IRunExecutionData } from 'n8n-workflow';

import { cancelled, unlessAborted } from '../delivery';
import { WebhookFailure } from '../failure';
import type { ItemKeys } from './item-keys';
import { originsOf } from './origins';
import { currentCall, inCall, SavedCall } from './saved-call';

/** The results of a saved webhook for the caller's items. */
export interface CallResult {
	/** By the index of the caller's item. */
	results: ReadonlyMap<number, INodeExecutionData[]>;
	/** Results that belong to no item, as far as n8n knows. */
	unpaired: number;
	/** Whether a result says that its item failed. */
	hasFailed(result: INodeExecutionData): boolean;
	/** What the called webhook has to say to a person. */
	hints: readonly string[];
	executionId: string;
}

/** An id from before the execution, as of an editor without one. */
type Execution = Pick<IRunExecutionData, 'resultData'>;

/**
 * Calls a workflow once with all these items, and pairs the items of all outputs of its last node.
 * @param keyOf the idempotency key of each item
 * @throws WebhookFailure if the workflow cannot be called, ends with an error, waits, or has no Custom Webhook
 */
export async function callWorkflow(
	context: IExecuteFunctions,
	workflowId: string,
	items: INodeExecutionData[],
	signal: AbortSignal | undefined,
	keyOf: ItemKeys,
): Promise<CallResult> {
	const call = new SavedCall(signal, keyOf, [...workflowsUnderWay(context), workflowId]);
	const running = inCall(call, async () => await run(context, workflowId, items)).catch(
		(error: unknown) => {
			throw failureOf(error, call);
		},
	);
	const { data, executionId, waitTill } = await unlessAborted(running, signal, cancelled);
	context.setMetadata({ subExecution: { executionId, workflowId }, subExecutionsCount: 1 });
	if (waitTill) throw waiting(context);
	if (call.webhooks === 0) throw withoutWebhook(executionId);
	const outputs = data.map((output) => output ?? []);
	const results = await paired(context, call, outputs, executionId);
	items.forEach((_item, index) => {
		const completed = call.completed(index, results.byItem.get(index));
		if (completed.length > 0) results.byItem.set(index, completed);
	});
	return {
		results: results.byItem,
		unpaired: results.unpaired,
		hasFailed: (result) => call.hasFailed(result),
		hints: call.hints,
		executionId,
	};
}

/** The workflow, and all in whose calls it runs: none of them may be called again, as that would never end. */
export function workflowsUnderWay(context: IExecuteFunctions): string[] {
	return [...(currentCall(context)?.workflows ?? []), context.getWorkflow().id ?? ''];
}

async function run(context: IExecuteFunctions, workflowId: string, items: INodeExecutionData[]) {
	return await context.executeWorkflow({ id: workflowId }, items, undefined, {
		parentExecution: {
			executionId: context.getExecutionId(),
			workflowId: context.getWorkflow().id ?? '',
			shouldResume: false,
		},
		executionMode: context.getMode(),
	});
}

/** Pairs by the Custom Webhook's report if its items came back unchanged, else by the execution that n8n saved. */
async function paired(
	context: IExecuteFunctions,
	call: SavedCall,
	outputs: INodeExecutionData[][],
	executionId: string,
) {
	const isReported = outputs.flat().every((item) => call.originOf(item) !== undefined);
	const execution = isReported ? undefined : await savedExecution(context, executionId);
	const origins = isReported
		? outputs.map((items) => items.map((item) => call.originOf(item)))
		: originsOf(execution, outputs);
	const byItem = new Map<number, INodeExecutionData[]>();
	let unpaired = 0;
	outputs.forEach((items, output) =>
		items.forEach((item, position) => {
			const origin = origins[output]?.[position];
			if (origin === undefined) unpaired++;
			else byItem.set(origin, [...(byItem.get(origin) ?? []), item]);
		}),
	);
	return { byItem, unpaired };
}

async function savedExecution(context: IExecuteFunctions, id: string): Promise<Execution | undefined> {
	const { getExecutionDataById } = context as Partial<Pick<IExecuteFunctions, 'getExecutionDataById'>>;
	return await getExecutionDataById?.call(context, id).catch(() => undefined);
}

/** n8n's messages for workflows that do not start, and the fix. */
const NOT_STARTED: ReadonlyArray<[RegExp, string]> = [
	[/does not exist/i, 'It was deleted, or its ID is wrong. Choose another one in Workflow.'],
	[/is not active/i, 'It is not published, or archived. Open it and click Publish.'],
	[/missing node to start/i, 'Its first node must be When Executed by Another Workflow.'],
	[/cannot be called|not allowed to call|not be called/i, 'Allow it in the settings of the saved webhook.'],
];

function failureOf(error: unknown, { webhooks }: SavedCall): WebhookFailure {
	const { message = String(error), executionId } = error as { message?: string; executionId?: string };
	const known = NOT_STARTED.find(([pattern]) => pattern.test(message));
	if (known || executionId === undefined)
		return new WebhookFailure('request', `The saved webhook cannot be called: ${message}`, {
			description: known?.[1] ?? 'Nothing was sent.',
			field: 'workflow',
			cause: error,
		});
	const ended = `The saved webhook ended with an error: ${message}`;
	if (webhooks === 0)
		return new WebhookFailure('request', ended, {
			description: `Its Custom Webhook did not run, so it sent nothing. See execution ${executionId} of the saved webhook.`,
			field: 'workflow',
			cause: error,
		});
	return new WebhookFailure('response', ended, {
		description: `The item may have been sent. See execution ${executionId} of the saved webhook before you send it again.`,
		cause: error,
	});
}

function withoutWebhook(executionId: string): WebhookFailure {
	return new WebhookFailure('request', 'The saved webhook ran no Custom Webhook node, so it sent nothing', {
		description: `Choose a workflow with When Executed by Another Workflow, then Custom Webhook. See execution ${executionId}.`,
		field: 'workflow',
	});
}

/** The caller would wait too, and n8n would then pass its items on as if they were delivered. */
function waiting(context: IExecuteFunctions): WebhookFailure {
	void context.putExecutionToWait(undefined as unknown as Date);
	return new WebhookFailure('response', 'The saved webhook waits, so its results are not known', {
		description: 'Remove the Wait node from the saved webhook. The item may have been sent.',
	});
}
