import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { startBareN8n } from './bare-n8n.mjs';
import { startKeyedService } from './keyed-service.mjs';

const DELIVER = 'Deliver';
const ITEMS = 'return [{ json: { id: 1 } }, { json: { id: 2 } }, { json: { id: 3 } }];';

const node = (/** @type {string} */ name, /** @type {string} */ type, parameters = {}, more = {}) => ({
	id: name,
	name,
	type: type.includes('.') ? type : `n8n-nodes-base.${type}`,
	typeVersion: 1,
	position: [0, 0],
	parameters,
	...more,
});
const to = (/** @type {string} */ name) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });

/** @param {any[]} nodes in a row */
const workflowOf = (nodes) => ({
	name: 'Keys',
	nodes,
	connections: Object.fromEntries(nodes.slice(1).map(({ name }, index) => [nodes[index].name, to(name)])),
	settings: { executionOrder: 'v1' },
});

describe('The automatic idempotency key of an item', () => {
	/** @type {Awaited<ReturnType<typeof startBareN8n>>} */
	let n8n;
	/** @type {Awaited<ReturnType<typeof startKeyedService>>} */
	let service;
	before(async () => {
		service = await startKeyedService();
		n8n = await startBareN8n();
	});
	after(async () => {
		await n8n?.stop();
		await service?.stop();
	});
	beforeEach(() => service.reset({ status: 503 }));

	const deliver = (body = '{"id":{{id}}}', settings = {}) =>
		node(
			DELIVER,
			'n8n-nodes-custom-webhook.customWebhook',
			{
				method: 'POST',
				url: service.url,
				contentType: 'json',
				jsonBody: body,
				options: {
					allowPrivateNetwork: true,
					idempotency: { values: { idempotencyKey: 'auto' } },
					retry: { values: { retryMode: 'never' } },
				},
			},
			settings,
		);
	const delivering = (/** @type {any[]} */ ...nodes) =>
		n8n.api.createWorkflow(
			workflowOf([
				node('Start', 'manualTrigger'),
				node('Items', 'code', { jsCode: ITEMS }, { typeVersion: 2 }),
				...nodes,
			]),
		);
	async function failing(/** @type {any[]} */ ...nodes) {
		const workflow = await delivering(...nodes);
		const execution = await n8n.api.run(workflow);
		assert.equal(execution.status, 'error', execution.error);
		return { workflow, execution };
	}
	const retry = (/** @type {string} */ id, loadWorkflow = false) =>
		n8n.api.call('POST', `/rest/executions/${id}/retry`, { loadWorkflow });

	it('is the same on Retry On Fail', async () => {
		await failing(deliver(undefined, { retryOnFail: true, maxTries: 3, waitBetweenTries: 10 }));
		const { received } = service.state;
		assert.equal(received.length, 9);
		assert.equal(new Set(received).size, 3);
	});

	it('is the same if a person retries the failed execution, again and again', async () => {
		const { execution } = await failing(deliver());
		const again = await retry(execution.id);
		assert.equal(again.status, 'error');
		service.state.status = 201;
		assert.equal((await retry(again.id)).status, 'success');
		const { received, acted } = service.state;
		assert.equal(received.length, 9);
		assert.equal(new Set(received).size, 3);
		assert.equal(acted.length, 3);
	});

	it('is the same if it is retried with the changed workflow, whatever is sent then', async () => {
		const { workflow, execution } = await failing(deliver());
		const { nodes, connections } = workflowOf([
			...workflow.nodes.slice(0, -1),
			deliver('{"new":{{id}}}'),
		]);
		await n8n.api.updateWorkflow(workflow.id, { nodes, connections });
		service.state.status = 201;
		assert.equal((await retry(execution.id, true)).status, 'success');
		const { received, bodies } = service.state;
		assert.equal(received.length, 6);
		assert.equal(new Set(received).size, 3);
		assert.deepEqual(bodies.slice(3).sort(), ['{"new":1}', '{"new":2}', '{"new":3}']);
	});

	it('is the same in a saved webhook that is called once more', async () => {
		const saved = await n8n.api.createWorkflow(
			workflowOf([
				node(
					'Called',
					'executeWorkflowTrigger',
					{ inputSource: 'passthrough' },
					{ typeVersion: 1.1 },
				),
				deliver(),
			]),
		);
		await n8n.api.activate(saved);
		const call = node(
			'Call',
			'n8n-nodes-custom-webhook.customWebhook',
			{ operation: 'callSaved', workflow: { __rl: true, mode: 'id', value: saved.id } },
			{ retryOnFail: true, maxTries: 2, waitBetweenTries: 10 },
		);
		const { execution } = await failing(call);
		service.state.status = 201;
		assert.equal((await retry(execution.id)).status, 'success');
		const { received, acted } = service.state;
		assert.equal(received.length, 9);
		assert.equal(new Set(received).size, 3);
		assert.equal(acted.length, 3);
	});

	it('is another one in another execution, and for each run of a loop', async () => {
		service.state.status = 201;
		const loop = workflowOf([
			node('Start', 'manualTrigger'),
			node('Items', 'code', { jsCode: ITEMS }, { typeVersion: 2 }),
			node('Loop', 'splitInBatches', { batchSize: 1, options: {} }, { typeVersion: 3 }),
			deliver(),
		]);
		const next = [{ node: 'Loop', type: 'main', index: 0 }];
		const connections = {
			...loop.connections,
			Loop: { main: [[], [{ node: DELIVER, type: 'main', index: 0 }]] },
			[DELIVER]: { main: [next] },
		};
		const workflow = await n8n.api.createWorkflow({ ...loop, connections });
		await n8n.api.run(workflow);
		await n8n.api.run(workflow);
		assert.equal(service.state.received.length, 6);
		assert.equal(service.state.acted.length, 6);
	});
});
