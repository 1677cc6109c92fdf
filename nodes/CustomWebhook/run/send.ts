import type { IBinaryData } from 'n8n-workflow';

import type { Delivered, OutgoingRequest } from '../delivery';
import type { WebhookFailure } from '../failure';
import type { JsonObject } from '../formats/json';
import { previewRequest, sentRequest, showBody, showRequest, type RequestPreview } from '../request';
import type { DecodedBody, PagesSeen } from '../response';
import { failureOf } from './failure-of';
import type { ItemFollow } from './follow';
import type { ItemPlan } from './plan';
import type { Run } from './run';
import type { Settings } from '../settings';

type Response = Delivered<DecodedBody<IBinaryData>>;

/** A request that was sent, with its outcome. */
export class Sent {
	private judged?: { by: Settings; failure: WebhookFailure | undefined };

	constructor(
		readonly request: OutgoingRequest,
		readonly delivered: Response,
		/** As the item shows it, if the author wants that; redacted. */
		readonly shown?: JsonObject,
		/** Set if its response was followed; then all responses have been judged. */
		readonly seen?: PagesSeen,
	) {}

	/** Why the request is not a success by these settings; undefined if it is one. Judged once for equal settings. */
	failureFor(settings: Settings): WebhookFailure | undefined {
		if (this.seen) return this.delivered.failure;
		if (this.judged?.by !== settings)
			this.judged = { by: settings, failure: failureOf(this.delivered, settings) };
		return this.judged.failure;
	}
}

/**
 * @param follow how to follow its response
 * @throws WebhookFailure if the request is refused before it leaves
 */
export async function send(
	run: Run,
	plan: ItemPlan,
	request: OutgoingRequest,
	follow?: ItemFollow,
): Promise<Sent> {
	const checked = plan.delivery.check(request);
	// before sending, so that an unreadable file fails the item in time
	const body = plan.settings.logging.requestBody ? await showBody(request) : undefined;
	const reader = { read: plan.readBody, saysExpired: plan.saysExpired, saysBusy: plan.saysBusy };
	const delivered = await plan.delivery.deliver(checked, reader, run.signal, follow);
	if (!body) return new Sent(request, delivered, undefined, follow?.seen);
	// after delivery, so that a renewed token is hidden too
	const shown = showRequest(request, body, delivered.signature ?? [], plan.redactor);
	return new Sent(request, delivered, sentRequest(shown), follow?.seen);
}

/**
 * The request as it would be sent now, without its secrets.
 * @throws WebhookFailure if it would be refused before it is sent
 */
export async function rehearse(
	{ delivery, redactor }: ItemPlan,
	request: OutgoingRequest,
): Promise<RequestPreview> {
	const signature = await delivery.rehearse(delivery.check(request));
	return previewRequest(showRequest(request, await showBody(request), signature, redactor));
}
