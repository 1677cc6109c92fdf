import { textOf, type ItemScope, type QueryArrays, type Target, type Template } from '../template';
import type { NamedTemplate } from '../settings';
import type { NameValue } from '../delivery';

/** Compiles the template of a field, once a run. */
export type Compile = (text: string, field: string, target: Target) => Template;

/** A row of a query, of a form, or of the headers. */
export interface PairTemplate {
	name: string;
	value: Template;
}

/**
 * The rows of a field, compiled.
 * @param field the parameter's name; a row is `field.name` in messages
 */
export function compilePairs(
	rows: readonly NamedTemplate[],
	field: string,
	target: Target,
	compile: Compile,
): PairTemplate[] {
	return rows.map(({ name, value }) => ({ name, value: compile(value, `${field}.${name}`, target) }));
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
