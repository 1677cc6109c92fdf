import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { choicesOf } from '../../docs/make/words';
import { panel } from '../../docs/make/panel';

/** The fields that stand inside of a field: of a collection, or of the form of a fixedCollection. */
export function fieldsIn(field: INodeProperties): INodeProperties[] {
	if (field.type === 'collection') return field.options as INodeProperties[];
	if (field.type !== 'fixedCollection') return [];
	return (field.options as INodePropertyCollection[]).flatMap((form) => form.values);
}

/** A field and every field inside of it. */
const withInner = (field: INodeProperties): INodeProperties[] => [
	field,
	...fieldsIn(field).flatMap(withInner),
];

/** Every field of the node's panel, and of its credentials. */
export const everyField = panel.properties.flatMap(withInner);
export const credentialFields = panel.credentialTypes.flatMap((type) => type.properties);

/** The value of a choice, by the names that the panel shows. @throws Error where the panel has no such choice */
export function valueOf(field: string, choice: string): string {
	const found = everyField
		.filter(({ displayName }) => displayName === field)
		.flatMap(choicesOf)
		.find(({ name }) => name === choice);
	if (!found) throw new Error(`${field} has no choice ${choice}`);
	return String(found.value);
}
