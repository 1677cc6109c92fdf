import { setOwn, type JsonObject, type JsonValue } from '../formats/json';

/** Levels of lists and objects that a model sees; also bounds the recursion. */
const DEEPEST = 100;

/** Stands for what was left out. */
const ELLIPSIS = '…';

/** Characters that an empty text, list or object takes as JSON, and the comma behind it. */
const EMPTY = 3;

/** Characters that a member of an object may take, even if that leaves nothing for larger ones. */
const LEAST_SHARE = 200;

/** Characters of JSON that the note takes at most. */
const NOTE_SPACE = 150;

/**
 * An item as an AI model gets it: at most `longest` characters of JSON. The beginning of long texts and lists stays, and
 * so do small members beside them. A first member `cut` then says so.
 * @param longest 200 or more
 */
export function forModel(json: JsonObject, longest: number): JsonObject {
	const shortener = new Shortener();
	if (shortener.size(json, 0) <= longest) return json;
	const kept = shortener.object(json, longest - NOTE_SPACE, 0);
	const cut = `Cut to ${longest} characters. Ask for less: a filter, a page, fewer fields.`;
	delete kept.cut;
	return { cut, ...kept };
}

class Shortener {
	/** Each list and object is measured once. */
	private readonly sizes = new WeakMap<object, number>();

	/** Characters of JSON, with the comma behind it. What is nested too deeply counts as left out. */
	size(value: JsonValue, depth: number): number {
		if (value === null || typeof value !== 'object') return JSON.stringify(value).length + 1;
		const known = this.sizes.get(value);
		if (known !== undefined) return known;
		let size = EMPTY;
		if (depth === DEEPEST) size = Infinity;
		else if (Array.isArray(value)) for (const one of value) size += this.size(one, depth + 1);
		else
			for (const [name, member] of Object.entries(value))
				size += nameSize(name) + this.size(member, depth + 1);
		this.sizes.set(value, size);
		return size;
	}

	/** The value, or so much of it as fits; undefined if nothing does. */
	part(value: JsonValue, space: number, depth: number): JsonValue | undefined {
		if (this.size(value, depth) <= space) return value;
		if (typeof value === 'string') return beginning(value, space);
		if (value === null || typeof value !== 'object' || depth === DEEPEST || space < EMPTY)
			return undefined;
		return Array.isArray(value) ? this.list(value, space, depth) : this.object(value, space, depth);
	}

	private list(list: readonly JsonValue[], space: number, depth: number): JsonValue[] {
		const kept: JsonValue[] = [];
		let left = space - EMPTY;
		for (const one of list) {
			const size = this.size(one, depth + 1);
			if (size > left) {
				// a part of a member would look like a whole one, unless it is the only one
				const part = kept.length === 0 ? this.part(one, left, depth + 1) : undefined;
				if (part !== undefined) kept.push(part);
				break;
			}
			kept.push(one);
			left -= size;
		}
		return kept;
	}

	/** Small members whole, and what is left is shared among the large ones. */
	object(object: JsonObject, space: number, depth: number): JsonObject {
		const bySize = Object.entries(object)
			.map(([name, member]) => ({ name, member, size: this.size(member, depth + 1) }))
			.sort((a, b) => a.size - b.size);
		const parts = new Map<string, JsonValue>();
		let left = space - EMPTY;
		for (const [index, { name, member }] of bySize.entries()) {
			const fair = Math.floor(left / (bySize.length - index));
			const share = Math.min(left, Math.max(fair, LEAST_SHARE)) - nameSize(name);
			const part = this.part(member, share, depth + 1);
			if (part === undefined) continue;
			parts.set(name, part);
			left -= nameSize(name) + (part === member ? this.size(part, depth + 1) : share);
		}
		const kept: JsonObject = {};
		for (const name of Object.keys(object)) {
			const part = parts.get(name);
			if (part !== undefined) setOwn(kept, name, part);
		}
		return kept;
	}
}

const nameSize = (name: string) => JSON.stringify(name).length + 1;

/** So much of the beginning of a text as fits. */
function beginning(text: string, space: number): string | undefined {
	const room = space - EMPTY - ELLIPSIS.length;
	if (room <= 0) return undefined;
	let start = text.slice(0, room);
	// escapes make JSON longer than its text
	for (let size = sizeInside(start); size > room; size = sizeInside(start))
		start = start.slice(0, Math.floor((start.length * room) / size));
	return start.replace(/[\uD800-\uDBFF]$/, '') + ELLIPSIS;
}

const sizeInside = (text: string) => JSON.stringify(text).length - 2;
