/** The workflows that are opened in the editor. */

export const CONTACT = {
	first_name: 'Zoë',
	name: 'Zoë "Zo" O\'Neil',
	email: 'zoe@example.com',
	score: 42,
	tags: ['newsletter', 'spring sale'],
};

const START = 'When clicking ‘Execute workflow’';

/** @param {string} name @param {string} type @param {number[]} position @param {object} [parameters] @param {number} [typeVersion] */
const node = (name, type, position, parameters = {}, typeVersion = 1) => ({
	id: crypto.randomUUID(),
	name,
	type,
	typeVersion,
	position,
	parameters,
});

const to = (/** @type {string[]} */ ...names) =>
	names.map((name) => (name ? [{ node: name, type: 'main', index: 0 }] : []));

const around = () => [
	node(START, 'n8n-nodes-base.manualTrigger', [0, 0]),
	node(
		'Contact',
		'n8n-nodes-base.set',
		[224, 0],
		{ mode: 'raw', jsonOutput: JSON.stringify({ contact: CONTACT }, null, 2), options: {} },
		3.4,
	),
	node('Delivered', 'n8n-nodes-base.noOp', [768, -112]),
	node('Not delivered', 'n8n-nodes-base.noOp', [768, 112]),
];

/** Everything but our node. */
export const withoutNode = () => ({
	name: 'Deliver a contact',
	nodes: around(),
	connections: { [START]: { main: to('Contact') } },
	settings: { executionOrder: 'v1' },
});

/**
 * A contact, our node, and a step behind each of its outputs.
 *
 * @param {object} parameters of our node; private addresses are allowed besides
 */
export function withNode(parameters) {
	const webhook = { options: { allowPrivateNetwork: true }, ...parameters };
	return {
		name: 'Deliver a contact',
		nodes: [
			...around(),
			node('Custom Webhook', 'n8n-nodes-custom-webhook.customWebhook', [464, 0], webhook),
		],
		connections: {
			[START]: { main: to('Contact') },
			Contact: { main: to('Custom Webhook') },
			'Custom Webhook': { main: to('Delivered', 'Not delivered') },
		},
		settings: { executionOrder: 'v1' },
	};
}

/**
 * Many contacts, and our node.
 *
 * @param {number} count
 * @param {object} parameters of our node; private addresses are allowed besides
 */
export function withContacts(count, parameters) {
	const { nodes, ...workflow } = withNode(parameters);
	const jsCode = `return Array.from({ length: ${count} }, (_, id) => ({
	json: { contact: { id, email: \`c\${id}@example.com\` } },
}));`;
	const code = node('Contact', 'n8n-nodes-base.code', [224, 0], { jsCode }, 2);
	return { ...workflow, nodes: [...nodes.filter(({ name }) => name !== 'Contact'), code] };
}

/** The same workflow, for production: a call starts it. @param {string} path @param {any} workflow */
export function calledAt(path, { nodes, connections, settings }) {
	const hook = {
		...node(
			'Hook',
			'n8n-nodes-base.webhook',
			[0, 224],
			{ path, httpMethod: 'POST', responseMode: 'lastNode' },
			2,
		),
		webhookId: crypto.randomUUID(),
	};
	return {
		name: path,
		nodes: [...nodes, hook],
		connections: { ...connections, Hook: { main: to('Contact') } },
		settings,
	};
}

/** A workflow for others to call. @param {string} name @param {object} parameters of our node */
export const savedWebhook = (name, parameters) => ({
	name,
	nodes: [
		node(
			'When Executed by Another Workflow',
			'n8n-nodes-base.executeWorkflowTrigger',
			[0, 0],
			{ inputSource: 'passthrough' },
			1.1,
		),
		node('Custom Webhook', 'n8n-nodes-custom-webhook.customWebhook', [224, 0], {
			jsonBody: '{"email": "{{contact.email}}"}',
			options: { allowPrivateNetwork: true },
			...parameters,
		}),
	],
	connections: { 'When Executed by Another Workflow': { main: to('Custom Webhook') } },
	settings: { executionOrder: 'v1' },
});

/** The parameters of our node in a stored workflow. @param {any} workflow */
export const parametersOf = (workflow) =>
	workflow.nodes.find(({ type }) => type === 'n8n-nodes-custom-webhook.customWebhook').parameters;

/** An AI Agent without a tool yet. */
export const withAgent = () => ({
	name: 'Ask an agent',
	nodes: [
		node('Asked', '@n8n/n8n-nodes-langchain.chatTrigger', [0, 0], { options: {} }, 1.1),
		node('AI Agent', '@n8n/n8n-nodes-langchain.agent', [224, 0], { options: {} }, 2),
	],
	connections: { Asked: { main: to('AI Agent') } },
	settings: { executionOrder: 'v1' },
});
