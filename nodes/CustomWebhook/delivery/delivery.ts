import type { Follow } from './follow';
import type { AnswerReader, CheckedRequest, Delivered, NameValue, OutgoingRequest } from './types';

/** One run's deliveries: they share connections, rate, back-pressure and circuit. */
export interface Delivery {
	/**
	 * What a request would be refused for before it leaves: guard on a literal address, httpsOnly, allowed hosts, proxy.
	 *
	 * @throws WebhookFailure (`request`, `blocked`, `credentials`) if it is refused
	 */
	check(request: OutgoingRequest): CheckedRequest;
	/**
	 * Never throws for what a service or the network does; a thrown error is a bug.
	 *
	 * @param signal aborts what is in flight
	 * @param follow what the response leads to: pages, a result that comes later
	 */
	deliver<B>(
		request: CheckedRequest,
		reader: AnswerReader<B>,
		signal?: AbortSignal,
		follow?: Follow<B>,
	): Promise<Delivered<B>>;
	/**
	 * What a sending at this moment would do before it connects. Gives the headers of the signature, none where nothing is
	 * signed.
	 * @throws WebhookFailure where the operator's guard refuses the URL, or a file cannot be read
	 */
	rehearse(request: CheckedRequest): Promise<readonly NameValue[]>;
}
