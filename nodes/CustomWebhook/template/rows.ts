/** What n8n made of an expression for one item and the fields that it names. */
export interface Result {
	value: unknown;
	/** The numbers of the fields that had no value and were needed. */
	missed: readonly number[];
}

/** One evaluation that an item needs. */
export interface Row {
	/** The values of the fields that the expression names, by their numbers; undefined for a missing one. */
	values: readonly unknown[];
	/** Undefined as long as it has not been evaluated, or where n8n has to say by itself what is wrong. */
	result?: Result;
}

/** The evaluations that one item needs for one field, by the place of the expression in it. */
export class ItemRows {
	private readonly rows = new Map<number, Row[]>();
	private readonly taken = new Map<number, number>();

	/** Takes down an evaluation that is needed; one that names no field only once, however often a loop comes by. */
	add(start: number, values: readonly unknown[]): Row {
		const rows = this.rowsAt(start);
		const known = values.length === 0 ? rows[0] : undefined;
		if (known) return known;
		const row = { values };
		rows.push(row);
		return row;
	}

	/** The next evaluation at a place, if it is the one for these values. */
	take(start: number, values: readonly unknown[]): Row {
		const at = values.length === 0 ? 0 : (this.taken.get(start) ?? 0);
		this.taken.set(start, at + 1);
		const row = this.rowsAt(start)[at];
		const fits = row?.values.every((value, index) => Object.is(value, values[index]));
		return fits && row ? row : this.add(start, values);
	}

	at(start: number): readonly Row[] {
		return this.rows.get(start) ?? [];
	}

	private rowsAt(start: number): Row[] {
		const rows = this.rows.get(start) ?? [];
		this.rows.set(start, rows);
		return rows;
	}
}
