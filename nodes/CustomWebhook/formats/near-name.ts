/** Most members of one object that are compared; an object with more is a table, not a record. */
const MOST_NAMES = 500;

/** The member of an object that a name most likely means: `first_name` for `firstName`, `email` for `emial`. */
export function nearName(name: string, holder: unknown): string | undefined {
	if (typeof holder !== 'object' || holder === null || Array.isArray(holder)) return undefined;
	const names = Object.keys(holder).slice(0, MOST_NAMES);
	return (
		names.find((other) => isSameName(other, name)) ??
		names.find((other) => Math.max(other.length, name.length) > 3 && isOneSlipAway(other, name))
	);
}

/** Whether two names have the same letters and digits, in whatever case: `first_name` and `FirstName`. */
export const isSameName = (one: string, other: string): boolean => plain(one) === plain(other);

const plain = (name: string) => name.toLowerCase().replace(/[\W_]/g, '');

/** Whether one character was added, left out or replaced, or two neighbours are swapped. */
function isOneSlipAway(one: string, other: string): boolean {
	if (Math.abs(one.length - other.length) > 1) return false;
	let start = 0;
	while (start < one.length && one[start] === other[start]) start += 1;
	const [a, b] = [one.slice(start), other.slice(start)];
	const isSwapped = a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
	return isSwapped || a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1);
}
