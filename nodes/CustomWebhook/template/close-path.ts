import { nearName } from '../formats';
import { ownValue } from './own-value';

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
		const own = ownValue(holder, name) === undefined ? nearName(name, holder) : name;
		if (own === undefined) return undefined;
		found.push(own);
		holder = ownValue(holder, own);
	}
	return holder === undefined || holder === root ? undefined : found.join('.');
}
