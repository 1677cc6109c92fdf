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

	/** @param {string} path @param {number | undefined} output that is connected @param {object} [parameters] */
	async function createWorkflow(path, output, parameters = {}) {
		const workflow = workflowOf({
			name: path,
			items: [],
			credentials: {},
			parameters: {
				url: serviceUrl,
				contentType: 'none',
				options: { allowPrivateNetwork: true },
				...parameters,
			},
		});
		const [start, node] = workflow.nodes;
		const outputs = output === undefined ? [] : [0, 1].map((each) => (each === output ? [NEXT] : []));
		return await n8n.api.createWorkflow({
			...workflow,
			nodes: [
				{
					...start,
					type: 'n8n-nodes-base.webhook',
					typeVersion: 2,
					webhookId: path,
					parameters: { path, responseMode: 'lastNode' },
				},
				{ ...node, alwaysOutputData: true },
				{
					id: 'next',
					name: NEXT.node,
					type: 'n8n-nodes-base.noOp',
					typeVersion: 1,
					position: [400, 0],
				},
			],
			connections: { ...workflow.connections, [NODE]: { main: outputs } },
			pinData: { Start: [{ json: {} }] },
		});
	}

	/** What became of the node in an execution. @param {string} executionId */
	async function outcomeOf(executionId) {
		for (;;) {
			const execution = await n8n.api.call('GET', `/rest/executions/${executionId}`);
			if (execution.finished || ['error', 'crashed', 'success'].includes(execution.status)) {
				const { resultData } = /** @type {any} */ (parseFlatted(execution.data));
				const task = resultData.runData[NODE][0];
				return {
					status: execution.status,
					error: resultData.error?.message,
					hints: (task.hints ?? []).map((/** @type {any} */ { message }) => message),
					failed: task.data?.main?.[1]?.length ?? 0,
				};
			}
			await sleep(POLL_MS);
		}
	}

	/** @param {number | undefined} output that is connected @param {object} [parameters] */
	async function inProduction(output, parameters) {
		const path = `production-${output}-${Object.keys(parameters ?? {})}`;
		const workflow = await createWorkflow(path, output, parameters);
		await n8n.api.activate(/** @type {any} */ (workflow));
		while ((await callWebhook(path)).status === 404) await sleep(POLL_MS);
		const filter = encodeURIComponent(JSON.stringify({ workflowId: workflow.id }));
		const { results } = await n8n.api.call('GET', `/rest/executions?filter=${filter}`);
		return await outcomeOf(results[0].id);
	}

	/**
	 * As the editor runs it: *Execute workflow*, or *Execute step* on the node.
	 * @param {number | undefined} output that is connected @param {boolean} isStep
	 */
	async function inEditor(output, isStep) {
		const { id } = await createWorkflow(`editor-${output}-${isStep}`, output);
		const { executionId } = await n8n.api.call('POST', `/rest/workflows/${id}/run`, {
			workflowData: await n8n.api.call('GET', `/rest/workflows/${id}`),
			...(isStep
				? { destinationNode: { nodeName: NODE, mode: 'inclusive' }, runData: {}, dirtyNodeNames: [] }
				: {}),
			triggerToStartFrom: { name: 'Start' },
		});
		return await outcomeOf(executionId);
	}

	const FAILED = /^1 of 1 item failed: .*404 Not Found/;

	describe('with On Failure: Automatic', () => {
		it('a production run fails if nothing takes the failed items', { timeout: TIMEOUT_MS }, async () => {
			for (const output of [undefined, 0]) {
				const { status, error } = await inProduction(output);
				assert.equal(status, 'error');
				assert.match(error, FAILED);
			}
		});

		it('a production run routes them if Failure is connected', { timeout: TIMEOUT_MS }, async () => {
			const { status, hints, failed } = await inProduction(1);
			assert.deepEqual([status, failed, hints.length], ['success', 1, 1]);
			assert.match(hints[0], /^1 of 1 item failed: .*404 Not Found.* See the Failure tab\.$/);
		});

		for (const isStep of [false, true]) {
			const title = isStep ? 'a step of the editor' : 'a run of the editor';
			it(`${title} does the same`, { timeout: TIMEOUT_MS }, async () => {
				for (const output of [undefined, 0]) {
					const { status, error } = await inEditor(output, isStep);
					assert.equal(status, 'error');
					assert.match(error, FAILED);
				}
				const { status, failed } = await inEditor(1, isStep);
				assert.deepEqual([status, failed], ['success', 1]);
			});
		}
	});

	it(
		'tell that failed items are lost if the author routes them nowhere',
		{ timeout: TIMEOUT_MS },
		async () => {
			const { status, hints } = await inProduction(undefined, { onFailure: 'route' });
			assert.equal(status, 'success');
			assert.match(hints[0], FAILED);
			assert.match(hints[1], /Nothing is connected to the Failure output/);
		},
	);
});

const NEXT = { node: 'Next', type: 'main', index: 0 };
