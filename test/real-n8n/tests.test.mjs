import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { NODE, startBareN8n, workflowOf } from './bare-n8n.mjs';

/** Milliseconds for one test on a busy machine. */
const TIMEOUT_MS = 60_000;

const CONTACTS = Array.from({ length: 25 }, (_, id) => ({ contact: { id, email: `c${id}@example.com` } }));

describe('Tests in a real n8n', () => {
	/** @type {Awaited<ReturnType<typeof startBareN8n>>} */
	let n8n;
	/** @type {string[]} */
	let sent = [];
	const service = createServer((request, response) => {
		sent.push(request.url ?? '');
		response.end();
	});
	let serviceUrl = '';
	before(async () => {
		await new Promise((resolve) => service.listen(0, '127.0.0.1', () => resolve(undefined)));
		const { port } = /** @type {import('node:net').AddressInfo} */ (service.address());
		serviceUrl = `http://127.0.0.1:${port}`;
		n8n = await startBareN8n();
	});
	after(async () => {
		await n8n?.stop();
		service.close();
	});

	it(
		'one contact out of 25 sends one request, and the published workflow sends 25',
		{ timeout: TIMEOUT_MS },
		async () => {
			const path = 'test-of-one';
			const workflow = workflowOf({
				name: path,
				items: CONTACTS,
				credentials: {},
				parameters: {
					url: `${serviceUrl}/{{contact.id}}`,
					method: 'GET',
					options: {
						allowPrivateNetwork: true,
						test: {
							values: {
								testSend: 'choose',
								testPath: 'contact.email',
								testValue: 'c7@example.com',
							},
						},
					},
				},
			});
			const [start, node] = workflow.nodes;
			const jsCode = `return ${JSON.stringify(CONTACTS)}.map((json) => ({ json }));`;
			const created = /** @type {any} */ (
				await n8n.api.createWorkflow({
					...workflow,
					nodes: [
						start,
						node,
						{
							...start,
							id: 'hook',
							name: 'Hook',
							type: 'n8n-nodes-base.webhook',
							typeVersion: 2,
							webhookId: path,
							parameters: { path, responseMode: 'lastNode' },
						},
						{
							...start,
							id: 'code',
							name: 'Contacts',
							type: 'n8n-nodes-base.code',
							typeVersion: 2,
							parameters: { jsCode },
						},
					],
					connections: {
						...workflow.connections,
						Hook: { main: [[{ node: 'Contacts', type: 'main', index: 0 }]] },
						Contacts: { main: [[{ node: NODE, type: 'main', index: 0 }]] },
					},
				})
			);

			const execution = await n8n.api.run(created);
			assert.deepEqual(sent, ['/7']);
			const items = execution.items(NODE);
			assert.equal(items.length, 25);
			assert.equal(items.filter(({ json }) => json.request).length, 24);

			sent = [];
			await n8n.api.activate(created);
			const call = () => fetch(`${n8n.url}/webhook/${path}`, { headers: { connection: 'close' } });
			while ((await call()).status === 404) await sleep(200);
			assert.equal(sent.length, 25);
		},
	);
});
