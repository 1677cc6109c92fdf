import { NodeHelpers, type INode, type INodeParameters, type INodeProperties } from 'n8n-workflow';

import { CustomWebhook } from '../../nodes/CustomWebhook/CustomWebhook.node';

const { description } = new CustomWebhook();
const lists = description.properties.filter(({ type }) => ['collection', 'fixedCollection'].includes(type));

const asked = ({ displayOptions: { show = {}, hide = {} } = {} }: INodeProperties) => [
	...Object.keys(show),
	...Object.keys(hide),
];

// n8n's editor clears a list when a field changes that its conditions name.
it.each(lists.map((list) => [list.name, list] as const))(
	'the rows of %s stay when another field changes: no condition names one as the editor looks for it',
	(_, list) => {
		expect(asked(list).filter((name) => !/^[@/]/.test(name))).toEqual([]);
	},
);

it.each<[string, INodeParameters, string[], string[]]>([
	['a form', { contentType: 'form' }, ['formFields', 'headers', 'options'], ['multipartFields']],
	['a GET', { method: 'GET', contentType: 'form' }, ['headers'], ['formFields']],
	['a saved webhook', { operation: 'callSaved' }, ['failureVariables'], ['headers', 'options']],
	['a cURL command', { requestFrom: 'curl' }, ['options'], ['headers', 'queryParameters']],
])('%s shows its lists, and no other', (_, parameters, shown, hidden) => {
	const node = { typeVersion: 1, parameters } as INode;
	const values = NodeHelpers.getNodeParameters(
		description.properties,
		parameters,
		true,
		true,
		node,
		description,
	)!;
	const isShown = (name: string) =>
		NodeHelpers.displayParameter(
			values,
			lists.find((list) => list.name === name)!,
			node,
			description,
			values,
		);
	expect(shown.filter(isShown)).toEqual(shown);
	expect(hidden.filter(isShown)).toEqual([]);
});
