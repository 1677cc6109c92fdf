/** The workflows of the benchmark: a Webhook starts them, items are made, and the node under test stands between. */
import { EXPRESSION_BODY, HANDLEBARS_BODY, ITEMS_EXPRESSION, SPARING_EXPRESSION_BODY } from './items.mjs';

/** What stands in the place of the node under test. @typedef {'noop' | 'httpRequest' | 'customWebhook'} Under */

/**
 * @param {object} options
 * @param {Under} options.under
 * @param {string} options.path of the webhook that starts it
 * @param {string} options.url that is called
 * @param {boolean} options.expressions whether every field comes by an n8n expression, for both nodes
 * @param {number} options.concurrency of Custom Webhook
 * @param {'GET' | 'POST'} options.method
 * @param {object} options.options of Custom Webhook, beside those that the benchmark needs
 * @param {object} options.httpRequestOptions
 * @param {number} options.httpRequestVersion
 */
export function benchWorkflow({ path, ...contender }) {
	const nodes = [
		node('Webhook', 'n8n-nodes-base.webhook', 2, { path, httpMethod: 'POST', responseMode: 'lastNode' }),
		node('Make Items', 'n8n-nodes-base.set', 3.4, {
			assignments: {
				assignments: [{ id: 'items', name: 'items', type: 'array', value: ITEMS_EXPRESSION }],
			},
			options: {},
		}),
		node('Split Out', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'items', options: {} }),
		underTest(contender),
		// one item leaves, so that the answer to the caller is small
		{ ...node('Last', 'n8n-nodes-base.noOp', 1, {}), executeOnce: true },
	];
	return {
		name: path,
		nodes: nodes.map((each, at) => ({ ...each, position: [at * 200, 0] })),
		connections: Object.fromEntries(
			nodes
				.slice(0, -1)
				.map(({ name }, at) => [
					name,
					{ main: [[{ node: nodes[at + 1]?.name, type: 'main', index: 0 }]] },
				]),
		),
		settings: { executionOrder: 'v1' },
	};
}

/** @param {Omit<Parameters<typeof benchWorkflow>[0], 'path'>} options */
function underTest({ under, httpRequestVersion, ...contender }) {
	switch (under) {
		case 'noop':
			return node('Under Test', 'n8n-nodes-base.noOp', 1, {});
		case 'httpRequest':
			return node(
				'Under Test',
				'n8n-nodes-base.httpRequest',
				httpRequestVersion,
				httpRequest(contender),
			);
		case 'customWebhook':
			return node('Under Test', 'n8n-nodes-custom-webhook.customWebhook', 1, customWebhook(contender));
	}
}

/** @typedef {Omit<Parameters<typeof underTest>[0], 'under' | 'httpRequestVersion'>} Contender */

/** @param {Contender} contender */
function httpRequest({ url, method, expressions, httpRequestOptions }) {
	const jsonBody = expressions ? EXPRESSION_BODY : SPARING_EXPRESSION_BODY;
	return {
		method,
		url,
		...(method === 'POST' ? { sendBody: true, specifyBody: 'json', jsonBody } : {}),
		options: { allowUnauthorizedCerts: true, ...httpRequestOptions },
	};
}

/** @param {Contender} contender */
function customWebhook({ url, method, expressions, concurrency, options }) {
	return {
		method,
		url,
		jsonBody: expressions ? EXPRESSION_BODY : HANDLEBARS_BODY,
		// as HTTP Request does: one failed item fails the workflow, so that success means all of them
		onFailure: 'stop',
		options: {
			allowPrivateNetwork: true,
			ignoreSslIssues: true,
			limits: { values: { concurrency } },
			...options,
		},
	};
}

/** @param {string} name @param {string} type @param {number} typeVersion @param {object} parameters */
function node(name, type, typeVersion, parameters) {
	const webhookId = type.endsWith('.webhook') ? { webhookId: crypto.randomUUID() } : {};
	return { id: crypto.randomUUID(), name, type, typeVersion, position: [0, 0], parameters, ...webhookId };
}
