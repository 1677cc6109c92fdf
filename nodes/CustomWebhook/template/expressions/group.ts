import type { ItemScope } from '../types';
import { Data } from './data';
import { dataForOne, resultsForOne, type Place } from './place';
import type { ItemRows, Result, Row } from '../rows';
import { codeForMany, codeForOne, codeForValues, keyOf, numberOf, type Part } from './write';

/** An item with the evaluations that it needs. */
export interface NeedyItem {
	scope: ItemScope;
	rows: ItemRows;
}

/** Roughly, the UTF-16 units of one call's data: far below what an isolate of n8n holds. */
const MAX_DATA_UNITS = 1_000_000;
/** The same for one item. A larger one is evaluated alone, so that n8n fetches only what is needed. */
const MAX_ITEM_UNITS = 200_000;
/** After so many failed calls in a row, each item is evaluated by itself. */
const MAX_FAILURES = 3;

type HoistedPlace = Place & Part;

/** Expressions that are evaluated in one call of n8n, for one item or many. */
export class Group {
	private forMany: string | undefined;
	private forOne: string | undefined;
	private failures = 0;

	private constructor(readonly places: readonly HoistedPlace[]) {}

	/** One group of all expressions that can share a call, and one for each of the others. */
	static of(places: Iterable<Place>): Group[] {
		const hoisted = [...places].filter((place): place is HoistedPlace => place.hoisted !== undefined);
		const together = hoisted.filter((place) => !place.hoisted.isAlone);
		const alone = hoisted.filter((place) => place.hoisted.isAlone).map((place) => new Group([place]));
		return together.length === 0 ? alone : [new Group(together), ...alone];
	}

	/** A group for each of its expressions: one that n8n cannot read must not spoil the others. */
	split(): Group[] {
		return this.places.map((place) => new Group([place]));
	}

	get isGivenUp(): boolean {
		return this.failures >= MAX_FAILURES;
	}

	/**
	 * Gives the items' rows their results, in order.
	 * @returns how many items are done; 0 if the call failed
	 */
	evaluate(items: readonly NeedyItem[]): number {
		const [first, second] = items;
		if (first && !second && this.evaluateOne(first)) return 1;
		const call = new Call(this.places, items);
		if (call.rows.length === 0) return call.items;
		const code = (this.forMany ??= codeForMany(this.places));
		const found = orNothing(() => first?.scope.evaluate(code, call.text()));
		const isWell = Array.isArray(found);
		this.failures = isWell ? 0 : this.failures + 1;
		return isWell ? call.take(...(found as CallResult)) : 0;
	}

	/**
	 * Evaluates one item that needs each expression once, with less code. On failure, each is evaluated by itself.
	 * @returns false if the item needs the code for many
	 */
	private evaluateOne({ scope, rows }: NeedyItem): boolean {
		const needed = this.places.map(({ start }) => rows.at(start));
		if (needed.some(({ length }) => length > 1)) return false;
		const all = needed.flat();
		if (all.length !== this.places.length) return all.length < 2;
		if (all.length === 1) return true;
		const evaluate = this.places.some(({ names }) => names.length > 0)
			? () => this.resultsOfOne(scope, all)
			: () => this.valuesOfOne(scope);
		const found = orNothing(evaluate);
		if (!Array.isArray(found) || found.length !== all.length) return true;
		const results = found as Result[];
		if (results.some(({ value }) => typeof value === 'function')) return true;
		all.forEach((row, index) => (row.result = results[index]));
		return true;
	}

	private resultsOfOne(scope: ItemScope, rows: readonly Row[]): Result[] | undefined {
		const code = (this.forOne ??= codeForOne(this.places));
		return resultsForOne(scope.evaluate(code, dataForOne(rows.map(({ values }) => values))));
	}

	private valuesOfOne(scope: ItemScope): Result[] {
		const values = scope.evaluate((this.forOne ??= codeForValues(this.places)));
		return Array.isArray(values) ? values.map((value: unknown) => ({ value, missed: [] })) : [];
	}
}

