import type { IDisplayOptions, INodeProperties, NodeParameterValue } from 'n8n-workflow';

import { shownValue } from './words';

/** n8n's name for whether the node is the tool of an AI agent. */
export const IS_TOOL = '@tool';

/** Part of a `displayOptions`: the field that is asked, and the values that it is asked for. */
export interface Condition {
	hides: boolean;
	field: string;
	values: NodeParameterValue[];
}

/** When a field is shown, as single conditions that all must hold. */
export function conditionsOf(field: { displayOptions?: IDisplayOptions }): Condition[] {
	const { show = {}, hide = {} } = field.displayOptions ?? {};
	const listed = (conditions: object, hides: boolean) =>
		Object.entries(conditions).map(([name, values]) => ({
			hides,
			field: name,
			values: values as NodeParameterValue[],
		}));
	return [...listed(show, false), ...listed(hide, true)];
}

const same = (a: Condition, b: Condition) => JSON.stringify(a) === JSON.stringify(b);

/** The conditions that all of these fields have. */
export function conditionsOfAll(fields: INodeProperties[]): Condition[] {
	const [first = [], ...others] = fields.map(conditionsOf);
	return first.filter((one) => others.every((list) => list.some((other) => same(one, other))));
}

/** The conditions without those that have been told already. */
export function without(conditions: Condition[], told: Condition[]): Condition[] {
	return conditions.filter((one) => !told.some((other) => same(one, other)));
}

/**
 * Conditions in words: `**Method** is *PUT* or *POST*, and **Retry Mode** is not *Never*`.
 *
 * @param fields where the names in the conditions are looked for: the fields beside the one that is described
 * @param all the whole panel, for a name that begins with `/`
 * @throws Error for a name that no field has
 */
export function inWords(conditions: Condition[], fields: INodeProperties[], all: INodeProperties[]): string {
	return conditions
		.map(({ field, values, hides }) => {
			if (field === IS_TOOL)
				return values.includes(true) ? 'the node is a tool of an AI agent' : 'the node is not a tool';
			const way = field.startsWith('/')
				? wayTo(field.slice(1).split('.'), all)
				: wayTo([field], fields);
			const labels = way.map((step) => step.displayName).join(' → ');
			const asked = values.map((value) => (value === '' ? 'empty' : shownValue(way.at(-1)!, value)));
			return `**${labels}** is ${hides ? 'not ' : ''}${orList(asked)}`;
		})
		.join(', and ');
}

/** The fields that one opens to come to a field: `options`, `signing`, `values`, `signing` are three. */
function wayTo([name, ...rest]: string[], fields: INodeProperties[]): INodeProperties[] {
	const found = fields.find((field) => field.name === name);
	if (!found) throw new Error(`no field of the panel is named ${name}`);
	if (rest.length === 0) return [found];
	const inside = (found.options ?? []) as INodeProperties[];
	const form =
		found.type === 'fixedCollection' && (inside[0] as { values?: INodeProperties[] } | undefined);
	return [found, ...(form ? wayTo(rest.slice(1), form.values ?? []) : wayTo(rest, inside))];
}

function orList(words: string[]): string {
	return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
