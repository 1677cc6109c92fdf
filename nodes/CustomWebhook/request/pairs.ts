import { textOf, type ItemScope, type Template } from '../template';
import type { QueryArrays } from '../settings';
import type { NameValue } from '../delivery';

/** A row of a query or a form. */
export interface PairTemplate {
	name: string;
	value: Template;
}

/**
 * The names and values of a query or a form, in order, not yet encoded. A list that stands alone in a value is sent
 * as `queryArrays` says: `tags=a,b`, `tags=a&tags=b`, or `tags[]=a&tags[]=b`.
 */
export function renderPairs(
	rows: readonly PairTemplate[],
	scope: ItemScope,
	queryArrays: QueryArrays,
): NameValue[] {
	return rows.flatMap(({ name, value }): NameValue[] => {
		const rendered = value.renderValue(scope);
		if (!Array.isArray(rendered) || queryArrays === 'comma') return [[name, textOf(rendered)]];
		const listName = queryArrays === 'brackets' ? `${name}[]` : name;
		return rendered.map((part): NameValue => [listName, textOf(part)]);
	});
}