/** n8n's result; undefined if it throws. */
function orNothing(evaluate: () => unknown): unknown {
	try {
		return evaluate();
	} catch {
		return undefined;
	}
}

/** What {@link codeForMany} returns. */
type CallResult = [values: unknown[], special: Array<[row: number, missed?: string[]]>];

interface CallRow {
	row: Row;
	/** The number of its item among those of the call. */
	item: number;
	data: [part: number, item: number, values: Record<string, unknown>];
}

const NONE: readonly number[] = [];

/** One call: as many items as fit. */
class Call {
	readonly rows: CallRow[] = [];
	/** How many items it is for. */
	items = 0;
	private readonly data = new Data();
	private readonly itemData: unknown[] = [];
	private used = 0;
	private readonly members: readonly string[] | undefined;
	private readonly usesBinary: boolean;

	constructor(
		private readonly places: readonly HoistedPlace[],
		items: readonly NeedyItem[],
	) {
		const read = places.map(({ hoisted }) => hoisted.json);
		this.members = read.includes(undefined)
			? undefined
			: [...new Set(read.flatMap((names) => [...(names ?? [])]))];
		this.usesBinary = places.some(({ hoisted }) => hoisted.usesBinary);
		for (const item of items) {
			if (this.used > MAX_DATA_UNITS) break;
			this.add(item);
			this.items += 1;
		}
	}

	text(): string {
		const i = this.itemData;
		const isPlain =
			this.places.every(({ names }) => names.length === 0) &&
			this.rows.length === i.length * this.places.length;
		return this.data.text(isPlain ? { i } : { i, r: this.rows.map(({ data }) => data) });
	}

	/**
	 * Gives the rows their results.
	 * @returns how many items are done
	 */
	take(...[values, special]: CallResult): number {
		const missedBy = new Map(special.map(([number, keys]) => [number, keys]));
		values.forEach((value, number) => {
			const missed = missedBy.has(number) ? missedBy.get(number)?.map(numberOf) : NONE;
			const row = this.rows[number]?.row;
			if (row && missed) row.result = { value, missed };
		});
		return this.rows[values.length]?.item ?? this.items;
	}

	private add({ scope, rows }: NeedyItem): void {
		const item = [this.jsonOf(scope), scope.index, ...(this.usesBinary ? [binaryOf(scope)] : [])];
		if (!this.admits(item, ['i', this.itemData.length])) return;
		this.itemData.push(item);
		this.places.forEach(({ start }, part) => {
			for (const row of rows.at(start)) if (!row.result) this.addRow(part, row);
		});
	}

	private addRow(part: number, row: Row): void {
		const values: Record<string, unknown> = {};
		row.values.forEach((value, number) => {
			if (value !== undefined) values[keyOf(number)] = value;
		});
		if (row.values.length > 0 && !this.admits(values, ['r', this.rows.length, 2])) return;
		this.rows.push({ row, item: this.items, data: [part, this.itemData.length - 1, values] });
	}

	private admits(value: unknown, path: Array<string | number>): boolean {
		const budget = { left: MAX_ITEM_UNITS };
		const isAdmitted = this.data.admits(value, path, budget);
		if (isAdmitted) this.used += MAX_ITEM_UNITS - budget.left;
		return isAdmitted;
	}

	private jsonOf({ root }: ItemScope): object {
		if (!this.members) return root;
		const names = this.members.filter((name) => Object.hasOwn(root, name));
		return Object.fromEntries(names.map((name) => [name, (root as Record<string, unknown>)[name]]));
	}
}

/** As in n8n's `$binary`: the files' metadata, without their data. */
function binaryOf({ binary }: ItemScope): object {
	const withoutData = ({ ...file }: Record<string, unknown>) => {
		delete file.data;
		return file;
	};
	return Object.fromEntries(
		Object.entries(binary).map(([name, file]) => [name, withoutData(file as Record<string, unknown>)]),
	);
}
