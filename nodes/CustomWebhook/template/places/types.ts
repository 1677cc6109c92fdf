import type { Rendering } from '../rendering';

/**
 * The places of one language in which a value can land, as a state machine over the rendered text. An
 * encoded value does not change the place; only the template's own text and raw values do.
 */
export interface Places {
	/** The state before the first character. */
	readonly start: number;
	/** The state after `text`, which is written unencoded. */
	after(state: number, text: string): number;
	/**
	 * Writes a value for the place at the end of `rendering.out`.
	 * @throws ValueFault for a value that is not allowed there
	 */
	encode(rendering: Rendering, value: unknown): string;
	/** What a person should know of a value that looks as if it was encoded for this place before. */
	doubt?(rendering: Rendering, value: unknown): string | undefined;
	/**
	 * Looks at the whole rendered text.
	 * @throws WebhookFailure
	 */
	finish?(rendering: Rendering, field: string): void;
}
