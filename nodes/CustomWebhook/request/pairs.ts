import { textOf, type ItemScope, type QueryArrays, type Target, type Template } from '../template';
import { WebhookFailure } from '../failure';
import { fieldLabel, shorten } from '../formats';
import type { NamedTemplate } from '../settings';
import type { NameValue } from '../delivery';

/** Compiles the template of a field, once a run. */
export type Compile = (text: string, field: string, target: Target) => Template;

/** A row of a query or of a form. */
export interface PairTemplate {
	name: Template;
	value: Template;
	field: string;
}

/** A row's name in messages: its parameter and its typed name. */
export function rowField(parameter: string, name: string): string {
	return `${parameter}.${shorten(name)}`;
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
	return rows.map(({ name, value }) => {
		const row = rowField(field, name);
		return { name: compile(name, row, target), value: compile(value, row, target), field: row };
	});
}

/**
 * The names and values of a query or a form, in order, not yet encoded. A list that is a whole value is sent
 * as `queryArrays` says: `tags=a,b`, `tags=a&tags=b`, or `tags[]=a&tags[]=b`.
 */
export function renderPairs(
	rows: readonly PairTemplate[],
	scope: ItemScope,
	queryArrays: QueryArrays,
): NameValue[] {
	return rows.flatMap((row): NameValue[] => {
		const name = row.name.render(scope);
		const rendered = row.value.renderValue(scope);
		if (name === '') throw unnamed(row.field);
		if (!Array.isArray(rendered) || queryArrays === 'comma') return [[name, textOf(rendered)]];
		const listName = queryArrays === 'brackets' ? `${name}[]` : name;
		return rendered.map((part): NameValue => [listName, textOf(part)]);
	});
}

/** The failure of a row without a name, or whose name is empty for an item. @param field as of {@link rowField} */
export function unnamed(field: string): WebhookFailure {
	const isTyped = !field.endsWith('.');
	const message = isTyped
		? `${fieldLabel(field)}: the name of this row is empty for this item`
		: `${fieldLabel(field.slice(0, -1))}: a row has a value but no name`;
	const description = isTyped ? 'Check the placeholder in it.' : 'Enter a name, or remove the row.';
	return new WebhookFailure('request', message, { field, description });
}
