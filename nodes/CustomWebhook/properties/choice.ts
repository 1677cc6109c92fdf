import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** From so many choices on, n8n's lint wants them sorted. */
const SORTED_FROM = 5;

/** How the panel shows one value of a choice: its name alone, or with a description. */
type Shown = string | Omit<INodePropertyOptions, 'value'>;

/**
 * A field with choices, the first value as its default. A short list keeps the order of `CHOICES`, which begins with what
 * most people need; a long one is sorted by name, as n8n asks for.
 * @param values as `CHOICES` lists them
 */
export function choice<T extends string>(
	values: readonly [T, ...T[]],
	shown: Readonly<Record<T, Shown>>,
): Pick<INodeProperties, 'type' | 'noDataExpression' | 'options' | 'default'> {
	const options = values.map((value): INodePropertyOptions => {
		const one = shown[value];
		return typeof one === 'string' ? { name: one, value } : { value, ...one };
	});
	if (options.length >= SORTED_FROM) options.sort((a, b) => a.name.localeCompare(b.name));
	return { type: 'options', noDataExpression: true, options, default: values[0] };
}
