import { WebhookFailure } from '../failure';
import { asText } from '../settings';

/** A secret with nothing in it, even if the name of a scheme is in front. */
const EMPTY = /^\s*(?:(?:apikey|basic|bearer|token)\s*)?$/i;

/**
 * The text of a credential's field that must have a value.
 * @throws WebhookFailure `credentials` if it has none
 */
export function filled(value: unknown, field: string): string {
	const text = asText(value);
	if (EMPTY.test(text)) throw unfilled(field);
	return text;
}

export const unfilled = (field: string): WebhookFailure =>
	refused(
		`The credential has no ${field}. Open it in n8n and fill it in; if it is an expression, check its result for this item.`,
	);

export function refused(message: string): WebhookFailure {
	return new WebhookFailure('credentials', message, { field: 'authentication' });
}
