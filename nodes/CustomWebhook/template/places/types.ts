import type { Rendering } from '../rendering';

/**
 * The places of one language in which a value can land, as a state machine over the rendered text. What a value was
 * encoded to does not change the place; only the template's own text, and what is put in raw, does.
 */
export interface Places {
	/** The state before the first character. */
	readonly start: number;
	/** The state after `text`, which stands as it is. */
	after(state: number, text: string): number;
	/**
	 * Writes a value for the place at the end of `rendering.out`.
	 * @throws ValueFault for a value that cannot stand there
	 */
	encode(rendering: Rendering, value: unknown): string;
	/**
	 * Looks at the whole rendered text.
	 * @throws WebhookFailure
	 */
	finish?(rendering: Rendering, field: string): void;
}
