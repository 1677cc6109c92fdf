import type { INodeExecutionData } from 'n8n-workflow';

import type { OutgoingRequest } from '../delivery';
import { asFailure, WebhookFailure } from '../failure';
import {
	NO_FAILURE_VARIABLES,
	renderFailureVariables,
	type FailureVariables,
	failed,
	previewed,
	succeeded,
	type Outcome,
	type OutcomeFrame,
} from '../outcome';
import { logBug, logDelivery, logUnsent, filesOf } from '../n8n';
import { previewRequest, sentRequest, showBody, showRequest, type ShownBody } from '../request';
import { judge, mapVariables, unsetVariables } from '../response';
import type { ItemPlan } from './plan';
import type { Run } from './run';
import type { Settings } from '../settings';
import type { ItemScope } from '../template';

/** One item's way: request → delivery → response → outcome. Never throws: a bug fails the item that it hits, and no other. */
export async function processItem(run: Run, index: number, input: INodeExecutionData): Promise<Outcome> {
	try {
		return await wayOf(run, index, input);
	} catch (error) {
		logBug(run.context, error);
		return failed(
			await frameOf(run, index, input, run.settings),
			bugFailure(error),
			NO_FAILURE_VARIABLES,
		);
	}
}

async function wayOf(run: Run, index: number, input: INodeExecutionData): Promise<Outcome> {
	let settings = run.settings;
	let plan: ItemPlan;
	try {
		settings = run.settingsFor(index);
		plan = await run.planFor(settings);
	} catch (error) {
		const frame = await frameOf(run, index, input, settings);
		const scope = run.scopeFor(index, input.json, settings);
		const variables = renderFailureVariables(run.plans.failureVariablesFor(settings), scope);
		return unsent(run, frame, asFailure(error), variables);
	}
	const scope = run.scopeFor(index, input.json, settings);
	const frame: OutcomeFrame = { input, index, settings, redactor: plan.redactor };
	const { operation, logging } = settings;
	let request: OutgoingRequest;
	/** Read before it is sent, so that a file that cannot be read fails the item in time. */
	let body: ShownBody | undefined;
	try {
		request = await plan.request.build(scope, filesOf(run.context, index));
		run.missingValues.see(scope.unresolved, plan.redactor.text);
		const refused = plan.delivery.check(request);
		if (refused) throw refused;
		if (operation === 'preview') return previewed(frame, await preview(plan, scope, request));
		if (logging.requestBody) body = await showBody(request.body);
	} catch (error) {
		return unsent(run, frame, asFailure(error), renderFailureVariables(plan.failureVariables, scope));
	}
	return await deliverItem(run, plan, frame, scope, request, body);
}

function unsent(
	run: Run,
	frame: OutcomeFrame,
	failure: WebhookFailure,
	variables: FailureVariables,
): Outcome {
	if (frame.settings.operation === 'send') logUnsent(run.context, frame, failure);
	return failed(frame, failure, variables);
}

/** The frame of an item that no plan could be made for, or that a bug hit on its way. */
async function frameOf(
	run: Run,
	index: number,
	input: INodeExecutionData,
	settings: Settings,
): Promise<OutcomeFrame> {
	return { input, index, settings, redactor: await run.plans.redactorFor(settings) };
}

async function preview({ delivery, redactor }: ItemPlan, scope: ItemScope, request: OutgoingRequest) {
	const signature = await delivery.rehearse(request);
	const body = await showBody(request.body);
	return previewRequest(showRequest(request, body, signature, redactor), scope, redactor);
}

async function deliverItem(
	run: Run,
	plan: ItemPlan,
	frame: OutcomeFrame,
	scope: ItemScope,
	request: OutgoingRequest,
	body: ShownBody | undefined,
): Promise<Outcome> {
	const { settings, redactor } = plan;
	const delivered = await plan.delivery.deliver(request, plan.readBody, run.signal, plan.saysExpired);
	// not before: a token that was renewed meanwhile is a secret, too
	if (body) frame.request = sentRequest(showRequest(request, body, delivered.signature ?? [], redactor));
	let outcome: Outcome;
	try {
		if (delivered.failure) throw delivered.failure;
		const answer = { ...delivered.answer!, body: delivered.answer!.body?.body ?? null };
		const verdict = judge(settings.success, answer, {
			isRetryable: settings.policy.retry.isRetryable,
			retryAfterMs: delivered.retryAfterMs,
		});
		if (verdict) throw verdict;
		const variables = mapVariables(plan.responseVariables, answer);
		run.unsetVariables.see(unsetVariables(plan.responseVariables, variables), redactor.text);
		outcome = succeeded(frame, delivered, variables);
	} catch (error) {
		outcome = failed(
			frame,
			asFailure(error),
			renderFailureVariables(plan.failureVariables, scope),
			delivered,
		);
	}
	logDelivery(run.context, { plan, request, delivered, failure: outcome.failure, sent: frame.request });
	return outcome;
}

/** Without the error's message, which may quote anything. */
function bugFailure(error: unknown): WebhookFailure {
	const name = error instanceof Error ? error.name : typeof error;
	return new WebhookFailure('response', `A mistake in this node (${name}): the item may have been sent`, {
		description:
			"Look at the service before you send it again. n8n's log says where the mistake is: please report it.",
		cause: error,
	});
}
