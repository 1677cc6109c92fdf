/** What the author must know about a request that was not retried. */
import { WebhookFailure } from '../failure';
import { SAFE_METHODS } from './retry';

/** Failures that leave open whether the request arrived. */
const UNCERTAIN = new Set(['timeout', 'network', 'cancelled']);

/** Why a method was not retried, and how to have it retried. */
export function notRepeatedNote(method: string): string {
	return (
		`${method} is not retried, because the service may have acted on it already. ` +
		'To retry it, add an Idempotency Key, or set Retry Mode to Always if duplicates do no harm.'
	);
}

/**
 * The failure, with a description that also says whether the request may have arrived.
 *
 * @param written whether anything of it was handed to a connection
 * @param notRepeated the method, if that is why it was not retried
 */
export function withFate(
	failure: WebhookFailure,
	method: string,
	written: boolean,
	notRepeated: string | undefined,
): WebhookFailure {
	if (!UNCERTAIN.has(failure.kind) || SAFE_METHODS.has(method)) return failure;
	const { kind, message, description, retryable, cause } = failure;
	const fate = written
		? 'The request may have arrived: check the service before you send it again.'
		: 'The request was not sent.';
	const notes = [fate, description, notRepeated && notRepeatedNote(notRepeated)].filter(Boolean);
	return new WebhookFailure(kind, message, { description: notes.join(' '), retryable, cause });
}
