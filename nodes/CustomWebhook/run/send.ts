import type { IBinaryData } from 'n8n-workflow';

import type { Delivered, OutgoingRequest } from '../delivery';
import type { WebhookFailure } from '../failure';
import type { JsonObject } from '../formats/json';
import { previewRequest, sentRequest, showBody, showRequest, type RequestPreview } from '../request';
import { judge, type DecodedBody } from '../response';
import type { ItemPlan } from './plan';
import type { Run } from './run';
import type { Settings } from '../settings';

type Response = Delivered<DecodedBody<IBinaryData>>;

/** A request that was sent, and what became of it. */
export class Sent {
	private readonly failures = new Map<Settings, WebhookFailure | undefined>();

	constructor(
		readonly request: OutgoingRequest,
		readonly delivered: Response,
		/** As the item shows it, if the author wants that; redacted. */
		readonly shown?: JsonObject,
	) {}

	/** Why the request is no success by these settings; nothing if it is one. Judged once for equal settings. */
	failureFor(settings: Settings): WebhookFailure | undefined {
		if (!this.failures.has(settings)) this.failures.set(settings, failureOf(this.delivered, settings));
		return this.failures.get(settings);
	}
}

function failureOf(
	delivered: Response,
	{ success, policy, retryWhen, batch }: Settings,
): WebhookFailure | undefined {
	if (delivered.failure) return delivered.failure;
	const { body, file, failure } = delivered.answer.body ?? { body: null };
	// the path is looked for in the result of each item
	const rule = success.rule === 'path' && batch?.answers ? 'statusOnly' : success.rule;
	const verdict = judge(
		{ ...success, rule },
		{ ...delivered.answer, body, isFile: file !== undefined },
		{
			isRetryable: policy.retry.isRetryable,
			retryAfterMs: delivered.retryAfterMs,
			notRepeated: delivered.notRepeated,
			when: retryWhen,
		},
	);
	return verdict ?? failure;
}

/** @throws WebhookFailure if the request is refused before it leaves */
export async function send(run: Run, plan: ItemPlan, request: OutgoingRequest): Promise<Sent> {
	const checked = plan.delivery.check(request);
	// before it is sent, so that a file that cannot be read fails the item in time
	const body = plan.settings.logging.requestBody ? await showBody(request) : undefined;
	const reader = { read: plan.readBody, saysExpired: plan.saysExpired, saysBusy: plan.saysBusy };
	const delivered = await plan.delivery.deliver(checked, reader, run.signal);
	if (!body) return new Sent(request, delivered);
	// after it, so that a token that was renewed meanwhile is hidden too
	const shown = showRequest(request, body, delivered.signature ?? [], plan.redactor);
	return new Sent(request, delivered, sentRequest(shown));
}

/**
 * The request as it would be sent now, without its secrets.
 * @throws WebhookFailure what sending it would fail with before it leaves
 */
export async function rehearse(
	{ delivery, redactor }: ItemPlan,
	request: OutgoingRequest,
): Promise<RequestPreview> {
	const signature = await delivery.rehearse(delivery.check(request));
	return previewRequest(showRequest(request, await showBody(request), signature, redactor));
}
