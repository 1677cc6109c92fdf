/** The workflow of these tests: a call to its webhook → so many items → Custom Webhook. */

export const DELIVER = 'Deliver';

/** Answers are held back for as long as it takes until all that is to run at once does run. Seconds. */
const ATTEMPT_TIMEOUT_S = 100;

const MAKE_ITEMS = `
const { batch, items, holdMs } = $input.first().json.body;
return Array.from({ length: items }, (_, n) => ({ json: { batch, n, holdMs } }));`;

/** What is sent of an item. */
export const JSON_OF_ITEM = '{"batch":"{{batch}}","n":{{n}},"holdMs":{{holdMs}}}';

/** What one item is at the other end, whichever execution brings it there. */
export const keyOf = (/** @type {string} */ batch, /** @type {number} */ n) => `${batch}-${n}`;

/**
 * @param {{ path: string, receiverUrl: string, options?: object, parameters?: object, credentials?: object }} parts
 *   `path` of the webhook; `options`, further `parameters` and `credentials` of the node under test
 */
export function deliveringWorkflow({ path, receiverUrl, options = {}, parameters = {}, credentials = {} }) {
	return {
		name: `Queue mode: ${path}`,
		nodes: [
			...madeItems(path),
			node(
				DELIVER,
				'n8n-nodes-custom-webhook.customWebhook',
				1,
				400,
				{
					method: 'POST',
					url: receiverUrl,
					contentType: 'json',
					// What failed is looked at as an item, with nothing connected to Failure.
					onFailure: 'route',
					jsonBody: JSON_OF_ITEM,
					options: {
						allowPrivateNetwork: true,
						timeout: ATTEMPT_TIMEOUT_S,
						idempotency: {
							values: { idempotencyKey: 'custom', idempotencyKeyValue: '{{batch}}-{{n}}' },
						},
						...options,
					},
					...parameters,
				},
				credentials,
			),
		],
		connections: { Called: to('Make items'), 'Make items': to(DELIVER) },
		settings: { executionOrder: 'v1' },
	};
}

/** A call to the webhook → so many items. @param {string} path */
export const madeItems = (path) => [
	node('Called', 'n8n-nodes-base.webhook', 2, 0, {
		path,
		httpMethod: 'POST',
		responseMode: 'onReceived',
		options: {},
	}),
	node('Make items', 'n8n-nodes-base.code', 2, 200, { jsCode: MAKE_ITEMS }),
];

/**
 * @param {string} name
 * @param {string} type
 * @param {number} typeVersion
 * @param {number} x
 * @param {Record<string, unknown>} parameters
 * @param {object} [credentials]
 */
export function node(name, type, typeVersion, x, parameters, credentials = {}) {
	const webhook = type.endsWith('.webhook') ? { webhookId: parameters.path } : {};
	return { id: name, name, type, typeVersion, position: [x, 0], parameters, credentials, ...webhook };
}

export const to = (/** @type {string} */ name) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
