/** One webhook definition for many workflows: called, tested, edited, archived, restored. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

/** @param {import('./example-run.mjs').ExampleRun} example */
export function oneWebhookForMany(example) {
	describe('one webhook for many workflows, as eSputnik has them', () => {
		const file = '14b-promo-code-webhook.json';
		const caller = (/** @type {string} */ name, /** @type {string} */ town) => ({
			name,
			nodes: [
				{
					name: 'Start',
					type: 'n8n-nodes-base.manualTrigger',
					typeVersion: 1,
					parameters: {},
				},
				{
					name: 'Event',
					type: 'n8n-nodes-base.set',
					typeVersion: 3.4,
					parameters: {
						mode: 'raw',
						jsonOutput: JSON.stringify({ event: { email: 'a@example.com', town } }),
						options: {},
					},
				},
				{
					name: 'Call',
					type: 'n8n-nodes-base.executeWorkflow',
					typeVersion: 1.2,
					parameters: {
						source: 'database',
						workflowId: { __rl: true, mode: 'id', value: example.real.workflow(file).id },
						mode: 'once',
						options: {},
					},
				},
			].map((node, index) => ({ ...node, id: `caller-${index}`, position: [index * 200, 0] })),
			connections: {
				Start: { main: [[{ node: 'Event', type: 'main', index: 0 }]] },
				Event: { main: [[{ node: 'Call', type: 'main', index: 0 }]] },
			},
			settings: { executionOrder: 'v1' },
		});
		const callFrom = async (/** @type {string} */ name, /** @type {string} */ town) => {
			const workflow = await example.real.api.createWorkflow(caller(name, town));
			const ran = await example.real.run(workflow);
			return { ...ran, item: ran.execution.items('Call')[0]?.json };
		};
		const listed = async () => {
			const all = await example.real.api.call('GET', '/rest/workflows');
			return all.find((/** @type {{ id: string }} */ { id }) => id === example.real.workflow(file).id);
		};

		it('is used by each workflow that calls it', async () => {
			assert.equal((await callFrom('First caller', 'Kyiv')).item.data.WH5.promocode, 'KYIV-10');
			assert.equal((await callFrom('Second caller', 'Lviv')).item.data.WH5.promocode, 'LVIV-15');
		});

		it('gives back an item that failed, too', async () => {
			const { item } = await callFrom('Caller without a town', '');
			assert.equal(item.failure.kind, 'status');
			assert.equal(item.response.statusCode, 400);
		});

		it('is tested by itself, with an event that is typed in', async () => {
			const { execution: tested, requests: sent } = await example.real.run(example.real.workflow(file));
			assert.equal(sent.length, 1);
			assert.equal(tested.items('WH5')[0]?.json.data.WH5.promocode, 'ODESA-20');
		});

		it('is listed and edited in one place', async () => {
			assert.equal((await listed()).name, 'Custom Webhook 14b: WH5, promo code by town');
			const workflow = /** @type {any} */ (
				await example.real.api.workflow(example.real.workflow(file).id)
			);
			const nodes = structuredClone(workflow.nodes);
			nodes.find((/** @type {{ name: string }} */ { name }) => name === 'WH5').parameters.url +=
				'&version=2';
			await example.real.api.updateWorkflow(workflow.id, { nodes, connections: workflow.connections });
			const { requests: sent } = await callFrom('Caller after the change', 'Kyiv');
			assert.equal(sent[0]?.query.version, '2');
		});

		it('is still seen when it was archived, and works again when it was restored', async () => {
			const { id } = example.real.workflow(file);
			await example.real.api.archiveWorkflow(id);
			assert.equal((await listed()).isArchived, true);
			await example.real.api.restoreWorkflow(id);
			assert.equal((await listed()).isArchived, false);
			assert.equal((await callFrom('Caller after all', 'Kyiv')).item.data.WH5.promocode, 'KYIV-10');
		});

		it('is brought in again under the same id', async () => {
			const { id } = example.real.workflow(file);
			await example.real.api.archiveWorkflow(id);
			const again = await example.real.bringInExamples();
			assert.equal(again.get(file)?.id, id);
			assert.equal((await listed()).isArchived, false);
		});
	});
}
