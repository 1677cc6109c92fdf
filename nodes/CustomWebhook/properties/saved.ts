import type { INodeProperties } from 'n8n-workflow';

const CALL = { operation: ['callSaved'] };

/** Hides a field that a saved webhook has in its own panel. */
export const notForCalls = (property: INodeProperties): INodeProperties => ({
	...property,
	displayOptions: {
		...property.displayOptions,
		hide: { ...property.displayOptions?.hide, ...CALL },
	},
});

/** Which saved webhook is called, and what it gets. As n8n's own Execute Sub-workflow has it. */
export const savedProperties: INodeProperties[] = [
	{
		displayName: 'Workflow',
		name: 'workflow',
		type: 'workflowSelector',
		displayOptions: { show: CALL },
		default: '',
		required: true,
		hint: 'A workflow with When Executed by Another Workflow, then Custom Webhook. Publish it after each change.',
	},
	{
		displayName: 'Workflow Inputs',
		name: 'workflowInputs',
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'defineBelow', value: null },
		required: true,
		typeOptions: {
			loadOptionsDependsOn: ['workflow.value'],
			resourceMapper: {
				localResourceMapperMethod: 'loadSavedInputs',
				valuesLabel: 'Workflow Inputs',
				mode: 'map',
				fieldWords: { singular: 'input', plural: 'inputs' },
				addAllFields: true,
				multiKeyMatch: false,
				supportAutoMap: false,
				showTypeConversionOptions: true,
			},
		},
		displayOptions: { show: CALL, hide: { workflow: [''] } },
		description:
			'The inputs that the trigger of the saved webhook asks for. Placeholders such as {{contact.email}} work there.',
	},
];
