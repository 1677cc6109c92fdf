import type { WebhookFailure } from '../failure';
import { Admission } from './pace';
import type { AttemptSettings } from './attempt';
import { refuseRequest } from './checks';
import { askOperator } from './hop';
import { deliverItem, type ItemContext } from './sending';
import { Routes } from './connection';
import { checkSecrets, messageIdOf, sign } from './signature';
import type {
	BodyReader,
	Delivered,
	Delivery,
	DeliveryPolicy,
	DeliveryTools,
	NameValue,
	OutgoingRequest,
	TokenRefusal,
} from './types';

/**
 * Opens the deliveries of one run: they share rate, back-pressure and circuit; connections they share with the
 * whole process, where idle ones close by themselves: nothing has to be given back.
 *
 * @param admission of the run, where it has deliveries by several policies
 * @throws WebhookFailure (`tls`, field `options.clientCertificate`) where certificate, key or CA cannot be used, and
 * (`credentials`) where a signing secret cannot: mistakes in the set-up, worth finding before the first item
 */
export function openDelivery(
	policy: DeliveryPolicy,
	tools: DeliveryTools,
	admission = new Admission(policy, tools),
): Delivery {
	return new PolicyDelivery(policy, tools, admission);
}

/** The deliveries of a run by one policy. */
class PolicyDelivery implements Delivery {
	private readonly routes: Routes;
	private readonly context: ItemContext;

	constructor(
		private readonly policy: DeliveryPolicy,
		tools: DeliveryTools,
		admission: Admission,
	) {
		this.routes = new Routes(policy, tools);
		if (policy.signing) checkSecrets(policy.signing);
		const settings: AttemptSettings = {
			routes: this.routes,
			tools,
			policy,
			maxResponseBytes: policy.maxResponseBytes,
			...(policy.signing ? { signing: policy.signing, signatureHeader: policy.signing.header } : {}),
		};
		this.context = { policy, tools, settings, admission };
	}

	check(request: OutgoingRequest): WebhookFailure | undefined {
		return refuseRequest(request, this.policy, this.routes);
	}

	async deliver<B>(
		request: OutgoingRequest,
		read: BodyReader<B>,
		signal?: AbortSignal,
		saysExpired?: TokenRefusal<B>,
	): Promise<Delivered<B>> {
		const refusal = this.check(request);
		if (refusal) return { failure: refusal, attempts: [], durationMs: 0 };
		return await deliverItem(request, { read, saysExpired }, this.context, signal);
	}

	async rehearse(request: OutgoingRequest): Promise<readonly NameValue[]> {
		const { policy, tools } = this.context;
		await askOperator(new URL(request.url), tools);
		if (!policy.signing) return [];
		return await sign(policy.signing, { id: messageIdOf(request), now: tools.now(), body: request.body });
	}
}
