import { types } from 'node:util';

/**
 * The values that a call of n8n gets, as JSON text. They never become code, because n8n caches every code that it sees
 * for ever.
 */

/** A value that JSON cannot express, with its path. */
type Special = [path: Array<string | number>, kind: 'date' | 'number' | 'undefined' | 'bigint', text: string];

/** Thrown for a value that is not plain data (a class instance, a function, a cycle), or is too large. */
class NotPlain extends Error {}

/** Roughly, the UTF-16 units that a value may still have. A larger value is not passed at all. */
export interface Budget {
	left: number;
}

/** Depth of nested objects and arrays; a deeper value most likely refers to itself. */
const MAX_DEPTH = 200;

/** Collects the values of one call; admits only plain data that is not too large. */
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

/** Whether it is a plain object, also of another realm: with `Object.prototype` or none, and without `toJSON`. */
function isPlain(value: object): boolean {
	const prototype: unknown = Object.getPrototypeOf(value);
	return (prototype === null || Object.getPrototypeOf(prototype) === null) && !('toJSON' in value);
}

/** Null in place of each value that {@link READ_DATA} restores. */
const asNull = (_key: string, value: unknown): unknown =>
	typeof value === 'bigint' || value === undefined ? null : value;

/**
 * JavaScript for n8n: a function that restores the values that JSON cannot express. It has no `}}`, which would end
 * the placeholder.
 */
export const READ_DATA =
	'(($cwD) => { $cwD.s.forEach(($cwS) => { $cwS[0].slice(0, -1).reduce(($cwO, $cwK) => $cwO[$cwK], $cwD)' +
	'[$cwS[0].slice(-1)[0]] = $cwS[1] === "date" ? new Date(Number($cwS[2])) : $cwS[1] === "number" ? Number($cwS[2]) ' +
	': $cwS[1] === "bigint" ? BigInt($cwS[2]) : undefined; }); return $cwD; })';
