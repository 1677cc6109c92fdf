/** Replaces a secret. */
export const HIDDEN = '***';

/** What is hidden in the texts and the members of a value. */
export interface Hiding {
	text(original: string): string;
	hidesName(name: string): boolean;
}

/** A part nested deeper than this is hidden as a whole: recursion into it could overflow the stack. */
const DEEPEST = 1_000;

/** The JSON value with its secrets hidden; unchanged parts are not copied. */
export function mapped<T>(value: T, hiding: Hiding): T {
	return walk(value, hiding, 0) as T;
}

function walk(value: unknown, hiding: Hiding, depth: number): unknown {
	if (typeof value === 'string') return hiding.text(value);
	if (typeof value === 'number') return hiding.text(String(value)) === HIDDEN ? HIDDEN : value;
	if (typeof value !== 'object' || value === null) return value;
	if (depth > DEEPEST) return HIDDEN;
	return Array.isArray(value) ? walkList(value, hiding, depth) : walkMembers(value, hiding, depth);
}

function walkList(list: unknown[], hiding: Hiding, depth: number): unknown[] {
	const parts = list.map((part) => walk(part, hiding, depth + 1));
	return parts.some((part, index) => part !== list[index]) ? parts : list;
}

function walkMembers(object: object, hiding: Hiding, depth: number): object {
	let changed = false;
	const entries = Object.entries(object).map(([name, member]): [string, unknown] => {
		const shownName = hiding.text(name);
		const isHidden = hiding.hidesName(name) && member !== null && member !== '';
		const shownMember = isHidden ? HIDDEN : walk(member, hiding, depth + 1);
		if (shownName !== name || shownMember !== member) changed = true;
		return [shownName, shownMember];
	});
	return changed ? Object.fromEntries(entries) : object;
}
