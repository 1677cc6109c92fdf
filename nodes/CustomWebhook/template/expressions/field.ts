import { shorten } from '../../formats';
import { Rendering, type Frame } from '../rendering';
import { noteFound, noteMissing, type Read, type Surroundings } from '../reads';
import type { ItemScope } from '../types';
import { Encoded, simplify } from '../values';
import type { Write } from '../blocks';
import { Ahead } from './ahead';
import { Place } from './place';
import { ItemRows, type Result } from '../rows';

/**
 * The n8n expressions of one field. A call of n8n takes about half a millisecond, whatever is in it. So one call makes
 * all evaluations that an item needs, those of loops too, and those of the next items.
 */
export class FieldExpressions {
	private readonly places = new Map<number, Place>();
	/** Goes through the template as rendering does, and records what will be evaluated. */
	private collect: Write | undefined;
	private ahead: Ahead | undefined;

	/** @throws WebhookFailure `template` for a helper in the syntax of another language */
	add(start: number, source: string, around: Surroundings): Read {
		const place = this.places.get(start) ?? new Place(start, source, around);
		this.places.set(start, place);
		return (rendering, frame) => this.valueOf(place, rendering, frame);
	}

	get isEmpty(): boolean {
		return this.places.size === 0;
	}

	/** Records that the expression that begins at `start` is needed here. */
	need(start: number): Write {
		return (rendering, frame) => {
			const place = this.places.get(start);
			if (place) rendering.rows?.add(start, place.valuesAt(rendering, frame));
		};
	}

	collectWith(collect: Write): void {
		this.collect = collect;
	}

	private valueOf(place: Place, rendering: Rendering, frame: Frame): unknown {
		rendering.rows ??= this.rowsOf(rendering.scope);
		const values = place.valuesAt(rendering, frame);
		place.refuseFilters(values);
		const row = rendering.rows.take(place.start, values);
		row.result ??= place.evaluate(rendering.scope, row.values);
		const { loop } = frame;
		if (loop)
			row.values.forEach((value, number) => {
				if (value !== undefined) noteFound(rendering, loop, place.names[number] ?? '');
			});
		return told(place, rendering, frame, row.result);
	}

	private rowsOf(scope: ItemScope): ItemRows {
		this.ahead ??= new Ahead([...this.places.values()], (each) => this.needsOf(each));
		return this.ahead.rowsOf(scope);
	}

	private needsOf(scope: ItemScope): ItemRows {
		const rendering = new Rendering(scope, 0);
		rendering.rows = new ItemRows();
		try {
			this.collect?.(rendering, { context: scope.root });
		} catch {
			// it fails again, with a message, when the item is rendered
		}
		return rendering.rows;
	}
}

/** A result as the placeholder's value; missing fields are noted, or fail the item. */
function told(place: Place, rendering: Rendering, frame: Frame, { value, missed }: Result): unknown {
	const { spot, failOnMissing } = place.around;
	for (const number of missed)
		noteMissing(rendering, place.names[number] ?? '', spot, failOnMissing, MISSING_HINT);
	const kind = kindThatFailed(value);
	if (kind !== undefined) {
		if (missed.length > 0) return undefined;
		throw spot.failure(`the result of ${shorten(spot.source)} is not ${kind}`, RESULT_HINT);
	}
	place.refuseUnknown(value);
	if (value === undefined && missed.length === 0)
		noteMissing(rendering, place.source.trim(), spot, failOnMissing, MISSING_HINT);
	if (typeof value !== 'string') return value;
	for (const name of place.missingInText(value, rendering, frame))
		noteMissing(rendering, name, spot, failOnMissing, MISSING_HINT);
	const remark = place.remarkOn(value);
	if (remark !== undefined) rendering.scope.remarks.add(remark);
	return encoded(place, value);
}

/** JavaScript and Luxon have a value for a calculation that went wrong, which no service can use. */
function kindThatFailed(value: unknown): string | undefined {
	if (typeof value === 'number') return Number.isFinite(value) ? undefined : 'a number';
	const isDate = typeof value === 'object' && value !== null && simplify(value) === null;
	return isDate || value === 'Invalid DateTime' || value === 'Invalid Date' ? 'a date' : undefined;
}

const RESULT_HINT = 'Check its fields, or give a value for this case, as in {{ (price * qty) || 0 }}.';

const MISSING_HINT =
	'Check the name, give a value with {{ name || "…" }}, or set Missing Values to Leave Empty.';

function encoded({ habit, percent, escaping, isXml }: Place, value: string): unknown {
	if (habit === 'url' || habit === 'address') return new Encoded(habit, value);
	if (habit === 'form') return new Encoded('url', value.replaceAll('+', '%20'));
	if (habit === 'json') return isPartOfJson(value) ? new Encoded('json', value) : value;
	if (escaping === 'json') return new Encoded('inJsonString', value);
	if (escaping === 'quotes') return new Encoded('quotesInJsonString', value);
	if (isXml) return new Encoded('xml', value);
	return percent ? new Encoded(percent, value) : value;
}

/** Whether it is JSON text, or the inside of a JSON list or object. */
function isPartOfJson(value: string): boolean {
	return [value, `[${value}]`, `{${value}}`].some((text) => {
		try {
			JSON.parse(text);
			return true;
		} catch {
			return false;
		}
	});
}
