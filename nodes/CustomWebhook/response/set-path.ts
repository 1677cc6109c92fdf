import { isObject, setOwn, type JsonObject, type JsonValue } from '../formats/json';
import type { Path } from './path';

/** The farthest place in a list that a path may set; what lies before it is filled with null. */
export const MAX_INDEX = 9999;

/** A path cannot be set because a list on the way has no members with names. */
export class NotAListIndex extends Error {
	constructor(readonly member: string) {
		super(`a list has no member "${member}"`);
	}
}

/**
 * Writes values into a copy of an object. What is on the way to a value is copied once, everything else is shared
 * with the original, and the original stays as it was.
 */
export class CopyOnWrite {
	private readonly copies = new WeakSet<object>();
	readonly result: JsonObject;

	constructor(original: JsonObject) {
		this.result = this.copyOf(original) as JsonObject;
	}

	/**
	 * Sets the value at a path of names and indexes, at least one. Objects and lists are made where they are missing,
	 * and where something stands in the way that has no members.
	 * @throws NotAListIndex where a list is to get a member with a name.
	 */
	set(path: Path, value: JsonValue): void {
		let container: JsonObject | JsonValue[] = this.result;
		path.forEach((step, level) => {
			if (step.kind === 'every') return;
			const next = path[level + 1];
			const present = ownMember(container, step.name);
			const member = next === undefined ? value : this.containerFor(present, next.kind === 'index');
			put(container, step.name, member);
			if (next !== undefined) container = member as JsonObject | JsonValue[];
		});
	}

	private containerFor(present: JsonValue | undefined, isList: boolean): JsonObject | JsonValue[] {
		if (Array.isArray(present) || isObject(present)) return this.copyOf(present);
		const made: JsonObject | JsonValue[] = isList ? [] : {};
		this.copies.add(made);
		return made;
	}

	private copyOf(original: JsonObject | JsonValue[]): JsonObject | JsonValue[] {
		if (this.copies.has(original)) return original;
		const copy = Array.isArray(original) ? [...original] : { ...original };
		this.copies.add(copy);
		return copy;
	}
}

function ownMember(container: JsonObject | JsonValue[], name: string): JsonValue | undefined {
	return Object.hasOwn(container, name) ? (container as JsonObject)[name] : undefined;
}

function put(container: JsonObject | JsonValue[], name: string, value: JsonValue): void {
	if (!Array.isArray(container)) {
		setOwn(container, name, value);
		return;
	}
	if (!/^\d+$/.test(name) || Number(name) > MAX_INDEX) throw new NotAListIndex(name);
	while (container.length < Number(name)) container.push(null);
	container[Number(name)] = value;
}
