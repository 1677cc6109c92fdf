import { asFailure, WebhookFailure } from '../failure';
import { panelPath } from '../properties';

/** What a mistake says about itself, else where its field is in the panel. */
export function descriptionOf({ description, field = '' }: WebhookFailure): string | undefined {
	const place = panelPath(field);
	return description ?? (place && `In the panel: ${place}`);
}

/** Reads the settings of an item. @throws WebhookFailure that says where the field of a mistake is in the panel */
export function withPlace<T>(read: () => T): T {
	try {
		return read();
	} catch (error) {
		const failure = asFailure(error);
		const { kind, message, field } = failure;
		const description = descriptionOf(failure);
		throw new WebhookFailure(kind, message, {
			...(field === undefined ? {} : { field }),
			...(description === undefined ? {} : { description }),
		});
	}
}
