import { CHOICES, RANGES, type Choice } from '../defaults';
import { flag, numberIn, oneOf } from './checks';
import { mistake } from './mistake';
import { asText } from './reader';

/** Reads an option by its name. */
export interface OptionReader {
	plain(name: string, fallback: unknown): unknown;
	template(name: string): string;
}

/** A boolean. */
export const isOn = (read: OptionReader, name: string, fallback = false) =>
	flag(`options.${name}`, read.plain(name, fallback));

/** A number within its range. */
export const numberOf = (read: OptionReader, name: keyof typeof RANGES, fallback: number) =>
	numberIn(`options.${name}`, read.plain(name, fallback), RANGES[name]);

/** One of the values of a choice; the first if it is absent. */
export const choice = <K extends keyof typeof CHOICES>(read: OptionReader, name: K): Choice<K> =>
	oneOf<Choice<K>>(`options.${name}`, read.plain(name, CHOICES[name][0]), CHOICES[name]);

/** Trimmed text. */
export const text = (read: OptionReader, name: string, fallback: string) =>
	asText(read.plain(name, fallback)).trim();

/**
 * Text that means something else if it is empty; empty if it is absent. n8n turns what is pasted in braces into an
 * expression, which must not count as absent if it has no value.
 * @throws WebhookFailure `request`
 */
export function given(read: OptionReader, name: string): string {
	const value = read.plain(name, '');
	if (value !== undefined && value !== null) return asText(value);
	const field = `options.${name}`;
	throw mistake(
		field,
		`"${field}" is an expression without a value. Check it, or write the text alone, without {{ and }}.`,
	);
}
