import type { INodeProperties, INodePropertyTypeOptions } from 'n8n-workflow';

/**
 * For a field of one line that takes placeholders. n8n turns an empty field into an expression as soon as
 * {{…}} is pasted into it, and then shows {{contact.email}} in red with the preview "[undefined]", although it is
 * right. It lets fields be that name an editor of their own; an empty name brings none, and n8n's types do not have it,
 * hence the detour. Where an n8n does not go by this, the field works the same and only looks as it always does there.
 */
export const templateLine: INodePropertyTypeOptions = Object.fromEntries([['editor', '']]);

/** The same for a text of some rows. */
export const templateText = (rows: number): INodePropertyTypeOptions => ({ ...templateLine, rows });

/**
 * For JSON and XML. The one editor of n8n that colours both, takes a field from the input panel where it is
 * dropped, and finds no fault with placeholders. Goes with `noDataExpression`: the text stays as it is.
 */
export const templateCode = (rows: number): INodePropertyTypeOptions => ({ editor: 'cssEditor', rows });

/**
 * The fields of a row with a name and a template for its value.
 * @param nameExample shown while the field is empty, as `valueExample` is
 * @param nameOptions `templateLine` if the name is a template, too
 */
export const nameAndValue = (
	nameExample: string,
	valueExample: string,
	nameOptions?: INodePropertyTypeOptions,
): INodeProperties[] => [
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		...(nameOptions ? { typeOptions: nameOptions } : {}),
		default: '',
		placeholder: nameExample,
	},
	{
		displayName: 'Value',
		name: 'value',
		type: 'string',
		typeOptions: templateLine,
		default: '',
		placeholder: valueExample,
	},
];
