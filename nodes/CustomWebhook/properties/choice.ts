import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** How the panel shows one value of a choice: its name alone, or with a description. */
type Shown = string | Omit<INodePropertyOptions, 'value'>;

/**
 * A field with choices, sorted by name, the first value as its default.
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
	options.sort((a, b) => a.name.localeCompare(b.name));
	return { type: 'options', noDataExpression: true, options, default: values[0] };
}
