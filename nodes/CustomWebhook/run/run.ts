import type { IExecuteFunctions } from 'n8n-workflow';

import { admitRun, type Admission } from '../delivery';
import {
	CredentialBook,
	currentCall,
	egressOf,
	isFailureConnected,
	itemKeysOf,
	makeFindable,
	RunLog,
	type SavedCall,
	type ItemCredentials,
	type ItemKeys,
} from '../n8n';
import { stoppingError, type FailureRoute, type Outcome } from '../outcome';
import { readSettings, type Settings } from '../settings';
import type { ItemScope } from '../template';
import { failureRoute } from './failure-route';
import { withPlace } from './in-panel';
import { MissingValues } from './missing-values';
import { Plans, type ItemPlan } from './plan';
import { RepeatedKeys } from './repeated-keys';
import { Scopes } from './scopes';
import { forTestAddress, itemsToSend, standIn } from './tests';

/** So many tell what is meant. */
const MOST_REMARKS = 5;

const NOTHING: ReadonlySet<string> = new Set();

/**
 * Takes the outcomes of items, each with the index of its item.
 * @throws NodeOperationError if nothing more may be sent
 */
export type Leave = (outcomes: ReadonlyArray<readonly [index: number, outcome: Outcome]>) => void;

/** One execution of the node: its settings, its plans, and everything that its items share. */
export class Run {
	readonly plans: Plans;
	private readonly scopes: Scopes;
	/** One for all items, so that the first item's limits hold if settings differ. */
	readonly admission: Admission;
	private readonly credentials: CredentialBook;
	/** The credentials of all items, if all have the same, and the same settings. */
	private common?: ItemCredentials | undefined;
	/** The plans of items with the same settings, if all have the same. */
	private readonly shared = new Map<ItemCredentials, ItemPlan>();
	/** Placeholders without a value. */
	readonly missingValues = new MissingValues();
	/** Response variables without a value. */
	readonly unsetVariables = new MissingValues();
	readonly repeatedKeys = new RepeatedKeys();
	/** What a person should know of how items were rendered; without secrets. */
	readonly remarks = new Set<string>();
	/** Aborted when somebody stops the execution. */
	readonly signal: AbortSignal | undefined;
	/** Undefined if it cannot be known. */
	readonly isFailureConnected: boolean | undefined;
	readonly failureRoute: FailureRoute;
	readonly log: RunLog;
	/** If this is an execution of a saved webhook, the call of it. */
	readonly call: SavedCall | undefined;
	/** The idempotency key of an item that has none of its own. */
	readonly keyOf: ItemKeys;
	/** Undefined if all items are sent. */
	private readonly toSend: ReadonlySet<number> | undefined;
	/** Of the first item that has one. */
	private record = '';

	/**
	 * @param settings of the first item that has any
	 * @param dependsOnItem whether other items may have other settings
	 * @throws WebhookFailure if the items of a test cannot be found
	 */
	constructor(
		readonly context: IExecuteFunctions,
		readonly settings: Settings,
		private readonly dependsOnItem: boolean,
	) {
		this.scopes = new Scopes(context);
		this.call = currentCall(context);
		if (this.call) this.call.webhooks++;
		this.signal = eitherSignal(context.getExecutionCancelSignal(), this.call?.signal);
		this.admission = admitRun(settings.policy, {
			items: context.getInputData().length,
			isSpread: dependsOnItem || mayHaveManyOrigins(settings.url),
		});
		this.credentials = new CredentialBook(context, this.signal);
		this.plans = new Plans(context, this.admission, egressOf(context), this.credentials);
		// its caller takes the items of both outputs
		this.isFailureConnected = this.call ? true : isFailureConnected(context);
		this.failureRoute = failureRoute(context, settings.onFailure, this.isFailureConnected);
		this.log = new RunLog(context);
		this.keyOf = itemKeysOf(context);
		standIn(context.getInputData(), settings);
		this.toSend = itemsToSend(context.getInputData(), settings);
	}

	/**
	 * The settings of an item: the same for all, unless a parameter is an n8n expression.
	 * @throws WebhookFailure if an expression gives this item a value that cannot be used
	 */
	settingsFor(itemIndex: number): Settings {
		if (!this.dependsOnItem) return this.settings;
		return withPlace(() => readSettings(this.context, itemIndex).settings);
	}

