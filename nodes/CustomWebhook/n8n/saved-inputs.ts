import type {
	FieldType,
	ILocalLoadOptionsFunctions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';

import { isObject } from '../formats/json';
import { CALLED_TRIGGER } from './saved-call';

const WEBHOOK = 'n8n-nodes-custom-webhook.customWebhook';

/** n8n reads the chosen workflow from the parameter of its own node. */
const N8NS_PARAMETER = 'workflowId';

/** A member of n8n's context that its types leave out. */
interface WithParameters {
	getCurrentNodeParameter(name: string): unknown;
}

/** The inputs of a saved webhook, as fields of the panel, or the reason why there are none. */
export async function loadSavedInputs(this: ILocalLoadOptionsFunctions): Promise<ResourceMapperFields> {
	const context = reading(this as ILocalLoadOptionsFunctions & WithParameters, 'workflow');
	const trigger = await context.getWorkflowNodeContext(CALLED_TRIGGER);
	if (!trigger)
		return notice('This workflow cannot be called: add the trigger When Executed by Another Workflow.');
	if (!(await context.getWorkflowNodeContext(WEBHOOK)))
		return notice('This workflow has no Custom Webhook. Add it after the trigger.');
	const parameter = (name: string) => trigger.getNodeParameter(name, 0, '') as unknown;
	const source = parameter('inputSource');
	if (source === '' || source === 'passthrough')
		return notice('This saved webhook gets all fields of each item.');
	const fields = fieldsOf(source, parameter);
	return fields.length > 0 ? { fields } : notice(NO_INPUTS);
}

const NO_INPUTS =
	'This saved webhook gets no fields yet: add them to its trigger, or choose Accept all data there.';

const notice = (emptyFieldsNotice: string): ResourceMapperFields => ({ fields: [], emptyFieldsNotice });

/** A context in which n8n finds the chosen workflow in our parameter. */
function reading<T extends WithParameters>(context: T, parameter: string): T {
	const read = (name: string) =>
		context.getCurrentNodeParameter(name === N8NS_PARAMETER ? parameter : name);
	return Object.create(context, { getCurrentNodeParameter: { value: read } }) as T;
}

function fieldsOf(source: unknown, parameter: (name: string) => unknown): ResourceMapperField[] {
	if (source === 'workflowInputs') {
		const inputs = parameter('workflowInputs.values');
		return Array.isArray(inputs)
			? inputs.filter(isObject).map(({ name, type }) => field(name, type))
			: [];
	}
	if (source !== 'jsonExample') return [];
	const example = JSON.parse(String(parameter('jsonExample'))) as unknown;
	return Object.entries(isObject(example) ? example : {}).map(([name, value]) =>
		field(name, typeOf(value)),
	);
}

function typeOf(value: unknown): string {
	if (value === null) return 'any';
	return Array.isArray(value) ? 'array' : typeof value;
}

function field(name: unknown, type: unknown): ResourceMapperField {
	const text = String(name);
	return {
		id: text,
		displayName: text,
		required: false,
		defaultMatch: false,
		display: true,
		canBeUsedToMatch: true,
		...(typeof type === 'string' && type !== 'any' ? { type: type as FieldType } : {}),
	};
}
