import { isObject, type JsonValue } from '../formats/json';
import type { ListedValues } from '../settings';
import { valueOfElement } from './from-xml';
import { findPath } from './get-path';

/** The value at the path that is in the list, as text; undefined if there is none. With `*`, one of many is enough. */
export function listedValueIn(rule: ListedValues | undefined, body: JsonValue): string | undefined {
	if (!rule) return undefined;
	return textsAt(rule, body).find((text) => text !== undefined && rule.values.includes(text));
}

/** Whether the value at the path is in the list. With `*`, the values of all members, and of one at least. */
export function isListed({ path, values }: ListedValues, body: JsonValue): boolean {
	const texts = textsAt({ path }, body);
	const lastEvery = path.findLastIndex(({ kind }) => kind === 'every');
	// a member without a value is not among the texts
	const members = lastEvery === -1 ? undefined : findPath(body, path.slice(0, lastEvery + 1)).value;
	const isWhole = !Array.isArray(members) || members.length === texts.length;
	return isWhole && texts.length > 0 && texts.every((text) => text !== undefined && values.includes(text));
}

/** The texts of the values at the path; undefined for each that has none. */
function textsAt({ path }: Pick<ListedValues, 'path'>, body: JsonValue): Array<string | undefined> {
	const { value, isXml } = findPath(body, path);
	if (value === undefined) return [];
	const isList = Array.isArray(value) && path.some(({ kind }) => kind === 'every');
	return (isList ? value : [value]).map((member) => asText(isXml ? valueOfElement(member) : member));
}

/** The text of a single value; undefined for objects and lists, which cannot be typed between commas. */
function asText(value: JsonValue): string | undefined {
	if (typeof value === 'string') return value.trim();
	return isObject(value) || Array.isArray(value) ? undefined : String(value);
}
