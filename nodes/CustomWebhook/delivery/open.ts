import { Paces, type Admission } from './pace';
import { checkRequest } from './checks';
import { askOperator } from './hop';
import { paceOf } from './process-pace';
import { ItemDelivery } from './item-delivery';
import type { ItemContext } from './sending';
import { Routes } from './connection';
import { checkSecrets, messageIdOf, sign } from './signature';
import type { Delivery } from './delivery';
import type { Follow } from './follow';
import type {
	CheckedRequest,
	Delivered,
	DeliveryPolicy,
	DeliveryTools,
	NameValue,
	OutgoingRequest,
	ResponseReader,
} from './types';

/**
 * Opens the deliveries of one run. They share rate, back-pressure and circuit. Connections are shared by the whole
 * process and close by themselves when idle, so there is nothing to close.
 *
 * @param admission of the run, if it has deliveries by several policies
 * @throws WebhookFailure (`tls`, field `options.clientCertificate`) if certificate, key or CA cannot be used, and
 * (`credentials`) if a signing secret cannot: mistakes in the set-up, found before the first item
 */
export function openDelivery(
	policy: DeliveryPolicy,
	tools: DeliveryTools,
	admission = new Paces(tools).openRun(paceOf(policy)),
): Delivery {
	return new PolicyDelivery(policy, tools, admission);
}

/** The deliveries of a run by one policy. */
class PolicyDelivery implements Delivery {
	private readonly context: ItemContext;

	constructor(policy: DeliveryPolicy, tools: DeliveryTools, admission: Admission) {
		this.context = { policy, tools, routes: new Routes(policy, tools), admission };
		if (policy.signing) checkSecrets(policy.signing);
	}

	check(request: OutgoingRequest): CheckedRequest {
		return checkRequest(request, this.context.policy, this.context.routes);
	}

	async deliver<B>(
		request: CheckedRequest,
		reader: ResponseReader<B>,
		signal?: AbortSignal,
		follow?: Follow<B>,
	): Promise<Delivered<B>> {
		const item = new ItemDelivery(request.request, reader, this.context, signal, follow !== undefined);
		try {
			const first = await item.send(request);
			return follow ? await item.follow(first, follow) : first;
		} finally {
			item.end();
		}
	}

	async rehearse({ request, url }: CheckedRequest): Promise<readonly NameValue[]> {
		const { policy, tools } = this.context;
		await askOperator(url, tools);
		if (!policy.signing) return [];
		return await sign(policy.signing, { id: messageIdOf(request), now: tools.now(), body: request.body });
	}
}
