import { WebhookFailure } from '../failure';

/** A mistake in the set-up: names the field and says what it takes. */
export function mistake(field: string, message: string): WebhookFailure {
	return new WebhookFailure('request', message, { field });
}
