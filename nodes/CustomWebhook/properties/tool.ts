import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { nameAndValue, templateLine } from './template-field';

/** n8n's name for whether the node is the tool of an AI agent, in conditions. */
const IS_TOOL = '@tool';

/** A field or a choice. */
type Shown = INodeProperties | Omit<INodePropertyOptions, 'value'>;

const shownIf = <T extends Shown>(isTool: boolean, shown: T): T => ({
	...shown,
	displayOptions: {
		...shown.displayOptions,
		show: { ...shown.displayOptions?.show, [IS_TOOL]: [isTool] },
	},
});

/** A field or a choice that only the panel of the tool shows. */
export const forTools = <T extends Shown>(shown: T): T => shownIf(true, shown);

/** A field or a choice that the panel of the tool does not show. */
export const notForTools = <T extends Shown>(shown: T): T => shownIf(false, shown);

/** Needs a second output, a next step, more items than one, or a person who runs the node in the editor. */
const WITHOUT_MEANING = new Set([
	'onFailure',
	'failureVariables',
	'webhookName',
	'dataContext',
	'dataContextPath',
]);

const FROM_MODEL = "{{ $fromAI('email') }}";

const PASTE = `Paste the example from the API's documentation, then replace its values with ${FROM_MODEL} where the model should fill them in`;

/** What a field says in the panel of the tool, where values come from the model. */
const WORDS: Record<string, Partial<INodeProperties>> = {
	curlCommand: { hint: PASTE.replace('example', 'command') },
	url: {
		placeholder: "e.g. https://api.example.com/contacts/{{ $fromAI('id') }}",
		description: `The http or https address to call. Write ${FROM_MODEL} where the model should fill in a value. Values are encoded automatically: the model cannot leave their place.`,
	},
	queryParameters: rowsOf('Parameter', 'parameter'),
	jsonBody: {
		description: `In quotes, as in "${FROM_MODEL}", a value is sent as text. Without quotes, as in {{ $fromAI('score', 'From 1 to 10', 'number') }}, it keeps its type. Quotes and line breaks in values cannot break the JSON.`,
		hint: PASTE,
	},
	xmlBody: { hint: PASTE },
	formBody: { placeholder: `e.g. email=${FROM_MODEL}&source=n8n` },
	formFields: rowsOf('Field', 'field'),
	textBody: {
		placeholder: `e.g. New lead: ${FROM_MODEL}`,
		description: `Sent as typed. Write ${FROM_MODEL} where the model should fill in a value.`,
	},
	responseVariables: { description: 'Values of the response that the model should see by name' },
};

function rowsOf(displayName: string, name: string): Partial<INodeProperties> {
	return {
		options: [
			{ displayName, name, values: nameAndValue('e.g. email', `e.g. ${FROM_MODEL}`, templateLine) },
		],
	};
}

/** A field as the panels show it: for both the same, for the tool with other words, or not for the tool. */
export function inBothPanels(property: INodeProperties): INodeProperties[] {
	if (WITHOUT_MEANING.has(property.name)) return [notForTools(property)];
	const words = WORDS[property.name];
	return words ? [notForTools(property), forTools({ ...property, ...words })] : [property];
}
