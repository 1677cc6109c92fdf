/**
 * The function with a memory of its last call: most items of a run ask for the same. Its result is shared, so it must
 * not be changed. What throws is not remembered.
 */
export function rememberingLast<A extends readonly unknown[], R>(make: (...of: A) => R): (...of: A) => R {
	let last: { of: A; made: R } | undefined;
	return (...of) => {
		if (!last?.of.every((part, at) => part === of[at])) last = { of, made: make(...of) };
		return last.made;
	};
}
