import type { INodeProperties } from 'n8n-workflow';

/** A small form that one adds as a whole: a fixedCollection with one entry, `values`. */
export function group(
	displayName: string,
	name: string,
	description: string,
	values: INodeProperties[],
): INodeProperties {
	return {
		displayName,
		name,
		type: 'fixedCollection',
		placeholder: `Set ${displayName}`,
		default: { values: {} },
		description,
		options: [{ displayName, name: 'values', values }],
	};
}
