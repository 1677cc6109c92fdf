import { isObject, type JsonValue } from '../formats/json';
import type { ListedValues } from '../settings';
import { valueOfElement } from './from-xml';
import { findPath } from './get-path';

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