	/**
	 * Reads the credentials, before anything is sent.
	 * @throws WebhookFailure if a client certificate or a signing secret cannot be used
	 */
	async open(): Promise<void> {
		const items = this.context.getInputData().length;
		const common = await this.credentials.readAhead(this.settings, items);
		if (common) this.plans.checkCredentials(this.settings, common);
		if (!this.dependsOnItem) this.common = common;
	}

	/** @throws WebhookFailure if there are no credentials or token for the item, or its settings are invalid */
	async planFor(settings: Settings, itemIndex: number): Promise<ItemPlan> {
		const own = this.common ?? (await this.credentials.forItem(settings, itemIndex));
		const known = this.dependsOnItem ? undefined : this.shared.get(own);
		const credentials = settings.test?.address ? forTestAddress(own) : own;
		const plan = known ?? this.plans.planFor(settings, credentials);
		if (!this.dependsOnItem) this.shared.set(own, plan);
		await credentials.authentication.prepare?.();
		return plan;
	}

	/** Whether an item is sent; outside of tests, all are. */
	isSent(itemIndex: number, { operation }: Settings): boolean {
		return operation !== 'preview' && (this.toSend?.has(itemIndex) ?? true);
	}

	scopeFor(itemIndex: number, json: object, settings: Settings): ItemScope {
		return this.scopes.scopeFor(itemIndex, json, settings);
	}

	/** A scope in which placeholders can also read what came of the request: `response`, `failure`. */
	scopeAfter(
		itemIndex: number,
		json: object,
		{ settings, serviceValues }: Pick<ItemPlan, 'settings'> & Partial<Pick<ItemPlan, 'serviceValues'>>,
		report: { response?: unknown; failure?: unknown },
	): ItemScope {
		const scope = this.scopes.scopeFor(itemIndex, { ...json, ...report }, settings);
		// always readable, even if only a part of the item is
		for (const [name, value] of Object.entries(report))
			Object.defineProperty(scope.root, name, { value, enumerable: true });
		scope.service = serviceValues;
		return scope;
	}

	/** Notes the record by which the execution can be found; empty if the author does not want that. */
	findBy(record = ''): void {
		this.record ||= record.trim();
	}

	/** Called when all items are done: writes the line in the log, and makes the execution findable. */
	end(): void {
		if (this.settings.operation === 'preview' || this.toSend?.size === 0) return;
		const redactor = this.plans.redactorFor(this.settings);
		this.log.end({ settings: this.settings, redactor });
		if (this.record) makeFindable(this.context, redactor.text(this.record), this.log.outcome);
	}

	/**
	 * Notes for the hints after the run what there is to say of an item that was rendered.
	 * @param shown returns a text without secrets
	 */
	noteRendered(scope: ItemScope, shown: (text: string) => string): void {
		if (!scope.hasNotes) return this.missingValues.see(NOTHING, shown);
		const { unresolved, explained } = scope;
		const unexplained =
			explained.size === 0
				? unresolved
				: new Set([...unresolved].filter((path) => !explained.has(path)));
		this.missingValues.see(unexplained, shown);
		this.remark(scope.remarks, shown);
	}

	/** Notes remarks of an item: a few of them, since most items have the same. */
	private remark(remarks: ReadonlySet<string>, shown: (text: string) => string): void {
		for (const remark of remarks) {
			if (this.remarks.size === MOST_REMARKS) return;
			this.remarks.add(shown(remark));
		}
	}

	/** @throws NodeOperationError if an item failed and the author asked to stop at the first failure */
	stopIfFailed(outcome: Outcome, itemIndex: number): void {
		if (!outcome.failure || this.failureRoute !== 'stop') return;
		this.admission.stop();
		throw stoppingError(this.context, itemIndex, outcome.item);
	}
}

/** Whether placeholders, or anything but plain text, are before the path of a URL. */
function mayHaveManyOrigins(url: string): boolean {
	return !/^=?\s*https?:\/\/[\w.:-]+(?:[/?#]|\s*$)/i.test(url);
}

function eitherSignal(a: AbortSignal | undefined, b: AbortSignal | undefined): AbortSignal | undefined {
	return a && b ? AbortSignal.any([a, b]) : (a ?? b);
}
