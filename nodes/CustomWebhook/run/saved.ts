import { randomUUID } from 'node:crypto';

import type { INodeExecutionData } from 'n8n-workflow';

import { asFailure, WebhookFailure } from '../failure';
import type { JsonObject } from '../formats/json';
import { callWorkflow, emptyInputs, logBug, savedInput, workflowsUnderWay, type CallResult } from '../n8n';
import {
	failed,
	renderFailureVariables,
	reportOf,
	returned,
	type FailureVariables,
	type Outcome,
} from '../outcome';
import { mistake, type Settings } from '../settings';
import { takeFromEarlierTry } from './earlier-try';
import type { Run } from './run';

/** An item on its way to a saved webhook. */
interface Call {
	index: number;
	settings: Settings;
	input: INodeExecutionData;
}

/**
 * The outcome of each item of a run that calls a saved webhook; items for the same webhook share one execution of it.
 */
export async function callSaved(run: Run): Promise<Outcome[]> {
	const outcomes: Outcome[] = [];
	const empty = emptyInputs(run.context);
	if (empty.length > 0)
		run.remarks.add(
			`Workflow Inputs: ${empty.join(', ')} ${empty.length === 1 ? 'is' : 'are'} empty. ` +
				'Enter a value, such as {{contact.email}}, or remove the input.',
		);
	const byWorkflow = new Map<string, Call[]>();
	run.context.getInputData().forEach((item, index) => {
		const earlier = takeFromEarlierTry(run.context, item);
		if (earlier) {
			outcomes[index] = earlier;
			return;
		}
		try {
			const settings = run.settingsFor(index);
			const id = calledWorkflow(run, settings);
			const calls = byWorkflow.get(id) ?? [];
			calls.push({ index, settings, input: inputFor(run, index, settings, item) });
			byWorkflow.set(id, calls);
		} catch (error) {
			outcomes[index] = failedAt(run, index, run.settings, asFailure(error));
		}
	});
	for (const [id, calls] of byWorkflow)
		for (const [at, outcome] of (await callAll(run, id, calls)).entries())
			outcomes[calls[at]?.index ?? 0] = outcome;
	return outcomes;
}

/** @throws WebhookFailure `template` if an input cannot be rendered, or its value does not fit */
function inputFor(run: Run, index: number, settings: Settings, item: INodeExecutionData): INodeExecutionData {
	const scope = run.scopeFor(index, item.json, settings);
	const input = savedInput(run.context, index, item, (text, field, isJson) =>
		run.plans.compile(text, field, isJson ? 'json' : 'text', settings).renderValue(scope),
	);
	run.noteRendered(scope, run.plans.redactorFor(settings).text);
	return input;
}

/** @throws WebhookFailure for a workflow that would call itself endlessly, by itself or through others */
function calledWorkflow({ context }: Run, { workflow = '' }: Settings): string {
	if (!workflowsUnderWay(context).includes(workflow)) return workflow;
	const which =
		workflow === context.getWorkflow().id ? 'this workflow itself' : 'a workflow that calls this one';
	throw mistake('workflow', `"workflow" is ${which}; choose the saved webhook to call`);
}

async function callAll(run: Run, id: string, calls: readonly Call[]): Promise<Outcome[]> {
	const items = calls.map(({ input }, at) => ({ ...input, pairedItem: { item: at } }));
	const keyOf = (at: number) => {
		const call = calls[at];
		return call ? run.keyOf(call.index) : randomUUID();
	};
	try {
		const result = await callWorkflow(run.context, id, items, run.signal, keyOf);
		for (const hint of result.hints) run.remarks.add(`Saved webhook: ${hint}`);
		return calls.map((call, at) => outcomeOf(run, call, result.results.get(at) ?? [], result));
	} catch (error) {
		const failure = error instanceof WebhookFailure ? error : bug(run, error);
		return calls.map(({ index, settings }) => failedAt(run, index, settings, failure));
	}
}

function outcomeOf(
	run: Run,
	{ index, settings }: Call,
	results: readonly INodeExecutionData[],
	{ unpaired, hasFailed, executionId }: CallResult,
): Outcome {
	const [result, ...more] = results;
	if (result && more.length === 0)
		return returned(result, index, hasFailed(result), (report) =>
			failureVariables(run, index, settings, report),
		);
	const notKnown = unpaired > 0 ? ` ${unpaired} of its results belong to no item that n8n knows of.` : '';
	const failure = new WebhookFailure(
		'response',
		result
			? `The saved webhook returned ${results.length} results for this item; it must return one`
			: `The saved webhook returned nothing for this item; it must return one result.${notKnown}`,
		{
			description: `The item may have been sent. See execution ${executionId} of the saved webhook before you send it again.`,
		},
	);
	const outcome = failedAt(run, index, settings, failure);
	if (result) outcome.item.json.results = results.map(({ json }) => json);
	return outcome;
}

function failedAt(run: Run, index: number, settings: Settings, failure: WebhookFailure): Outcome {
	const input = run.context.getInputData()[index] ?? { json: {} };
	const redactor = run.plans.redactorFor(settings);
	const frame = { input, index, settings, redactor };
	const variables = failureVariables(run, index, settings, reportOf(frame, failure));
	return failed(frame, failure, variables);
}

function failureVariables(run: Run, index: number, settings: Settings, report: JsonObject): FailureVariables {
	const { json = {} } = run.context.getInputData()[index] ?? {};
	return renderFailureVariables(
		run.plans.failureVariablesFor(settings),
		run.scopeAfter(index, json, { settings }, report),
	);
}

/** Without the error's message, which may quote anything. */
function bug({ context }: Run, error: unknown): WebhookFailure {
	logBug(context, error);
	return new WebhookFailure('response', 'A bug in this node: the item may have been sent', {
		description: "n8n's log says where the bug is: please report it.",
		cause: error,
	});
}
