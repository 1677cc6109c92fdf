import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';

import type { Responded } from '../delivery';
import { asFailure, WebhookFailure } from '../failure';
import {
	earlierLater,
	NO_FAILURE_VARIABLES,
	renderFailureVariables,
	reportOf,
	failed,
	previewed,
	succeeded,
	type FailureVariables,
	type Outcome,
	type OutcomeFrame,
} from '../outcome';
import { isObject, type JsonObject } from '../formats/json';
import { logBug } from '../n8n';
import type { Redactor } from '../redact';
import { failureInCommand, unresolvedPaths, withDoubt, type RequestPreview } from '../request';
import {
	checkRoom,
	judgeResult,
	mapVariables,
	resultSaysFailed,
	unsetVariables,
	type DecodedBody,
	type MappedVariables,
	type OwnResult,
} from '../response';
import type { ItemPlan } from './plan';
import type { Run } from './run';
import type { Sent } from './send';
import type { Settings } from '../settings';
import type { ItemScope } from '../template';

/** The state of an open item. */
export interface OpenItem {
	plan: ItemPlan;
	scope: ItemScope;
	frame: OutcomeFrame;
}

/** Where in its batch an item is. */
export interface BatchPlace {
	/** Items in the batch. */
	size: number;
	/** From 0. */
	position: number;
	/** This item's own result, if the response has a list of results. */
	own: OwnResult | undefined;
	/** Redacts data that the items share only once. */
	redactor: Redactor;
}

/** An item on its way from the input to its outcome. Its state grows, so that a failure can say what is known. */
export class Item {
	private settings: Settings;
	private plan?: ItemPlan;
	private opened?: OpenItem;
	private response?: Sent;
	private place?: BatchPlace;

	constructor(
		private readonly run: Run,
		private readonly index: number,
		private readonly input: INodeExecutionData,
	) {
		this.settings = run.settings;
	}

	/**
	 * Prepares everything that its request needs.
	 * @throws WebhookFailure and, for a bug, anything else
	 */
	async open(): Promise<OpenItem> {
		const { run, index, input } = this;
		this.settings = run.settingsFor(index);
		const plan = (this.plan = await run.planFor(this.settings, index));
		const { settings, redactor } = plan;
		const scope = run.scopeFor(index, input.json, settings);
		this.opened = { plan, scope, frame: { input, index, settings, redactor } };
		this.openKey(settings);
		if (settings.response.includeInput)
			checkRoom(input.json as JsonObject, settings.webhookName, plan.responseVariables);
		scope.service = plan.serviceValues;
		run.findBy(plan.findBy?.render(scope));
		return this.opened;
	}

	/** The key is the same over all tries of the item; a batch derives its key from those of its items. */
	private openKey({ later: schedule, idempotency }: Settings): void {
		const { scope } = this.known;
		if (schedule) scope.deliveryKey = this.openLater(schedule);
		else if (idempotency.mode === 'auto') scope.deliveryKey = this.run.keyOf(this.index);
	}

	private openLater(schedule: readonly number[]): string {
		const { frame } = this.known;
		const { later, failure } = this.input.json as JsonObject;
		frame.changedLater = isObject(failure) ? (failure.later ?? later) : later;
		const earlier = earlierLater(this.input.json as JsonObject);
		delete frame.changedLater;
		const key = earlier?.key ?? this.run.keyOf(this.index);
		frame.later = { schedule, earlier, key };
		return key;
	}

	/** To be called when its request is rendered. */
	rendered(): void {
		const { plan, scope } = this.known;
		this.run.noteRendered(scope, plan.redactor.text);
	}

	/** The outcome of a preview. @param batch where the item is in it, if it shares the request */
	previewed(request: RequestPreview, batch?: Pick<BatchPlace, 'size' | 'position'>): Outcome {
		const { plan, scope, frame } = this.known;
		const unresolved = unresolvedPaths(scope, plan.redactor);
		return previewed(frame, { ...request, unresolved, ...(batch ? { batch: { ...batch } } : {}) });
	}

