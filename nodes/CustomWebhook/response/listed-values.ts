import { compilePath, type Path } from '../formats';
import { isObject, type JsonValue } from '../formats/json';
import { valueOfElement } from './from-xml';
import { findPath } from './get-path';

/** Values at a path of the body that have a meaning to the author. */
export interface ListedValues {
	/** As the author typed it; empty for the whole body. */
	text: string;
	path: Path;
	/** As text. */
	values: readonly string[];
}

/**
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

/** The value at the path that is in the list, as text; undefined if there is none. With `*`, one of many is enough. */
export function listedValueIn(rule: ListedValues | undefined, body: JsonValue): string | undefined {
	if (!rule) return undefined;
	const { value, isXml } = findPath(body, rule.path);
	if (value === undefined) return undefined;
	const isList = Array.isArray(value) && rule.path.some(({ kind }) => kind === 'every');
	return (isList ? value : [value])
		.map((member) => asText(isXml ? valueOfElement(member) : member))
		.find((text) => text !== undefined && rule.values.includes(text));
}

/** The text of a single value; undefined for objects and lists, which cannot be typed between commas. */
function asText(value: JsonValue): string | undefined {
	if (typeof value === 'string') return value.trim();
	return isObject(value) || Array.isArray(value) ? undefined : String(value);
}
