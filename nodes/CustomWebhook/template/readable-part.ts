import { namesOn, ownValue } from './own-value';
import type { Hidden, RunScope } from './types';

/** Fields of the item that are readable besides the record. */
const ALWAYS = ['data', 'variables'];

/**
 * The readable part of an item, at the same paths as in the item.
 * @param path of the record in the item
 */
export function readablePart(json: object, path: readonly string[]): { root: object; hidden: Hidden } {
	const root: Record<string, unknown> = {};
	for (const name of ALWAYS) {
		const value = ownValue(json, name);
		if (value !== undefined) root[name] = value;
	}
	const partial = new Set<unknown>([root]);
	let from: unknown = json;
	let to = root;
	for (const [index, name] of path.entries()) {
		from = ownValue(from, name);
		if (from === undefined || Object.hasOwn(to, name)) break;
		const isRecord = index === path.length - 1;
		const value = isRecord ? from : {};
		Object.defineProperty(to, name, { value, enumerable: true });
		if (isRecord) break;
		partial.add(value);
		to = value as Record<string, unknown>;
	}
	return { root, hidden: { full: json, partial } };
}

/** The path of the record in an item, by the set-up; empty if `auto` finds none. */
export function recordPathOf(run: RunScope, records: readonly string[], json: object): readonly string[] {
	if (run.dataContext === 'custom') return namesOn(json, run.dataContextPath);
	if (run.dataContext !== 'auto') return [run.dataContext];
	return records.filter((name) => isRecord(ownValue(json, name))).slice(0, 1);
}

export function isRecord(value: unknown): value is object {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
