import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

/**
 * A list whose rows the editor keeps. When a field changes, n8n's editor clears each list whose display conditions name
 * that field, as if the rows were choices that are gone. It does not look at names from the root: `/method`.
 */
export function kept(property: INodeProperties): INodeProperties {
	const { type, displayOptions } = property;
	if (!displayOptions || !['collection', 'fixedCollection'].includes(type)) return property;
	const { show, hide } = displayOptions;
	return {
		...property,
		displayOptions: {
			...displayOptions,
			...(show && { show: fromRoot(show) }),
			...(hide && { hide: fromRoot(hide) }),
		},
	};
}

function fromRoot<T extends NonNullable<IDisplayOptions['show' | 'hide']>>(conditions: T): T {
	const named = Object.entries(conditions).map(([name, values]) => [
		/^[@/]/.test(name) ? name : `/${name}`,
		values,
	]);
	return Object.fromEntries(named) as T;
}
