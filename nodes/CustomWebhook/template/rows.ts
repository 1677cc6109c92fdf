/** The result of an n8n expression for one item and the fields that it names. */
export interface Result {
	value: unknown;
	/** The numbers of the fields that had no value and were needed. */
	missed: readonly number[];
}

/** One evaluation that an item needs. */
export interface Row {
	/** The values of the fields that the expression names, by their numbers; undefined for a missing one. */
	values: readonly unknown[];
	/** Undefined until it is evaluated. If that failed for many at once, n8n is asked for it alone. */
	result?: Result;
}

/** The evaluations that one item needs for one field, by the place of the expression in it. */
export class ItemRows {
	private readonly rows = new Map<number, Row[]>();
	private readonly taken = new Map<number, number>();

	/** Records a needed evaluation; in a loop, one that names no field is recorded once. */
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
