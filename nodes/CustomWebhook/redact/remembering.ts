import type { Redactor } from './redactor';

/**
 * The same redactor with a cache for objects, for items that share a response: they also share its redacted copy. Use
 * it only while no secret is added.
 */
export function remembering(redactor: Redactor): Redactor {
	const known = new WeakMap<object, unknown>();
	return {
		...redactor,
		value: <T>(value: T): T => {
			if (typeof value !== 'object' || value === null) return redactor.value(value);
			if (!known.has(value)) known.set(value, redactor.value(value));
			return known.get(value) as T;
		},
	};
}
