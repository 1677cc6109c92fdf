/** The names of own values on a path. A name with dots that exists as typed is preferred to a path of its parts. */
export function namesOn(holder: unknown, parts: readonly string[]): string[] {
	const names: string[] = [];
	let at = holder;
	for (let from = 0; from < parts.length;) {
		let to = parts.length;
		while (to > from + 1 && ownValue(at, parts.slice(from, to).join('.')) === undefined) to -= 1;
		const name = parts.slice(from, to).join('.');
		names.push(name);
		at = ownValue(at, name);
		from = to;
	}
	return names;
}

/**
 * The value of an own property; undefined if it is inherited or a function, or if the holder is null or undefined.
 * Texts and arrays have their `length` and their indexes.
 */
export function ownValue(holder: unknown, name: string): unknown {
	if (holder === null || holder === undefined || !Object.hasOwn(holder, name)) return undefined;
	const value = (holder as Record<string, unknown>)[name];
	return typeof value === 'function' ? undefined : value;
}
