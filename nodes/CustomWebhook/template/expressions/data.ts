import { types } from 'node:util';

/**
 * The values that a call of n8n gets, as JSON text. They never become code: n8n remembers each code that it has seen
 * for ever.
 */

/** A value that JSON has no word for, by the way that leads to it. */
type Special = [path: Array<string | number>, kind: 'date' | 'number' | 'undefined' | 'bigint', text: string];

/** What cannot be copied without losing what it is: a class of its own, a function, a value that refers to itself. */
class NotPlain extends Error {}

/** UTF-16 units and members of a value, about. Beyond the limit it is not passed at all. */
export interface Budget {
	left: number;
}

/** Values of an object or array one in another; beyond that they refer to themselves, most likely. */
const MAX_DEPTH = 200;

/** Collects values for one call; `undefined` where a value is not plain data, or too large. */
export class Data {
	private readonly specials: Special[] = [];

	/** @returns whether the value may be passed at this path */
	admits(value: unknown, path: readonly (string | number)[], budget: Budget): boolean {
		const { length } = this.specials;
		try {
			this.walk(value, [...path], budget);
			return true;
		} catch (error) {
			if (!(error instanceof NotPlain)) throw error;
			this.specials.length = length;
			return false;
		}
	}

	/** The text that {@link READ_DATA} reads. */
	text(root: object): string {
		const withSpecials = { ...root, s: this.specials };
		const needsCare = this.specials.some(([, kind]) => kind === 'bigint' || kind === 'undefined');
		return needsCare ? JSON.stringify(withSpecials, asNull) : JSON.stringify(withSpecials);
	}

	private walk(value: unknown, path: Array<string | number>, budget: Budget): void {
		budget.left -= typeof value === 'string' ? value.length : 8;
		if (budget.left < 0 || path.length > MAX_DEPTH) throw new NotPlain();
		switch (typeof value) {
			case 'string':
			case 'boolean':
				return;
			case 'number':
				if (!Number.isFinite(value) || Object.is(value, -0))
					this.special(path, 'number', Object.is(value, -0) ? '-0' : String(value));
				return;
			case 'undefined':
				return this.special(path, 'undefined', '');
			case 'bigint':
				return this.special(path, 'bigint', String(value));
			case 'object':
				if (value !== null) this.walkObject(value, path, budget);
				return;
			default:
				throw new NotPlain();
		}
	}

	private walkObject(value: object, path: Array<string | number>, budget: Budget): void {
		if (types.isDate(value)) return this.special(path, 'date', String(value.getTime()));
		if (!Array.isArray(value) && !isPlain(value)) throw new NotPlain();
		const keys = Array.isArray(value) ? value.keys() : Object.keys(value);
		for (const key of keys) {
			path.push(key);
			this.walk((value as Record<string | number, unknown>)[key], path, budget);
			path.pop();
		}
	}

	private special(path: Array<string | number>, kind: Special[1], text: string): void {
		this.specials.push([[...path], kind, text]);
	}
}

/** An object of JSON, also one of another realm: its prototype is the root of all, and it does not say how it becomes JSON. */
function isPlain(value: object): boolean {
	const prototype: unknown = Object.getPrototypeOf(value);
	return (prototype === null || Object.getPrototypeOf(prototype) === null) && !('toJSON' in value);
}

/** Keeps the place of what {@link READ_DATA} puts back. */
const asNull = (_key: string, value: unknown): unknown =>
	typeof value === 'bigint' || value === undefined ? null : value;

/**
 * JavaScript for n8n: a function that puts the values that JSON has no word for where they belong. Without `}}`, which
 * would end the placeholder.
 */
export const READ_DATA =
	'(($cwD) => { $cwD.s.forEach(($cwS) => { $cwS[0].slice(0, -1).reduce(($cwO, $cwK) => $cwO[$cwK], $cwD)' +
	'[$cwS[0].slice(-1)[0]] = $cwS[1] === "date" ? new Date(Number($cwS[2])) : $cwS[1] === "number" ? Number($cwS[2]) ' +
	': $cwS[1] === "bigint" ? BigInt($cwS[2]) : undefined; }); return $cwD; })';
