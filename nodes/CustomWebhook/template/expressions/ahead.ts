import type { ItemScope, RunScope } from '../types';
import { Group, type NeedyItem } from './group';
import type { Place } from './place';
import type { ItemRows } from '../rows';

/** Items of the first call. Each later call takes twice as many, as long as calls succeed. */
const FIRST_ITEMS = 32;
const MAX_ITEMS = 1024;
/** Milliseconds that a time-dependent value may be old when its item is rendered. */
const MAX_AGE_MS = 1000;
/** Most results kept for later items. Some are never fetched: an item's own settings may need other fields. */
const MAX_KEPT = 4 * MAX_ITEMS;

interface Kept {
	rows: ItemRows;
	/** Milliseconds of a monotonic clock. */
	at: number;
}

/** Evaluates the expressions of a field for an item together with the next ones. */
export class Ahead {
	private groups: Group[];
	private readonly usesTime: boolean;
	private readonly kept = new WeakMap<RunScope, Map<number, Kept>>();
	private size = FIRST_ITEMS;

	/** @param needs the evaluations that an item needs */
	constructor(
		places: readonly Place[],
		private readonly needs: (scope: ItemScope) => ItemRows,
	) {
		this.groups = Group.of(places);
		this.usesTime = places.some(({ hoisted }) => hoisted?.usesTime);
	}

	/** The evaluations that an item needs, with the results that could be had for many items at once. */
	rowsOf(scope: ItemScope): ItemRows {
		const kept = this.keptOf(scope.run);
		const found = kept.get(scope.index);
		kept.delete(scope.index);
		if (found && !(this.usesTime && performance.now() - found.at > MAX_AGE_MS)) return found.rows;
		const items = this.evaluate(scope);
		const at = performance.now();
		for (const { scope: each, rows } of items.slice(1)) kept.set(each.index, { rows, at });
		for (const index of kept.keys()) {
			if (kept.size <= MAX_KEPT) break;
			kept.delete(index);
		}
		return items[0]?.rows ?? this.needs(scope.at(0) ?? scope);
	}

	private keptOf(run: RunScope): Map<number, Kept> {
		const known = this.kept.get(run) ?? new Map<number, Kept>();
		this.kept.set(run, known);
		return known;
	}

	/** @returns the items that are done, beginning with the one of the scope */
	private evaluate(scope: ItemScope): NeedyItem[] {
		this.groups = this.groups.filter((group) => !group.isGivenUp);
		let items = this.nextItems(scope, this.groups.length === 0 ? 1 : this.size);
		let isWell = true;
		for (let at = 0; at < this.groups.length; at += 1) {
			const group = this.groups[at] as Group;
			const done = group.evaluate(items);
			if (done > 0) {
				items = items.slice(0, done);
			} else if (group.places.length > 1) {
				this.groups.splice(at, 1, ...group.split());
				at -= 1;
			} else {
				items = items.slice(0, 1);
				isWell = false;
			}
		}
		this.size = isWell ? Math.min(items.length * 2, MAX_ITEMS) : 1;
		return items;
	}

	private nextItems(scope: ItemScope, most: number): NeedyItem[] {
		const items: NeedyItem[] = [];
		for (let offset = 0; offset < most; offset += 1) {
			const next = scope.at(offset);
			if (!next) break;
			items.push({ scope: next, rows: this.needs(next) });
		}
		return items;
	}
}
