import { NodeOperationError, type IBinaryData, type IExecuteFunctions } from 'n8n-workflow';

import {
	Admission,
	cancelled,
	openDelivery,
	systemTools,
	unlessAborted,
	type BodyReader,
	type Delivery,
	type DeliveryPolicy,
	type TokenRefusal,
} from './delivery';
import { asFailure, type WebhookFailure } from './failure';
import { compileFailureVariables, type CompiledFailureVariable } from './failure-variables';
import { MissingValues } from './missing-values';
import { missingCredentials, readCredentials, type RunCredentials } from './n8n/credentials';
import { egressOf } from './n8n/egress';
import { keepFile } from './n8n/files';
import type { Outcome } from './outcome';
import { failureRoute, stoppingError, type FailureRoute } from './outputs';
import { panelPath } from './properties/panel-path';
import { createRedactor, type Redactor } from './redact';
import { planRequest, saysTokenExpired, type RequestPlan } from './request';
import { bodyReader, compileVariables, type CompiledVariable } from './response';
import type { DecodedBody } from './response/types';
import { firstReadableSettings, mistake, readSettings, type Settings } from './settings';
import {
	compileTemplate,
	createScope,
	type ItemScope,
	type RunScope,
	type Target,
	type Template,
} from './template';

/** Everything that one item needs to become a request and its answer an item; shared by all items of a set-up. */
export interface ItemPlan {
	settings: Settings;
	request: RequestPlan;
	delivery: Delivery;
	readBody: BodyReader<DecodedBody<IBinaryData>>;
	/** Where the credential has a token to renew. */
	saysExpired: TokenRefusal<DecodedBody<IBinaryData>> | undefined;
	responseVariables: readonly CompiledVariable[];
	failureVariables: readonly CompiledFailureVariable[];
	redactor: Redactor;
}

/**
 * Reads and checks the set-up, before any item is sent.
 * @throws NodeOperationError for a mistake in it: an unknown value, a missing credential
 */
export async function openRun(context: IExecuteFunctions): Promise<Run> {
	try {
		const { settings, dependsOnItem } = firstReadableSettings(context, context.getInputData().length);
		const [missing] = missingCredentials(context, settings);
		if (missing)
			throw mistake(
				missing.field,
				`No credential is chosen: "${missing.field}" needs one of ${missing.type}`,
			);
		const run = new Run(context, settings, dependsOnItem);
		await run.checkCredentials();
		return run;
	} catch (error) {
		throw setUpError(context, asFailure(error));
	}
}

/** A mistake in the set-up as n8n shows it: with its field, and where in the panel that stands. */
function setUpError(
	context: IExecuteFunctions,
	{ message, description, field = '' }: WebhookFailure,
): NodeOperationError {
	const place = panelPath(field);
	return new NodeOperationError(
		context.getNode(),
		message.includes(field) ? message : `"${field}": ${message}`,
		{ description: description ?? (place && `In the panel: ${place}`) },
	);
}

/** One execution of the node: what is read, compiled and opened once. */
export class Run {
	private readonly templates = new Map<string, Template>();
	private readonly deliveries = new Map<string, Delivery>();
	private readonly credentials = new Map<string, Promise<RunCredentials>>();
	private readonly redactors = new Map<string, Redactor>();
	private readonly scope: Omit<RunScope, 'dataContext' | 'dataContextPath'>;
	private readonly egress;
	/** One for all items, so that rate, back-pressure and circuit hold also where their settings differ. */
	private readonly admission: Admission;
	private shared: Promise<ItemPlan> | undefined;
	readonly missingValues = new MissingValues();
	readonly unsetVariables = new MissingValues();
	/** Aborted when somebody stops the execution. */
	readonly signal: AbortSignal | undefined;
	readonly failureRoute: FailureRoute;

	/**
	 * @param settings of the first item that has any
	 * @param dependsOnItem whether other items may have other settings
	 */
	constructor(
		readonly context: IExecuteFunctions,
		readonly settings: Settings,
		private readonly dependsOnItem: boolean,
	) {
		const { id, name } = context.getWorkflow();
		this.scope = {
			workflow: { id, name },
			execution: { id: context.getExecutionId(), mode: executionMode(context) },
		};
		this.egress = egressOf(context);
		this.admission = new Admission(settings.policy, systemTools());
		this.signal = context.getExecutionCancelSignal();
		this.failureRoute = failureRoute(context, settings.onFailure);
	}

	/**
	 * The settings of an item: the same for all, unless a parameter is an n8n expression.
	 * @throws WebhookFailure where an expression gives this item a value that cannot be used
	 */
	settingsFor(itemIndex: number): Settings {
		return this.dependsOnItem ? readSettings(this.context, itemIndex).settings : this.settings;
	}

