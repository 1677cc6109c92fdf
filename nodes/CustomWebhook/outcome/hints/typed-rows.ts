import { fieldLabel, shorten } from '../../formats';
import type { NamedTemplate } from '../../settings';
import { textOutside } from '../../template';
import type { RunSeen } from './run-seen';

/** How a row was typed. */
export interface TypedRow {
	name: string;
	value: string;
	/** The value with `_` for each placeholder. */
	outside: string;
}

/** A hint for each row with a fault, with the label of its field in front. */
export function faultsOfRows(
	field: string,
	rows: readonly NamedTemplate[],
	{ syntax }: RunSeen['settings']['templates'],
	faultIn: (row: TypedRow) => string | undefined,
): string[] {
	return rows.flatMap(({ name, value }) => {
		const typed = value.replace(/^=/, '').trim();
		const fault = faultIn({ name, value: typed, outside: textOutside(typed, syntax) });
		return fault === undefined ? [] : [`${fieldLabel(`${field}.${shorten(name)}`)}: ${fault}`];
	});
}
