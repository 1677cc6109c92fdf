import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseFlatted } from '../../local/host/flatted.mjs';
import { NODE, startBareN8n, workflowOf } from './bare-n8n.mjs';

/** Milliseconds for one test on a busy machine. */
const TIMEOUT_MS = 60_000;

/** n8n takes a moment to know the address of a trigger that was switched on. Milliseconds. */
const POLL_MS = 200;

describe('Hints in a real n8n', () => {
	/** @type {Awaited<ReturnType<typeof startBareN8n>>} */
	let n8n;
	const service = createServer((_request, response) => response.writeHead(404).end());
	let serviceUrl = '';
	before(async () => {
		await new Promise((resolve) => service.listen(0, '127.0.0.1', () => resolve(undefined)));
		const { port } = /** @type {import('node:net').AddressInfo} */ (service.address());
		serviceUrl = `http://127.0.0.1:${port}/`;
		n8n = await startBareN8n();
	});
	after(async () => {
		await n8n?.stop();
		service.close();
	});

	/** @param {string} path */
	const callWebhook = (path) => fetch(`${n8n.url}/webhook/${path}`, { headers: { connection: 'close' } });

	/** Hints of the node in a run that a Webhook trigger started. @param {number | undefined} output that is connected */
	async function hintsWith(output) {
		const path = `hints-${output}`;
		const workflow = workflowOf({
			name: path,
			items: [],
			credentials: {},
			parameters: { url: serviceUrl, options: { allowPrivateNetwork: true } },
		});
		const [start] = workflow.nodes;
		const next = {
			id: 'next',
			name: 'Next',
			type: 'n8n-nodes-base.noOp',
			typeVersion: 1,
			position: [400, 0],
		};
		const outputs = output === undefined ? [] : [0, 1].map((each) => (each === output ? [NEXT] : []));
		const { id, versionId } = await n8n.api.createWorkflow({
			...workflow,
			pinData: {},
			nodes: [
				{
					...start,
					type: 'n8n-nodes-base.webhook',
					typeVersion: 2,
					webhookId: path,
					parameters: { path, responseMode: 'lastNode' },
				},
				{ ...workflow.nodes[1], alwaysOutputData: true },
				next,
			],
			connections: { ...workflow.connections, [NODE]: { main: outputs } },
		});
		await n8n.api.activate(/** @type {any} */ ({ id, versionId }));
		while ((await callWebhook(path)).status === 404) await sleep(POLL_MS);
		const { results } = await n8n.api.call(
			'GET',
			`/rest/executions?filter=${encodeURIComponent(JSON.stringify({ workflowId: id }))}`,
		);
		const { data } = await n8n.api.call('GET', `/rest/executions/${results[0].id}`);
		const { resultData } = /** @type {any} */ (parseFlatted(data));
		return resultData.runData[NODE][0].hints.map((/** @type {any} */ { message }) => message);
	}

	it('tell what failed, and that nothing takes it', { timeout: TIMEOUT_MS }, async () => {
		for (const output of [undefined, 0]) {
			const [count, unconnected, ...more] = await hintsWith(output);
			assert.equal(count, '1 of 1 item failed: 1 × status 404. The Failure branch says why.');
			assert.match(unconnected, /Nothing is connected to the Failure output/);
			assert.deepEqual(more, []);
		}
		assert.equal((await hintsWith(1)).length, 1);
	});
});

const NEXT = { node: 'Next', type: 'main', index: 0 };