	/**
	 * The outcome of an item whose request was sent.
	 * @param place in its batch, if it shared the request
	 * @throws WebhookFailure if it is no success
	 */
	sent(sent: Sent, place?: BatchPlace): Outcome {
		const { plan, frame } = this.known;
		const { settings } = plan;
		this.response = sent;
		if (sent.shown) frame.request = sent.shown;
		frame.sent = sent.request;
		if (frame.later && !place) frame.later.key = sent.request.idempotencyKey ?? frame.later.key;
		if (place) this.takePlace(place);
		const result = place?.own;
		const failure =
			sent.failureFor(settings) ??
			(result && (result.failure ?? judgeResult(settings.success, result.value)));
		if (failure) throw failure;
		const delivered = sent.delivered as Responded<DecodedBody<IBinaryData>>;
		const outcome = succeeded(frame, delivered, this.mapped(delivered));
		if (outcome.followed) outcome.followed = { ...outcome.followed, ...sent.seen };
		if (settings.success.rule === 'auto')
			outcome.saysFailed ??=
				sent.seen?.denial ?? (resultSaysFailed(result?.value ?? null) ? 'result' : undefined);
		this.log(frame);
		return outcome;
	}

	private takePlace(place: BatchPlace): void {
		const { frame } = this.known;
		const { size, position, own, redactor } = place;
		this.place = place;
		frame.redactor = redactor;
		frame.batch = { size, position };
		if (own?.value !== undefined) frame.result = own.value;
	}

	/** The outcome of an item that ended with an error. */
	failed(error: unknown): Outcome {
		const frame = this.opened?.frame ?? this.bareFrame();
		try {
			const failure = asFailure(error);
			const shown = this.shown(failure);
			const outcome = failed(
				frame,
				shown,
				this.failureVariables(frame, shown),
				this.response?.delivered,
			);
			if (this.response) this.log(frame, failure);
			else if (this.run.isSent(this.index, frame.settings)) this.run.log.unsent(frame, shown);
			return outcome;
		} catch (bug) {
			logBug(this.run.context, bug);
			return failed(frame, bugFailure(bug), NO_FAILURE_VARIABLES);
		}
	}

	/** As the author gets to know it: in terms of the panel, and with what may be wrong with the credential. */
	private shown(failure: WebhookFailure): WebhookFailure {
		const { plan, response, settings } = this;
		const told = settings.requestFrom === 'curl' ? failureInCommand(failure) : failure;
		const statusCode = response?.delivered.response?.statusCode;
		return plan ? withDoubt(told, plan.credentials.authentication, statusCode) : told;
	}

	private get known(): OpenItem {
		if (this.opened) return this.opened;
		throw new Error('the item is not open');
	}

	/** The item's variables with values from the response. */
	private mapped({ response }: Responded<DecodedBody<IBinaryData>>): MappedVariables {
		const { plan } = this.known;
		if (plan.responseVariables.length === 0) return [];
		const { body, file } = response.body ?? { body: null };
		const source = { ...response, body, isFile: file !== undefined, item: this.place?.own?.value };
		const variables = mapVariables(plan.responseVariables, source);
		const unset = unsetVariables(plan.responseVariables, variables, source);
		this.run.unsetVariables.see(new Set(unset.keys()), (fault) =>
			plan.redactor.text(unset.get(fault)?.() ?? fault),
		);
		return variables;
	}

	/** For an item that no plan could be made for. */
	private bareFrame(): OutcomeFrame {
		const { run, index, input, settings } = this;
		return { input, index, settings, redactor: run.plans.redactorFor(settings) };
	}

	private failureVariables(frame: OutcomeFrame, failure: WebhookFailure): FailureVariables {
		const { run, index, input, settings, plan } = this;
		const variables = plan?.failureVariables ?? run.plans.failureVariablesFor(settings);
		if (variables.length === 0) return NO_FAILURE_VARIABLES;
		const report = reportOf(frame, failure, this.response?.delivered);
		return renderFailureVariables(
			variables,
			run.scopeAfter(index, input.json, plan ?? { settings }, report),
		);
	}

	private log(frame: OutcomeFrame, failure?: WebhookFailure): void {
		const { log } = this.run;
		const { response, place } = this;
		if (!response) return;
		const { request, delivered } = response;
		const line = { request, delivered, plan: frame, failure, sent: frame.request };
		if (!place) log.delivery(line);
		// the batch has a line for all its items
		else if (failure && failure !== response.failureFor(frame.settings))
			log.failedInBatch({ ...line, result: frame.result });
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
