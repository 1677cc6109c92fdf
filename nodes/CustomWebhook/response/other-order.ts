import { isObject, type JsonObject, type JsonValue } from '../formats/json';

/** Members of one value that are looked at, and how deep. */
const MOST_MEMBERS = 50;
const MAX_DEPTH = 4;

/** A text or number in a value. */
interface Member {
	/** As an author types it. */
	path: string;
	text: string;
}

type Members = ReadonlyMap<string, Member>;

/**
 * The path of the member by which results show that they are in another order than the items that were sent: all have
 * its values, each once, but not in the same places. Undefined if nothing shows it, or another member says otherwise.
 * @param sent what was sent of the item at an index, as many as there are results
 */
export function pathOutOfOrder(
	results: readonly JsonValue[],
	sent: (index: number) => JsonValue,
): string | undefined {
	if (results.length < 2) return undefined;
	const first = membersOf(results[0]);
	const firstSent = membersOf(sent(0));
	const names = [...first.keys()].filter((name) => firstSent.has(name));
	if (names.length === 0) return undefined;
	const received = results.map(membersOf);
	const given = results.map((_result, index) => membersOf(sent(index)));
	const orders = names.map((name) => orderOf(textsOf(name, given), textsOf(name, received)));
	const moved = orders.includes('same') ? -1 : orders.indexOf('other');
	return first.get(names[moved] ?? '')?.path;
}

/** Undefined if the values tell nothing: one is missing or comes twice, or the results have others. */
function orderOf(
	given: ReadonlyArray<string | undefined>,
	received: ReadonlyArray<string | undefined>,
): 'same' | 'other' | undefined {
	const known = new Set(given);
	if (known.has(undefined) || known.size < given.length) return undefined;
	if (given.every((text, index) => text === received[index])) return 'same';
	const all = new Set(received);
	return all.size === known.size && received.every((text) => known.has(text)) ? 'other' : undefined;
}

const textsOf = (name: string, all: readonly Members[]) => all.map((members) => members.get(name)?.text);

/** By their names; of several with one name, the first. */
function membersOf(value: JsonValue | undefined): Members {
	const found = new Map<string, Member>();
	if (value !== undefined && isObject(value)) collect(value, '', 1, found);
	return found;
}

function collect(value: JsonObject, before: string, depth: number, found: Map<string, Member>): void {
	for (const [name, member] of Object.entries(value)) {
		if (found.size === MOST_MEMBERS) return;
		const path = before + name;
		if (typeof member === 'string' || typeof member === 'number') {
			if (!found.has(name)) found.set(name, { path, text: String(member) });
		} else if (isObject(member) && depth < MAX_DEPTH) collect(member, `${path}.`, depth + 1, found);
	}
}
