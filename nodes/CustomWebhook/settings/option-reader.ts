import { CHOICES, RANGES, type Choice } from '../defaults';
import { flag, numberIn, oneOf } from './checks';
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
