import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';

import type { Answered } from '../delivery';
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
import { logBug } from '../n8n';
import { previewRequest, type ShownRequest } from '../request';
import { checkRoom, mapVariables, unsetVariables, type DecodedBody, type MappedVariables } from '../response';
import type { ItemPlan } from './plan';
import type { Run } from './run';
import type { Sent } from './send';
import type { Settings } from '../settings';
import type { ItemScope } from '../template';

/** What an open item has. */
export interface OpenItem {
	plan: ItemPlan;
	scope: ItemScope;
	frame: OutcomeFrame;
}

/** An item on its way from the input to its outcome. What is known of it by the time it fails grows along its way. */
export class Item {
	private settings: Settings;
	private plan?: ItemPlan;
	private opened?: OpenItem;
	private response?: Sent;

	constructor(
		private readonly run: Run,
		private readonly index: number,
		private readonly input: INodeExecutionData,
	) {
		this.settings = run.settings;
	}

	/**
	 * Everything that its request is made of.
	 * @throws WebhookFailure and, for a bug, anything else
	 */
	async open(): Promise<OpenItem> {
		const { run, index, input } = this;
		this.settings = run.settingsFor(index);
		const plan = (this.plan = await run.planFor(this.settings, index));
		const { settings, redactor } = plan;
		const scope = run.scopeFor(index, input.json, settings);
		this.opened = { plan, scope, frame: { input, index, settings, redactor } };
		if (settings.response.includeInput)
			checkRoom(input.json as JsonObject, settings.webhookName, plan.responseVariables);
		scope.service = plan.serviceValues;
		run.findBy(plan.findBy?.render(scope));
		return this.opened;
	}

	/** Its request is rendered. */
	rendered(): void {
		const { plan, scope } = this.known;
		this.run.missingValues.see(scope.unresolved, plan.redactor.text);
	}

	/** The outcome of a preview. */
	previewed(request: ShownRequest): Outcome {
		const { plan, scope, frame } = this.known;
		return previewed(frame, previewRequest(request, scope, plan.redactor));
	}

	/**
	 * The outcome of an item whose request was sent.
	 * @throws WebhookFailure if it is no success
	 */
	sent(sent: Sent): Outcome {
		const { plan, frame } = this.known;
		this.response = sent;
		if (sent.shown) frame.request = sent.shown;
		const failure = sent.failureFor(plan.settings);
		if (failure) throw failure;
		const delivered = sent.delivered as Answered<DecodedBody<IBinaryData>>;
		const outcome = succeeded(frame, delivered, this.mapped(delivered));
		this.log(frame);
		return outcome;
	}

	/** The outcome of an item whose way ended with an error. */
	failed(error: unknown): Outcome {
		const frame = this.opened?.frame ?? this.bareFrame();
		try {
			const failure = asFailure(error);
			const outcome = failed(frame, failure, this.failureVariables(), this.response?.delivered);
			this.log(frame, failure);
			return outcome;
		} catch (bug) {
			logBug(this.run.context, bug);
			return failed(frame, bugFailure(bug), NO_FAILURE_VARIABLES);
		}
	}

	private get known(): OpenItem {
		if (this.opened) return this.opened;
		throw new Error('the item is not open');
	}

	/** What the response makes of the item's variables. */
	private mapped({ answer }: Answered<DecodedBody<IBinaryData>>): MappedVariables {
		const { plan } = this.known;
		const { body, file } = answer.body ?? { body: null };
		const source = { ...answer, body, isFile: file !== undefined };
		const variables = mapVariables(plan.responseVariables, source);
		const unset = unsetVariables(plan.responseVariables, variables, source);
		this.run.unsetVariables.see(unset, plan.redactor.text);
		return variables;
	}

	/** For an item that no plan could be made for. */
	private bareFrame(): OutcomeFrame {
		const { run, index, input, settings } = this;
		return { input, index, settings, redactor: run.plans.redactorFor(settings) };
	}

	private failureVariables(): FailureVariables {
		const { run, index, input, settings, plan } = this;
		const scope = this.opened?.scope ?? run.scopeFor(index, input.json, settings);
		return renderFailureVariables(
			plan?.failureVariables ?? run.plans.failureVariablesFor(settings),
			scope,
		);
	}

	private log(frame: OutcomeFrame, failure?: WebhookFailure): void {
		const { log } = this.run;
		const { response } = this;
		if (response) {
			const { request, delivered } = response;
			log.delivery({ request, delivered, plan: frame, failure, sent: frame.request });
		} else if (failure && this.run.isSent(this.index, frame.settings)) log.unsent(frame, failure);
	}
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
