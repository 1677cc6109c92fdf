import { nearName } from '../formats';
import { ownValue } from './own-value';

/** What stands around a record elsewhere: in n8n's code, in the body of a request, in an answer. */
const AROUND = new Set(['item', 'json', 'data', 'body', 'record', 'input', 'payload', 'row']);

/**
 * A path of the data that is almost the missing one: `contact.emial` → `contact.email`, `email` → `contact.email`,
 * `json.contact.email` → `contact.email`, `users.name` → `users.0.name`. A path that the item has can only be missing in
 * a block, where `@root` leads out: `contact.email` → `@root.contact.email`.
 * @param roots the item first
 */
export function closePath(path: string, ...roots: ReadonlyArray<object | undefined>): string | undefined {
	const names = path.split('.');
	if (names[0] === '$json' || names[0] === '@root') names.shift();
	while (AROUND.has(names[0] ?? '')) {
		const found = closeTo(names, path, roots);
		if (found !== undefined) return found;
		names.shift();
	}
	return closeTo(names, path, roots);
}

function closeTo(
	names: readonly string[],
	path: string,
	roots: ReadonlyArray<object | undefined>,
): string | undefined {
	for (const root of roots) {
		const found = closeIn(root, names);
		if (found !== undefined && found !== path) return found;
		if (found !== undefined && root === roots[0]) return `@root.${path}`;
	}
	for (const [name, member] of Object.entries(roots[0] ?? {})) {
		const found = Array.isArray(member) ? undefined : closeIn(member, names);
		if (found !== undefined && /^\w+$/.test(name)) return `${name}.${found}`;
	}
	return undefined;
}

function closeIn(root: unknown, names: readonly string[]): string | undefined {
	const found: string[] = [];
	let holder = root;
	for (const name of names) {
		if (Array.isArray(holder) && ownValue(holder, name) === undefined && !/^\d+$/.test(name)) {
			found.push('0');
			holder = holder[0];
		}
		const own = ownValue(holder, name) === undefined ? nearName(name, holder) : name;
		if (own === undefined) return undefined;
		found.push(own);
		holder = ownValue(holder, own);
	}
	return holder === undefined || holder === root ? undefined : found.join('.');
}