	async planFor(settings: Settings): Promise<ItemPlan> {
		if (!this.dependsOnItem) return await (this.shared ??= this.plan(settings));
		return await this.plan(settings);
	}

	/**
	 * A credential that n8n does not give fails the items, each by itself.
	 * @throws WebhookFailure where the client certificate or the signing secret cannot be used: then no item can be sent
	 */
	async checkCredentials(): Promise<void> {
		if (!this.settings.clientCertificate && !this.settings.signing) return;
		let credentials: RunCredentials;
		try {
			credentials = await this.credentialsFor(this.settings);
		} catch (error) {
			if (['credentials', 'cancelled'].includes(asFailure(error).kind)) return;
			throw error;
		}
		this.deliveryFor(this.settings, credentials);
	}

	scopeFor(itemIndex: number, json: object, settings: Settings): ItemScope {
		return createScope({ ...this.scope, ...settings.dataContext }, json, itemIndex, (code) =>
			this.context.evaluateExpression(`{{${code}}}`, itemIndex),
		);
	}

	failureVariablesFor(settings: Settings): readonly CompiledFailureVariable[] {
		return compileFailureVariables(settings.failureVariables, (text, field) =>
			this.compile(text, field, 'text', settings),
		);
	}

	/** What hides the secrets of a set-up; of a credential that n8n does not give none are known. */
	async redactorFor(settings: Settings): Promise<Redactor> {
		const known = await this.credentialsFor(settings).catch(() => undefined);
		const { redactFields } = settings.logging;
		return remembered(this.redactors, credentialsKey(settings) + redactFields.join(), () =>
			createRedactor(known ? [known.authentication.secrets, known.secrets] : [], redactFields),
		);
	}

	/** The outcome as it is, or the error that stops the workflow where the author asked for that. */
	settled(outcome: Outcome, itemIndex: number): Outcome {
		if (!outcome.failure || this.failureRoute !== 'stop') return outcome;
		this.admission.stop();
		throw stoppingError(this.context, itemIndex, outcome.item);
	}

	private async plan(settings: Settings): Promise<ItemPlan> {
		const credentials = await this.credentialsFor(settings);
		const redactor = await this.redactorFor(settings);
		const compile = (text: string, field: string, target: Target) =>
			this.compile(text, field, target, settings);
		return {
			settings,
			request: planRequest(settings, credentials.authentication, compile),
			delivery: this.deliveryFor(settings, credentials),
			readBody: bodyReader(
				settings.response.format,
				async (content, fileName, mimeType) =>
					await keepFile(this.context, content, fileName, redactor.text(mimeType)),
				redactor.text,
			),
			saysExpired: tokenRefusal(credentials.authentication.expiredStatusCodes),
			responseVariables: compileVariables(settings.responseVariables),
			failureVariables: this.failureVariablesFor(settings),
			redactor,
		};
	}

	private credentialsFor(settings: Settings): Promise<RunCredentials> {
		return remembered(this.credentials, credentialsKey(settings), () =>
			unlessAborted(readCredentials(this.context, settings), this.signal, cancelled),
		);
	}

	private deliveryFor(settings: Settings, { signing, tls }: RunCredentials): Delivery {
		const key = JSON.stringify([settings.policyKey, settings.signing, settings.clientCertificate]);
		return remembered(this.deliveries, key, () => {
			const policy: DeliveryPolicy = { ...settings.policy, tls: { ...settings.policy.tls, ...tls } };
			if (signing) policy.signing = signing;
			const tools = systemTools(this.egress ? { egress: this.egress } : {});
			return openDelivery(policy, tools, this.admission);
		});
	}

	private compile(text: string, field: string, target: Target, { templates }: Settings): Template {
		const key = JSON.stringify([text, field, target, templates]);
		return remembered(this.templates, key, () => compileTemplate(text, field, target, templates));
	}
}

/** Equal for settings that ask for the same credentials. */
function credentialsKey({ authentication, signing, clientCertificate, operation }: Settings): string {
	return JSON.stringify([authentication, signing, clientCertificate, operation]);
}

/** @param expiredStatusCodes of a credential whose token can be renewed */
function tokenRefusal(expiredStatusCodes: readonly number[] | undefined): ItemPlan['saysExpired'] {
	if (!expiredStatusCodes) return undefined;
	return (answer) => saysTokenExpired({ ...answer, body: answer.body?.body ?? null }, expiredStatusCodes);
}

/** n8n's `$execution.mode`: `test` where a person started it in the editor. */
function executionMode(context: IExecuteFunctions): string {
	return context.getMode() === 'manual' ? 'test' : 'production';
}

function remembered<K, V>(known: Map<K, V>, key: K, make: () => V): V {
	const value = known.get(key);
	if (value !== undefined) return value;
	const made = make();
	known.set(key, made);
	return made;
}
