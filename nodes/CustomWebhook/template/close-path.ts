import { ownValue } from './own-value';

/** Most fields of one object that are compared; an object with more is a table, not a record. */
const MOST_NAMES = 500;

/**
 * A path of the data that is almost the missing one: `contact.emial` → `contact.email`. A path that the item has can only be
 * missing in a block, where `@root` leads out: `contact.email` → `@root.contact.email`.
 * @param roots the item first
 */
export function closePath(path: string, ...roots: ReadonlyArray<object | undefined>): string | undefined {
	const [first = '', ...rest] = path.split('.');
	const names = first === '$json' || first === '@root' ? rest : [first, ...rest];
	for (const root of roots) {
		const found = closeIn(root, names);
		if (found !== undefined && found !== path) return found;
		if (found !== undefined && root === roots[0]) return `@root.${path}`;
	}
	return undefined;
}

function closeIn(root: unknown, names: readonly string[]): string | undefined {
	const found: string[] = [];
	let holder = root;
	for (const name of names) {
		const own = ownValue(holder, name) === undefined ? closeName(name, holder) : name;
		if (own === undefined) return undefined;
		found.push(own);
		holder = ownValue(holder, own);
	}
	return holder === undefined || holder === root ? undefined : found.join('.');
}

function closeName(name: string, holder: unknown): string | undefined {
	if (typeof holder !== 'object' || holder === null || Array.isArray(holder)) return undefined;
	const names = Object.keys(holder).slice(0, MOST_NAMES);
	return (
		names.find((other) => plain(other) === plain(name)) ??
		names.find((other) => Math.max(other.length, name.length) > 3 && isOneSlipAway(other, name))
	);
}

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
