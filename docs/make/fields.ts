import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import { conditionsOf, inWords, without, type Condition } from './conditions';
import { choicesOf, code, defaultOf, meaningOf, prose, typeOf } from './words';

/** What a field is described with: the whole panel, and the conditions that stand above it already. */
export interface Surroundings {
	all: INodeProperties[];
	told: Condition[];
}

/** A table of Markdown; a `|` in a cell would end it. */
export function table(head: string[], rows: string[][]): string {
	const line = (cells: string[]) =>
		`| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`.replaceAll(/ {2,}/g, ' ');
	return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** The fields of a form, one row each, with their choices in the row. */
export function fieldTable(fields: INodeProperties[], all: INodeProperties[]): string {
	return table(
		['field', 'name', 'type', 'default', 'what it does'],
		fields.map((field) => {
			const shown = inWords(conditionsOf(field), fields, all);
			const lines = [
				meaningOf(field),
				...choicesOf(field).map((choice) =>
					[
						`*${prose(choice.name)}* ${code(String(choice.value))}`,
						...(choice.description ? [prose(choice.description)] : []),
					].join(': '),
				),
				...(shown ? [`Shown if ${shown}.`] : []),
			];
			return [
				`**${prose(field.displayName)}**`,
				code(field.name),
				typeOf(field),
				defaultOf(field),
				lines.filter((line) => line !== '').join('<br>'),
			];
		}),
	);
}

/** The choices of a field, one row each. */
function choiceTable(choices: INodePropertyOptions[]): string {
	const described = choices.some(({ description }) => description);
	return table(
		['choice', 'value', ...(described ? ['what it does'] : [])],
		choices.map(({ name, value, description }) => [
			prose(name),
			code(String(value)),
			...(described ? [prose(description ?? '')] : []),
		]),
	);
}

/** The small form of a fixedCollection. */
export function formOf(field: INodeProperties): INodePropertyCollection | undefined {
	return field.type === 'fixedCollection' ? (field.options?.[0] as INodePropertyCollection) : undefined;
}

/** A field with a heading of its own: facts, description, when it is shown, and its choices or its form. */
export function fieldSection(field: INodeProperties, level: string, { all, told }: Surroundings): string[] {
	const form = formOf(field);
	const name = form ? `${field.name}.${form.name}` : field.name;
	const startsAs = defaultOf(field);
	const facts = [code(name), typeOf(field), ...(startsAs ? [`default ${startsAs}`] : [])];
	const shown = inWords(without(conditionsOf(field), told), all, all);
	const choices = choicesOf(field);
	return [
		`${level} ${field.displayName}`,
		facts.join(' · '),
		[meaningOf(field), ...(shown ? [`Shown if ${shown}.`] : [])].filter(Boolean).join('\n\n'),
		choices.length > 0 ? choiceTable(choices) : '',
		form ? fieldTable(form.values, all) : '',
	];
}
