import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import {
	cancelled,
	openDelivery,
	systemTools,
	unlessAborted,
	type Admission,
	type BodyReader,
	type Delivery,
	type DeliveryPolicy,
	type DeliveryTools,
	type TokenRefusal,
} from '../delivery';
import { asFailure } from '../failure';
import { keepFile, readCredentials, type RunCredentials } from '../n8n';
import { compileFailureVariables, type CompiledFailureVariable } from '../outcome';
import { createRedactor, type Redactor } from '../redact';
import { planRequest, type RequestPlan } from '../request';
import {
	bodyReader,
	compileVariables,
	saysTokenExpired,
	type CompiledVariable,
	type DecodedBody,
} from '../response';
import type { Settings } from '../settings';
import { compileTemplate, type Target, type Template } from '../template';

/** Everything that turns one item into a request, and its response into an item; shared by items with equal settings. */
export interface ItemPlan {
	settings: Settings;
	request: RequestPlan;
	delivery: Delivery;
	readBody: BodyReader<DecodedBody<IBinaryData>>;
	/** Only if the credential has a token that can be renewed. */
	saysExpired: TokenRefusal<DecodedBody<IBinaryData>> | undefined;
	responseVariables: readonly CompiledVariable[];
	failureVariables: readonly CompiledFailureVariable[];
	redactor: Redactor;
}

/** Makes the plans of a run. Templates, credentials, redactors and deliveries are made once for equal settings. */
export class Plans {
	private readonly templates = new Map<string, Template>();
	private readonly deliveries = new Map<string, Delivery>();
	private readonly credentials = new Map<string, Promise<RunCredentials>>();
	private readonly redactors = new Map<string, Redactor>();

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly admission: Admission,
		private readonly egress: DeliveryTools['egress'],
		private readonly signal: AbortSignal | undefined,
	) {}

	async planFor(settings: Settings): Promise<ItemPlan> {
		const credentials = await this.credentialsFor(settings);
		const redactor = await this.redactorFor(settings);
		const compile = (text: string, field: string, target: Target) =>
			this.compile(text, field, target, settings);
		return {
			settings,
			request: planRequest(settings, credentials.authentication, compile),
			delivery: this.deliveryFor(settings, credentials),
			readBody: bodyReader(
				settings.response,
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

	/**
	 * A credential that n8n does not give fails the items, each by itself.
	 * @throws WebhookFailure if the client certificate or the signing secret cannot be used: then no item can be sent
	 */
	async checkCredentials(settings: Settings): Promise<void> {
		if (!settings.clientCertificate && !settings.signing) return;
		let credentials: RunCredentials;
		try {
			credentials = await this.credentialsFor(settings);
		} catch (error) {
			if (['credentials', 'cancelled'].includes(asFailure(error).kind)) return;
			throw error;
		}
		this.deliveryFor(settings, credentials);
	}

	failureVariablesFor(settings: Settings): readonly CompiledFailureVariable[] {
		return compileFailureVariables(settings.failureVariables, (text, field) =>
			this.compile(text, field, 'text', settings),
		);
	}

	/** Hides the secrets of the settings' credentials. If n8n does not give a credential, none of its secrets are known. */
	async redactorFor(settings: Settings): Promise<Redactor> {
		const known = await this.credentialsFor(settings).catch(() => undefined);
		const { redactFields } = settings.logging;
		return remembered(this.redactors, credentialsKey(settings) + redactFields.join(), () =>
			createRedactor(known ? [known.authentication.secrets, known.secrets] : [], redactFields),
		);
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

function remembered<K, V>(known: Map<K, V>, key: K, make: () => V): V {
	const value = known.get(key);
	if (value !== undefined) return value;
	const made = make();
	known.set(key, made);
	return made;
}
