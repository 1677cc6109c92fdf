import type { NumberRange } from '../defaults';
import { parseStatusCodes, type StatusMatcher } from '../delivery';
import { isHeaderText } from '../template';
import { checkPath, compilePath, isRefusedName, NO_PLACEHOLDER, shorten, type Path } from '../formats';
import { mistake } from './mistake';
import type { ListedValues } from './response-rules';

/** The value, if it is one of those that the field takes. */
export function oneOf<T extends string>(field: string, value: unknown, allowed: readonly T[]): T {
	if (allowed.includes(value as T)) return value as T;
	throw mistake(field, `"${field}" is ${shown(value)}; it takes one of ${allowed.join(', ')}`);
}

/** A number within its range; text that is a number counts as one. */
export function numberIn(field: string, value: unknown, range: NumberRange): number {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	const fits =
		typeof number === 'number' &&
		number >= range.min &&
		number <= range.max &&
		(!range.integer || Number.isInteger(number));
	if (fits) return number;
	const kind = range.integer ? 'a whole number' : 'a number';
	throw mistake(
		field,
		`"${field}" is ${shown(value)}; it takes ${kind} of ${range.unit} from ${range.min} to ${range.max}`,
	);
}

/** A boolean; the texts "true" and "false" count. */
export function flag(field: string, value: unknown): boolean {
	if (value === true || value === 'true') return true;
	if (value === false || value === 'false') return false;
	throw mistake(field, `"${field}" is ${shown(value)}; it takes true or false`);
}

/** A list of status codes and ranges, such as `2xx, 304, 500-599`. */
export function statusCodes(field: string, text: string): StatusMatcher {
	const matcher = parseStatusCodes(text);
	if (matcher) return matcher;
	throw mistake(
		field,
		`"${field}" is ${shown(text)}; it takes status codes and ranges separated by commas, such as 2xx, 304, 500-599`,
	);
}

/** A path, such as `result.status`; no steps if it is empty. */
export function pathOf(field: string, text: string): Path {
	const problem = checkPath(text);
	if (problem !== undefined) throw mistake(field, `"${field}": ${problem}`);
	return compilePath(text);
}

/**
 * The values at a path that have a meaning.
 * @param values separated by commas
 * @returns undefined if there are no values
 */
export function listedValues(path: string, values: string): ListedValues | undefined {
	const all = values
		.split(',')
		.map((value) => value.trim())
		.filter((value) => value !== '');
	return all.length === 0 ? undefined : { text: path, path: compilePath(path), values: all };
}

/** @param takes what the field takes, for the message */
export function requirePath(field: string, text: string, takes: string): void {
	if (text === '') throw mistake(field, `"${field}" is empty; it takes ${takes}`);
}

/** The name of a new member of the item. */
export function memberName(field: string, name: string): string {
	if (name.includes('{{'))
		throw mistake(field, `"${field}" is "${shorten(name)}", which has a placeholder. ${NO_PLACEHOLDER}`);
	if (isRefusedName(name)) throw mistake(field, `"${field}" cannot be "${name}": choose another name`);
	return name;
}

/** Text for a header. */
export function headerText(field: string, text: string, example: string): string {
	if (isHeaderText(text)) return text;
	throw mistake(
		field,
		`"${field}" takes text such as ${example}, and has a character that no header takes`,
	);
}

function shown(value: unknown): string {
	if (value === '' || value === undefined || value === null) return 'empty';
	return shorten(typeof value === 'string' ? `"${value}"` : JSON.stringify(value));
}
