import { NodeHelpers, type INode, type INodeParameters, type INodeProperties } from 'n8n-workflow';

import { CustomWebhook } from '../../nodes/CustomWebhook/CustomWebhook.node';
import { forTools, inBothPanels, notForTools } from '../../nodes/CustomWebhook/properties/tool';

const { description } = new CustomWebhook();
const ofTool = { ...description, name: `${description.name}Tool` };

/** What a panel shows; opened are all lists and groups. */
function shown(of: typeof description, parameters: INodeParameters = {}): INodeProperties[] {
	const node = { typeVersion: 1, parameters } as INode;
	const values = NodeHelpers.getNodeParameters(of.properties, parameters, true, true, node, of)!;
	const isShown = (field: { displayOptions?: INodeProperties['displayOptions'] }) =>
		NodeHelpers.displayParameter(values, field as INodeProperties, node, of, values);
	const inside = (fields: INodeProperties[]): INodeProperties[] =>
		fields.filter(isShown).map((field): INodeProperties => {
			const options = (field.options ?? []).filter((one) => isShown(one as INodeProperties));
			const opened = options.flatMap((one): object[] => {
				if ('values' in one) return [{ ...one, values: inside(one.values) }];
				return 'type' in one ? inside([one]) : [one];
			});
			return { ...field, options: opened as INodeProperties[] };
		});
	return inside(of.properties);
}

/** All that a person reads, one text a line. */
const textOf = (fields: INodeProperties[]): string =>
	JSON.stringify(fields, (key, value: unknown) => (key === 'displayOptions' ? undefined : value))
		.split(/"(?:displayName|name|value|description|hint|placeholder)":/)
		.join('\n');
const linesWith = (pattern: RegExp, fields: INodeProperties[]) =>
	textOf(fields)
		.split('\n')
		.filter((line) => pattern.test(line));
const names = (fields: INodeProperties[]) => fields.map(({ name }) => name);
const option = (fields: INodeProperties[]) =>
	(fields.find(({ name }) => name === 'options')!.options as INodeProperties[]).map(({ name }) => name);

it('The tool offers no second output, no later steps, no other workflow and no batch', () => {
	const tool = shown(ofTool);
	expect(names(tool)).not.toEqual(
		expect.arrayContaining([expect.stringMatching(/onFailure|failureVariables|webhookName|dataContext/)]),
	);
	const without = /callSaved|includeInput|Failure output|next steps|Data Context|Batches|saved webhook/;
	expect(linesWith(without, tool)).toEqual([]);
	expect(option(tool)).not.toEqual(expect.arrayContaining([expect.stringMatching(/batch|later|test/)]));
});

it('The node itself offers all of it, and nothing about a model', () => {
	const node = shown(description);
	expect(names(node)).toEqual(
		expect.arrayContaining(['onFailure', 'failureVariables', 'webhookName', 'dataContext']),
	);
	expect(linesWith(/callSaved|includeInput/, node)).toHaveLength(2);
	expect(linesWith(/toolOutput|fromAI|model/, node)).toEqual([]);
	expect(option(node)).toEqual(expect.arrayContaining(['batch', 'later', 'test']));
});

it.each<INodeParameters>([
	{},
	{ requestFrom: 'curl' },
	{ contentType: 'xml' },
	{ contentType: 'text' },
	{ contentType: 'form' },
	{ contentType: 'form', formSource: 'text' },
])(
	'Where the model fills in values, the tool says so instead of naming fields of the input: %j',
	(parameters) => {
		const basics = shown(ofTool, parameters).filter(({ name }) => name !== 'options');
		expect(linesWith(/\$fromAI/, basics)).not.toEqual([]);
		expect(linesWith(/contact\.|from the left/, basics)).toEqual([]);
		expect(names(basics)).toEqual([...new Set(names(basics))]);
		const node = shown(description, parameters);
		expect(names(node).filter((name) => names(basics).includes(name))).toEqual(
			names(basics).filter((name) => names(node).includes(name)),
		);
	},
);

it('A condition is added to those that a field has', () => {
	const field: INodeProperties = {
		displayName: 'A',
		name: 'a',
		type: 'string',
		default: '',
		displayOptions: { show: { b: [1] }, hide: { c: [2] } },
	};
	expect(forTools(field).displayOptions).toEqual({ show: { b: [1], '@tool': [true] }, hide: { c: [2] } });
	expect(notForTools({ ...field, displayOptions: {} }).displayOptions).toEqual({
		show: { '@tool': [false] },
	});
	expect(inBothPanels(field)).toEqual([field]);
});
