import { WebhookFailure } from '../../failure';

/** The execution was stopped. */
export function cancelled(): WebhookFailure {
	return new WebhookFailure('cancelled', 'The execution was stopped before this request was done');
}
