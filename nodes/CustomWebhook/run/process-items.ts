import type { INodeExecutionData } from 'n8n-workflow';

import { showHints } from '../n8n';
import { adviceOf, failedRunError, failureHints, toOutputs, type Outcome, type RunSeen } from '../outcome';
import { processInBatches } from './batch';
import { keepForNextTry, takeFromEarlierTry } from './earlier-try';
import { inParallel } from './in-parallel';
import { processItem } from './process-item';
import type { Leave, Run } from './run';
import { callSaved } from './saved';

/**
 * Processes all items of a run, and resolves with both outputs.
 * @throws NodeOperationError at the first failed item, or when all are processed, if the author asked for that
 */
export async function processItems(run: Run): Promise<INodeExecutionData[][]> {
	const { context, failureRoute } = run;
	const items = context.getInputData();
	const outcomes: Outcome[] = [];
	const leave: Leave = (ended) => {
		for (const [index, outcome] of ended) {
			outcomes[index] = outcome;
			if (!outcome.isPreview) run.log.count(outcome);
		}
		for (const [index, outcome] of ended) run.stopIfFailed(outcome, index);
	};
	try {
		if (run.settings.operation === 'callSaved') leave([...(await callSaved(run)).entries()]);
		else if (run.settings.batch) await processInBatches(run, items, leave);
		else
			await inParallel(items, run.admission.lookAhead, async (item, index) => {
				const outcome = takeFromEarlierTry(context, item) ?? (await processItem(run, index, item));
				leave([[index, outcome]]);
			});
		const seen = seenOf(run, outcomes);
		const advice = [...adviceOf(seen), ...paceHints(run)];
		const hints = [...failureHints(seen), ...advice];
		const error = failureRoute === 'fail' ? failedRunError(context, outcomes, hints) : undefined;
		if (error) throw error;
		showHints(context, hints);
		run.call?.report(context, outcomes, failureRoute === 'route');
		run.call?.hints.push(...advice);
	} catch (error) {
		keepForNextTry(context, items, outcomes);
		throw error;
	} finally {
		run.end();
	}
	return toOutputs(outcomes, failureRoute, run.settings.response.longestForModel);
}

/** What the author must know about the rate; also logged. */
function paceHints({ admission, context }: Run): string[] {
	if (!admission.sharedWasDown) return [];
	const hint =
		'Limit Scope: Redis did not respond, so only this n8n process kept to Requests per Second. Others may have sent at the same time.';
	context.logger.warn(hint);
	return [hint];
}

function seenOf(run: Run, outcomes: readonly Outcome[]): RunSeen {
	const { context, settings, failureRoute, isFailureConnected } = run;
	return {
		settings,
		node: context.getNode(),
		outcomes,
		failureRoute,
		isFailureConnected,
		missing: run.missingValues.inEveryItem(),
		remarks: [...run.remarks],
		unset: run.unsetVariables.inEveryItem(),
		repeatedKeys: run.repeatedKeys.count,
	};
}
