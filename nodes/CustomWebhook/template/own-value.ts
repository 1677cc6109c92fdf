/**
 * The value of an own property; undefined if it is inherited or a function, or if the holder is null or undefined.
 * Texts and arrays have their `length` and their indexes.
 */
export function ownValue(holder: unknown, name: string): unknown {
	if (holder === null || holder === undefined || !Object.hasOwn(holder, name)) return undefined;
	const value = (holder as Record<string, unknown>)[name];
	return typeof value === 'function' ? undefined : value;
}
