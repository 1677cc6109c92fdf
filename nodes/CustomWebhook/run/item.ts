import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';

import type { Answered, CheckedRequest, Delivered, OutgoingRequest } from '../delivery';
import { asFailure, WebhookFailure } from '../failure';
import {
	NO_FAILURE_VARIABLES,
	renderFailureVariables,
	failed,
	previewed,
	succeeded,
	type FailureVariables,
	type Outcome,
	type OutcomeFrame,
} from '../outcome';
import type { JsonObject } from '../formats/json';
import { filesOf, logBug } from '../n8n';
import { previewRequest, sentRequest, showBody, showRequest } from '../request';
import {
	checkRoom,
	judge,
	mapVariables,
	unsetVariables,
	type DecodedBody,
	type MappedVariables,
} from '../response';
import type { ItemPlan } from './plan';
import type { Run } from './run';
import type { Settings } from '../settings';
import type { ItemScope } from '../template';

type ItemBody = DecodedBody<IBinaryData>;

/** One item's way: request → delivery → response → outcome. Never throws: a bug fails the item that it hits, and no other. */
export async function processItem(run: Run, index: number, input: INodeExecutionData): Promise<Outcome> {
	const item = new Item(run, index, input);
	try {
		return await item.process();
	} catch (error) {
		return item.fail(error);
	}
}

/** What is known of an item by the time it fails grows along its way. */
class Item {
	private settings: Settings;
	private plan?: ItemPlan;
	private frame?: OutcomeFrame;
	private scope?: ItemScope;
	private sent?: { request: OutgoingRequest; delivered: Delivered<ItemBody> };

	constructor(
		private readonly run: Run,
		private readonly index: number,
		private readonly input: INodeExecutionData,
	) {
		this.settings = run.settings;
	}

	/** @throws WebhookFailure and, for a bug, anything else */
	async process(): Promise<Outcome> {
		const { run, index, input } = this;
		this.settings = run.settingsFor(index);
		const plan = (this.plan = await run.planFor(this.settings, index));
		const { settings, redactor } = plan;
		const frame: OutcomeFrame = (this.frame = { input, index, settings, redactor });
		const scope = (this.scope = run.scopeFor(index, input.json, settings));
		if (settings.response.includeInput)
			checkRoom(input.json as JsonObject, settings.webhookName, plan.responseVariables);
		scope.service = plan.serviceValues;
		run.findBy(plan.findBy?.render(scope));
		const request = await plan.request.build(scope, filesOf(run.context, index));
		run.missingValues.see(scope.unresolved, redactor.text);
		const checked = plan.delivery.check(request);
		if (settings.operation === 'preview') return previewed(frame, await preview(plan, scope, checked));

		// before it is sent, so that a file that cannot be read fails the item in time
		const body = settings.logging.requestBody ? await showBody(request) : undefined;
		const reader = { read: plan.readBody, saysExpired: plan.saysExpired, saysBusy: plan.saysBusy };
		const delivered = await plan.delivery.deliver(checked, reader, run.signal);
		this.sent = { request, delivered };
		// after it, so that a token that was renewed meanwhile is hidden too
		if (body)
			frame.request = sentRequest(showRequest(request, body, delivered.signature ?? [], redactor));
		if (delivered.failure) throw delivered.failure;
		const outcome = succeeded(frame, delivered, mapped(run, plan, delivered));
		this.log(frame);
		return outcome;
	}

	/** The outcome of an item whose way ended with an error. */
	fail(error: unknown): Outcome {
		const frame = this.frame ?? this.bareFrame();
		try {
			const failure = asFailure(error);
			const outcome = failed(frame, failure, this.failureVariables(), this.sent?.delivered);
			this.log(frame, failure);
			return outcome;
		} catch (bug) {
			logBug(this.run.context, bug);
			return failed(frame, bugFailure(bug), NO_FAILURE_VARIABLES);
		}
	}

	/** For an item that no plan could be made for. */
	private bareFrame(): OutcomeFrame {
		const { run, index, input, settings } = this;
		return { input, index, settings, redactor: run.plans.redactorFor(settings) };
	}

	private failureVariables(): FailureVariables {
		const { run, index, input, settings, plan } = this;
		const scope = this.scope ?? run.scopeFor(index, input.json, settings);
		return renderFailureVariables(
			plan?.failureVariables ?? run.plans.failureVariablesFor(settings),
			scope,
		);
	}

	private log(frame: OutcomeFrame, failure?: WebhookFailure): void {
		const { log } = this.run;
		if (this.sent) log.delivery({ ...this.sent, plan: frame, failure, sent: frame.request });
		else if (failure && frame.settings.operation === 'send') log.unsent(frame, failure);
	}
}

/** What the response makes of the item's variables; throws if it is no success. */
function mapped(run: Run, plan: ItemPlan, delivered: Answered<ItemBody>): MappedVariables {
	const { body, file } = delivered.answer.body ?? { body: null };
	const answer = { ...delivered.answer, body, isFile: file !== undefined };
	const verdict = judge(plan.settings.success, answer, {
		isRetryable: plan.settings.policy.retry.isRetryable,
		retryAfterMs: delivered.retryAfterMs,
		notRepeated: delivered.notRepeated,
		when: plan.settings.retryWhen,
	});
	const failure = verdict ?? delivered.answer.body?.failure;
	if (failure) throw failure;
	const variables = mapVariables(plan.responseVariables, answer);
	run.unsetVariables.see(unsetVariables(plan.responseVariables, variables, answer), plan.redactor.text);
	return variables;
}

async function preview({ delivery, redactor }: ItemPlan, scope: ItemScope, checked: CheckedRequest) {
	const signature = await delivery.rehearse(checked);
	const body = await showBody(checked.request);
	return previewRequest(showRequest(checked.request, body, signature, redactor), scope, redactor);
}

/** Without the error's message, which may quote anything. */
function bugFailure(error: unknown): WebhookFailure {
	const name = error instanceof Error ? error.name : typeof error;
	return new WebhookFailure('response', `A bug in this node (${name}): the item may have been sent`, {
		description:
			"Check the service before you send the item again. n8n's log says where the bug is: please report it.",
		cause: error,
	});
}
