import type { Follow } from './follow';
import type { CheckedRequest, Delivered, NameValue, OutgoingRequest, ResponseReader } from './types';

/** One run's deliveries: they share connections, rate, back-pressure and circuit. */
export interface Delivery {
	/**
	 * Checks a request before it is sent: guard on a literal address, httpsOnly, allowed hosts, proxy.
	 *
	 * @throws WebhookFailure (`request`, `blocked`, `credentials`) if it is refused
	 */
	check(request: OutgoingRequest): CheckedRequest;
	/**
	 * Never throws because of a service or the network; a thrown error is a bug.
	 *
	 * @param signal aborts what is in flight
	 * @param follow how to go on from the response: pages, a result that comes later
	 */
	deliver<B>(
		request: CheckedRequest,
		reader: ResponseReader<B>,
		signal?: AbortSignal,
		follow?: Follow<B>,
	): Promise<Delivered<B>>;
	/**
	 * Does everything that sending does before it connects. Returns the signature's headers; none if nothing is signed.
	 * @throws WebhookFailure if the operator's guard refuses the URL, or a file cannot be read
	 */
	rehearse(request: CheckedRequest): Promise<readonly NameValue[]>;
}
