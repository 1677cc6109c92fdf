import type { INodeProperties, INodePropertyOptions, NodeParameterValueType } from 'n8n-workflow';

/** What n8n calls a type of field → what the page calls it. */
const TYPES: Partial<Record<INodeProperties['type'], string>> = {
	string: 'text',
	number: 'number',
	boolean: 'toggle',
	options: 'choice',
	collection: 'options',
	fixedCollection: 'form',
	workflowSelector: 'workflow',
	resourceMapper: 'fields',
};

/** Text of the panel as Markdown: placeholders as code, everything else as it reads. */
export function prose(text: string): string {
	return text
		.split(/(\{\{.*?\}\})/)
		.map((part, index) => (index % 2 === 1 ? `\`${part}\`` : part.replaceAll(/[\\`*_[\]<>]/g, '\\$&')))
		.join('');
}

export const code = (text: string) => `\`${text}\``;

/** The choices of a field, without what is no choice. */
export function choicesOf(field: INodeProperties): INodePropertyOptions[] {
	return (field.options ?? []).filter((option): option is INodePropertyOptions => 'value' in option);
}

/** A value as the panel shows it: the name of a choice, on and off, else the value itself. */
export function shownValue(field: INodeProperties, value: NodeParameterValueType): string {
	if (typeof value === 'boolean') return value ? 'on' : 'off';
	const choice = choicesOf(field).find((one) => one.value === value);
	return choice ? `*${prose(choice.name)}*` : code(String(value));
}

/** The default of a field in words; nothing for one that starts empty, or that is made of other fields. */
export function defaultOf(field: INodeProperties): string {
	return field.default === '' || typeof field.default === 'object' ? '' : shownValue(field, field.default);
}

/** `template` has an editor of its own in the panel, which leaves placeholders alone. */
function isTemplate(field: INodeProperties): boolean {
	return field.typeOptions?.editor !== undefined;
}

/** The type of a field in words: `text, template`, `number, 1 or more`, `rows`. */
export function typeOf(field: INodeProperties): string {
	const type = field.typeOptions?.multipleValues ? 'rows' : (TYPES[field.type] ?? field.type);
	const { minValue, maxValue, password } = field.typeOptions ?? {};
	const more = [
		...(isTemplate(field) ? ['template'] : []),
		...(password ? ['hidden'] : []),
		...(minValue === undefined
			? []
			: [`${minValue} ${maxValue === undefined ? 'or more' : `to ${maxValue}`}`]),
		...(field.required ? ['required'] : []),
	];
	return [type, ...more].join(', ');
}

/** The description of a field, its hint, and its example, as the panel has them. */
export function meaningOf(field: INodeProperties): string {
	const sentences = [field.description, field.hint].flatMap((text) => (text ? [sentence(text)] : []));
	const example = /^e\.g\. (.+)$/.exec(field.placeholder ?? '')?.[1];
	return [...sentences, ...(example ? [`Example: ${code(example)}`] : [])].join(' ');
}

/** The panel leaves the full stop out behind a single sentence. */
const sentence = (text: string) => (/[.:!?]$/.test(text) ? prose(text) : `${prose(text)}.`);
