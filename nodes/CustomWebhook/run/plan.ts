import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import {
	type Admission,
	type BodyReader,
	type Delivery,
	type DeliveryPolicy,
	type DeliveryTools,
	openDelivery,
	type ResponseReader,
	systemTools,
	type TokenRefusal,
} from '../delivery';
import { keepFile, type CredentialBook, type ItemCredentials } from '../n8n';
import { compileFailureVariables, type CompiledFailureVariable } from '../outcome';
import { createRedactor, passwordsIn, type Redactor } from '../redact';
import { atFirstPage, atTestAddress, compileUrl, planRequest, type RequestPlan } from '../request';
import {
	bodyReader,
	compileVariables,
	saysTokenExpired,
	listedValueIn,
	type CompiledVariable,
	type DecodedBody,
} from '../response';
import type { Settings } from '../settings';
import { compileTemplate, type Target, type Template } from '../template';

/** Everything that turns one item into a request, and its response into an item; shared by items with equal settings. */
export interface ItemPlan {
	settings: Settings;
	/** One for items with the same secrets. */
	credentials: ItemCredentials;
	request: RequestPlan;
	delivery: Delivery;
	readBody: BodyReader<DecodedBody<IBinaryData>>;
	/** Only if the credential has a token that can be renewed. */
	saysExpired: TokenRefusal<DecodedBody<IBinaryData>> | undefined;
	/** Only if the author listed values to retry. */
	saysBusy: ResponseReader<DecodedBody<IBinaryData>>['saysBusy'];
	responseVariables: readonly CompiledVariable[];
	failureVariables: readonly CompiledFailureVariable[];
	redactor: Redactor;
	/** The value by which n8n's execution list finds the execution, if set. */
	findBy: Template | undefined;
	/** The URL to poll for a result, if the author set it. */
	statusUrl: Template | undefined;
	/** The values of a service credential for templates. */
	serviceValues: object | undefined;
}

/** Makes the plans of a run. Templates, credentials, redactors and deliveries are made once for equal settings. */
export class Plans {
	private readonly templates = new Map<string, Template>();
	private readonly deliveries = new Map<string, Delivery>();
	private readonly redactors = new Map<string, Redactor>();

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly admission: Admission,
		private readonly egress: DeliveryTools['egress'],
		private readonly credentials: CredentialBook,
	) {}

	/** The plan of items with these settings and credentials. */
	planFor(settings: Settings, credentials: ItemCredentials): ItemPlan {
		const redactor = this.redactorFor(settings);
		const compile = (text: string, field: string, target: Target) =>
			this.compile(text, field, target, settings);
		const request = planRequest(settings, credentials.authentication, compile);
		const { test, pagination, result } = settings;
		const paged = pagination && !result ? atFirstPage(request, pagination) : request;
		return {
			settings,
			credentials,
			request: test?.address ? atTestAddress(paged, test.address, redactor) : paged,
			delivery: this.deliveryFor(settings, credentials),
			readBody: bodyReader(
				settings.response,
				async (content, fileName, mimeType) =>
					await keepFile(this.context, content, fileName, redactor.text(mimeType)),
				redactor.text,
			),
			saysExpired: tokenRefusal(credentials.authentication.expiredStatusCodes),
			saysBusy: busyBodies(settings.retryWhen),
			responseVariables: compileVariables(settings.responseVariables),
			failureVariables: this.failureVariablesFor(settings),
			redactor,
			findBy: settings.logging.findBy
				? compile(settings.logging.findBy, 'options.findBy', 'text')
				: undefined,
			statusUrl: result?.statusUrl
				? compileUrl(result.statusUrl, 'options.statusUrl', credentials.authentication, compile)
				: undefined,
			serviceValues: credentials.authentication.service?.values,
		};
	}

	/**
	 * Checks a client certificate and a signing secret that all items share. Different ones fail their own items.
	 * @throws WebhookFailure `tls` or `credentials` if they cannot be used
	 */
	checkCredentials(settings: Settings, credentials: ItemCredentials): void {
		if (credentials.tls || credentials.signing) this.deliveryFor(settings, credentials);
	}

	failureVariablesFor(settings: Settings): readonly CompiledFailureVariable[] {
		return compileFailureVariables(settings.failureVariables, (text, field) =>
			this.compile(text, field, 'text', settings),
		);
	}

	/** Hides the secrets of all items, as far as they are known. */
	redactorFor({ logging: { redactFields }, policy }: Settings): Redactor {
		const proxies = [policy.proxy, ...proxiesOfEnvironment()];
		return remembered(this.redactors, JSON.stringify([redactFields, proxies]), () =>
			createRedactor([this.credentials.secrets, passwordsIn(proxies)], redactFields),
		);
	}

	private deliveryFor(settings: Settings, { signing, tls }: ItemCredentials): Delivery {
		const key = JSON.stringify([settings.policyKey, signing, tls]);
		return remembered(this.deliveries, key, () => {
			const policy: DeliveryPolicy = { ...settings.policy, tls: { ...settings.policy.tls, ...tls } };
			if (signing) policy.signing = signing;
			const tools = systemTools(this.egress ? { egress: this.egress } : {});
			return openDelivery(policy, tools, this.admission);
		});
	}

	/** Compiles a text once for all items. */
	compile(text: string, field: string, target: Target, { templates }: Settings): Template {
		const key = JSON.stringify([text, field, target, templates]);
		return remembered(this.templates, key, () => compileTemplate(text, field, target, templates));
	}
}

/** @param expiredStatusCodes of a credential whose token can be renewed */
function tokenRefusal(expiredStatusCodes: readonly number[] | undefined): ItemPlan['saysExpired'] {
	if (!expiredStatusCodes) return undefined;
	return (response) =>
		saysTokenExpired({ ...response, body: response.body?.body ?? null }, expiredStatusCodes);
}

function busyBodies(when: Settings['retryWhen']): ItemPlan['saysBusy'] {
	if (!when) return undefined;
	return (response) => listedValueIn(when, response.body?.body ?? null) !== undefined;
}

function remembered<K, V>(known: Map<K, V>, key: K, make: () => V): V {
	const value = known.get(key);
	if (value !== undefined) return value;
	const made = make();
	known.set(key, made);
	return made;
}

/** Their passwords are secrets, even if another proxy is used. */
function proxiesOfEnvironment(): Array<string | undefined> {
	const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'];
	return names.flatMap((name) => [process.env[name], process.env[name.toLowerCase()]]);
}
