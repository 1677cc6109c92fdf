/**
 * The value of an own property; undefined for what is inherited, for methods, and where there is nothing to look into.
 * Texts and arrays have their `length` and their indexes.
 */
export function ownValue(holder: unknown, name: string): unknown {
	if (holder === null || holder === undefined || !Object.hasOwn(holder, name)) return undefined;
	const value = (holder as Record<string, unknown>)[name];
	return typeof value === 'function' ? undefined : value;
}
