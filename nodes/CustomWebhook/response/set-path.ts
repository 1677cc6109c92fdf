import { MAX_INDEX, type Path, type PathStep } from '../formats';
import { isObject, setOwn, type JsonObject, type JsonValue } from '../formats/json';

/** A path cannot be set: something on the way cannot hold the next member. */
export class NoPlace extends Error {
	/**
	 * @param member the name that cannot be set
	 * @param present what is there instead: `a list`, `text`, `a number`, `true` or `false`
	 * @param path where it is, with dots
	 */
	constructor(
		readonly member: string,
		readonly present: string,
		readonly path: string,
	) {
		super(`${path} is ${present} and cannot hold "${member}"`);
	}
}

/**
 * Writes values into a copy of an object. Objects on the way to a value are copied once, everything else is shared
 * with the original, which does not change.
 */
export class CopyOnWrite {
	private readonly copies = new WeakSet<object>();
	readonly result: JsonObject;

	constructor(original: JsonObject) {
		this.result = this.copyOf(original) as JsonObject;
	}

	/**
	 * Sets the value at a path of names and indexes, at least one. Missing or null objects and lists are
	 * created.
	 * @throws NoPlace if a list is to get a member with a name, or text, a number, true or false is to get any.
	 */
	set(path: Path, value: JsonValue): void {
		let container: JsonObject | JsonValue[] = this.result;
		path.forEach((step, level) => {
			if (step.kind === 'every') return;
			if (Array.isArray(container) && !isPlace(step.name))
				throw new NoPlace(step.name, 'a list', pathTo(path, level));
			const next = path[level + 1];
			const present = ownMember(container, step.name);
			if (next !== undefined && isSingle(present))
				throw new NoPlace(nameOf(next), kindOf(present), pathTo(path, level + 1));
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
	while (container.length < Number(name)) container.push(null);
	container[Number(name)] = value;
}

const isPlace = (name: string): boolean => /^\d+$/.test(name) && Number(name) <= MAX_INDEX;

const nameOf = (step: PathStep): string => (step.kind === 'every' ? '*' : step.name);

const pathTo = (path: Path, steps: number): string => path.slice(0, steps).map(nameOf).join('.');

const isSingle = (value: JsonValue | undefined): value is string | number | boolean =>
	value !== undefined && value !== null && typeof value !== 'object';

function kindOf(value: string | number | boolean): string {
	if (typeof value === 'boolean') return String(value);
	return typeof value === 'string' ? 'text' : 'a number';
}
