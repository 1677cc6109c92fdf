import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startBareN8n } from './bare-n8n.mjs';

/** Milliseconds for one test on a busy machine. */
const TIMEOUT_MS = 60_000;

const SECRET = 'tenant-secret-4711';
const CALL = 'Call';
const DELIVER = 'Deliver';

const node = (/** @type {string} */ name, /** @type {string} */ type, parameters = {}, more = {}) => ({
	id: name,
	name,
	type: type.includes('.') ? type : `n8n-nodes-base.${type}`,
	typeVersion: 1,
	position: [0, 0],
	parameters,
	...more,
});
const CUSTOM_WEBHOOK = 'n8n-nodes-custom-webhook.customWebhook';
const to = (/** @type {string} */ name) => [{ node: name, type: 'main', index: 0 }];

describe('Saved webhooks in a real n8n', () => {
	/** @type {Awaited<ReturnType<typeof startBareN8n>>} */
	let n8n;
	/** @type {string[]} */
	let sent = [];
	const service = createServer((request, response) => {
		sent.push(`${request.url} ${request.headers['x-tenant'] ?? ''}`);
		if (request.url?.includes('slow')) return;
		response.writeHead(request.url?.includes('bad') ? 422 : 200, { 'content-type': 'application/json' });
		response.end('{"ok":true}');
	});
	let serviceUrl = '';
	/** @type {{ id: string, name: string }} */
	let credential;
	before(async () => {
		await new Promise((resolve) => service.listen(0, '127.0.0.1', () => resolve(undefined)));
		const { port } = /** @type {import('node:net').AddressInfo} */ (service.address());
		serviceUrl = `http://127.0.0.1:${port}`;
		n8n = await startBareN8n();
		credential = await n8n.api.createCredential({
			name: 'Service',
			type: 'customWebhookServiceApi',
			data: {
				baseUrl: serviceUrl,
				headers: { row: [{ name: 'X-Tenant', value: SECRET }] },
			},
		});
	});
	after(async () => {
		await n8n?.stop();
		service.closeAllConnections();
		service.close();
	});

	const webhook = (parameters = {}, more = {}) =>
		node(
			DELIVER,
			CUSTOM_WEBHOOK,
			{
				url: '/contacts/{{contact.id}}',
				method: 'GET',
				authentication: 'service',
				options: { allowPrivateNetwork: true },
				...parameters,
			},
			{
				credentials: { customWebhookServiceApi: { id: credential.id, name: credential.name } },
				...more,
			},
		);

	/** A saved webhook: the trigger, then these nodes in a row. @param {any[]} nodes @param {object} [trigger] */
	async function save(nodes, trigger = { inputSource: 'passthrough' }, settings = {}) {
		const all = [node('Start', 'executeWorkflowTrigger', trigger, { typeVersion: 1.1 }), ...nodes];
		const pairs = all.slice(1).map((next, index) => [all[index].name, { main: [to(next.name)] }]);
		const workflow = await n8n.api.createWorkflow({
			name: `Saved ${Math.random()}`,
			nodes: all,
			connections: Object.fromEntries(pairs),
			settings: { executionOrder: 'v1', callerPolicy: 'workflowsFromSameOwner', ...settings },
		});
		return /** @type {any} */ (workflow);
	}

	/** A workflow that calls a saved one. @param {string} id @param {object[]} items @param {object} [parameters] */
	async function caller(id, items, parameters = {}) {
		return await n8n.api.createWorkflow({
			name: `Caller ${Math.random()}`,
			nodes: [
				node('Start', 'manualTrigger'),
				node(CALL, CUSTOM_WEBHOOK, {
					operation: 'callSaved',
					workflow: { __rl: true, mode: 'list', value: id },
					...parameters,
				}),
				node('Done', 'noOp'),
				node('Failed', 'noOp'),
			],
			connections: {
				Start: { main: [to(CALL)] },
				[CALL]: { main: [to('Done'), to('Failed')] },
			},
			pinData: { Start: items.map((json) => ({ json })) },
			settings: { executionOrder: 'v1' },
		});
	}

	/** What leaves a call. @param {any} workflow */
	async function run(workflow) {
		sent = [];
		const execution = await n8n.api.run(workflow);
		const leaving = (/** @type {number} */ output) =>
			execution.items(CALL, output).map(({ json, pairedItem }) => ({ json, pairedItem }));
		return { ...execution, success: leaving(0), failure: leaving(1) };
	}

	const contacts = (/** @type {(string | number)[]} */ ...ids) => ids.map((id) => ({ contact: { id } }));
	const ids = (/** @type {any[]} */ items) => items.map(({ json }) => json.contact.id);
	const pairs = (/** @type {any[]} */ items) => items.map(({ pairedItem }) => pairedItem.item);

	it('two workflows share one webhook and one service', { timeout: TIMEOUT_MS }, async () => {
		const saved = await save([webhook()]);
		const one = await caller(saved.id, contacts(1, 'bad', 3));
		const two = await caller(saved.id, contacts(4));

		const { success, failure, status } = await run(one);
		assert.equal(status, 'success');
		assert.deepEqual(
			[ids(success), pairs(success)],
			[
				[1, 3],
				[0, 2],
			],
		);
		assert.deepEqual([ids(failure), pairs(failure)], [['bad'], [1]]);
		assert.equal(failure[0]?.json.failure.statusCode, 422);
		assert.deepEqual(sent.toSorted(), [
			`/contacts/1 ${SECRET}`,
			`/contacts/3 ${SECRET}`,
			`/contacts/bad ${SECRET}`,
		]);
		await run(two);
		assert.deepEqual(sent, [`/contacts/4 ${SECRET}`]);

		// an edit in one place changes both
		const edited = saved.nodes.map((/** @type {any} */ each) =>
			each.name === DELIVER
				? { ...each, parameters: { ...each.parameters, url: '/v2/{{contact.id}}' } }
				: each,
		);
		await n8n.api.updateWorkflow(saved.id, { nodes: edited, versionId: saved.versionId });
		await n8n.api.updateCredential(credential.id, {
			name: 'Service',
			type: 'customWebhookServiceApi',
			data: { baseUrl: serviceUrl, headers: { row: [{ name: 'X-Tenant', value: `${SECRET}-2` }] } },
		});
		await run(one);
		assert.ok(sent.includes(`/v2/1 ${SECRET}-2`), String(sent));
		await run(two);
		assert.deepEqual(sent, [`/v2/4 ${SECRET}-2`]);

		for (const { id } of [saved, one, two])
			assert.ok(!JSON.stringify(await n8n.api.workflow(id)).includes('tenant-secret'));
	});

	it('pairs what steps before and after the webhook made', { timeout: TIMEOUT_MS }, async () => {
		const sort = node('Sort', 'sort', {
			sortFieldsUi: { sortField: [{ fieldName: 'contact.id', order: 'descending' }] },
		});
		const set = node('Set', 'set', {
			values: { string: [{ name: 'mark', value: 'seen' }] },
			options: {},
		});
		const saved = await save([sort, webhook({ onFailure: 'continue' }), set]);
		const { success, failure } = await run(await caller(saved.id, contacts(1, 2, 3)));
		assert.deepEqual([ids(success), pairs(success), failure], [[1, 2, 3], [0, 1, 2], []]);
		assert.equal(success[0]?.json.mark, 'seen');
	});

	it('keeps a failure that the saved webhook routes nowhere', { timeout: TIMEOUT_MS }, async () => {
		const set = node('Set', 'set', {
			values: { string: [{ name: 'mark', value: 'seen' }] },
			options: {},
		});
		const saved = await save([webhook(), set]);
		const { success, failure } = await run(await caller(saved.id, contacts('bad', 2)));
		assert.deepEqual([ids(success), ids(failure)], [[2], ['bad']]);
		assert.equal(failure[0]?.json.failure.statusCode, 422);
	});

	it('says of each item that is dropped or doubled', { timeout: TIMEOUT_MS }, async () => {
		const double = node(
			'Double',
			'code',
			{
				jsCode: `return $input.all().flatMap((item, index) => item.json.contact.id === 1 ? [] : item.json.contact.id === 2
				? [{ json: item.json, pairedItem: index }, { json: item.json, pairedItem: index }]
				: [{ json: item.json, pairedItem: index }]);`,
			},
			{ typeVersion: 2 },
		);
		const saved = await save([webhook(), double]);
		const { success, failure } = await run(await caller(saved.id, contacts(1, 2, 3)));
		assert.deepEqual([ids(success), ids(failure)], [[3], [1, 2]]);
		assert.match(failure[0]?.json.failure.message, /returned nothing for this item/);
		assert.match(failure[1]?.json.failure.message, /returned 2 results for this item/);
		assert.equal(failure[1]?.json.results.length, 2);
	});

	for (const [title, nodes, message] of /** @type {Array<[string, () => any[], RegExp]>} */ ([
		['has no Custom Webhook', () => [node('Set', 'noOp')], /ran no Custom Webhook node/],
		[
			'ends with an error',
			() => [webhook(), node('Stop', 'stopAndError', { errorMessage: 'Oh no' })],
			/ended with an error: Oh no/,
		],
		[
			'waits',
			() => [
				webhook(),
				node(
					'Wait',
					'wait',
					{ amount: 5, unit: 'minutes', resume: 'timeInterval' },
					{ typeVersion: 1.1, webhookId: 'w' },
				),
			],
			/The saved webhook waits/,
		],
	]))
		it(`fails all items if the saved webhook ${title}`, { timeout: TIMEOUT_MS }, async () => {
			const saved = await save(nodes());
			const { success, failure, status } = await run(await caller(saved.id, contacts(1, 2)));
			assert.equal(status, 'success');
			assert.deepEqual([success, ids(failure)], [[], [1, 2]]);
			assert.match(failure[1]?.json.failure.message, message);
		});

	it('fails all items if the saved webhook was deleted', { timeout: TIMEOUT_MS }, async () => {
		const saved = await save([webhook()]);
		await n8n.api.archiveWorkflow(saved.id);
		await n8n.api.call('DELETE', `/rest/workflows/${saved.id}`);
		const { failure } = await run(await caller(saved.id, contacts(1, 2)));
		assert.deepEqual(ids(failure), [1, 2]);
		assert.match(failure[0]?.json.failure.description, /It was deleted, or its ID is wrong/);
		assert.deepEqual(sent, []);
	});

	it(
		'calls the published version in production, and fails without one',
		{ timeout: TIMEOUT_MS },
		async () => {
			const saved = await save([webhook()]);
			const path = 'calls-saved';
			const workflow = /** @type {any} */ (await caller(saved.id, []));
			const start = {
				parameters: { path, responseMode: 'lastNode', responseData: 'allEntries' },
				webhookId: path,
			};
			const nodes = workflow.nodes.map((/** @type {any} */ each) => {
				if (each.name === 'Start')
					return { ...each, ...start, type: 'n8n-nodes-base.webhook', typeVersion: 2 };
				return each;
			});
			const updated = await n8n.api.updateWorkflow(workflow.id, {
				nodes,
				pinData: {},
				versionId: workflow.versionId,
			});
			await n8n.api.activate(/** @type {any} */ (updated));
			const call = async () => {
				for (;;) {
					const response = await fetch(`${n8n.url}/webhook/${path}`, {
						headers: { connection: 'close' },
					});
					if (response.status !== 404) return /** @type {any} */ (await response.json());
					await sleep(200);
				}
			};
			const [unpublished] = await call();
			assert.match(unpublished.failure.description, /not published/);
			await n8n.api.activate(await n8n.api.call('GET', `/rest/workflows/${saved.id}`));
			// n8n takes a moment to know what was published
			let [published] = await call();
			while (/not published/.test(published.failure?.description)) [published] = await call();
			assert.equal(published.response?.ok, true, JSON.stringify(published));
		},
	);

	it(
		'shows the inputs of the saved webhook as fields, and sends them',
		{ timeout: TIMEOUT_MS },
		async () => {
			const saved = await save([webhook({ url: '/i/{{email}}/{{age}}' })], {
				inputSource: 'workflowInputs',
				workflowInputs: { values: [{ name: 'email' }, { name: 'age', type: 'number' }] },
			});
			const inputsOf = async (/** @type {string} */ id) =>
				await n8n.api.call('POST', '/rest/dynamic-node-parameters/local-resource-mapper-fields', {
					path: 'parameters.workflowInputs',
					nodeTypeAndVersion: { name: CUSTOM_WEBHOOK, version: 1 },
					currentNodeParameters: {
						operation: 'callSaved',
						workflow: { __rl: true, mode: 'list', value: id },
					},
					methodName: 'loadSavedInputs',
				});
			const { fields } = await inputsOf(saved.id);
			assert.deepEqual(
				fields.map((/** @type {any} */ field) => [field.id, field.type]),
				[
					['email', 'string'],
					['age', 'number'],
				],
			);
			const bare = await save([node('Nothing', 'noOp')]);
			assert.match((await inputsOf(bare.id)).emptyFieldsNotice, /no Custom Webhook/);

			const workflowInputs = {
				mappingMode: 'defineBelow',
				value: { email: '={{ $json.contact.id }}@example.com', age: 7 },
				schema: fields,
				matchingColumns: [],
			};
			const lines = ['/i/a%40example.com/7', '/i/b%40example.com/7'];
			await run(await caller(saved.id, contacts('a', 'b'), { workflowInputs }));
			assert.deepEqual(sent.map((line) => line.split(' ')[0]).toSorted(), lines);
			// The same in n8n's Fixed mode, with a placeholder.
			Object.assign(workflowInputs.value, { email: '{{contact.id}}@example.com' });
			await run(await caller(saved.id, contacts('a', 'b'), { workflowInputs }));
			assert.deepEqual(sent.map((line) => line.split(' ')[0]).toSorted(), lines);
		},
	);

	it('stops what the saved webhook sends with its caller', { timeout: TIMEOUT_MS }, async () => {
		const saved = await save([webhook({ url: '/slow/{{contact.id}}' })]);
		const workflow = await caller(saved.id, contacts(1));
		sent = [];
		let closed = false;
		service.once('request', (request) => request.once('close', () => (closed = true)));
		const { executionId } = await n8n.api.call('POST', `/rest/workflows/${workflow.id}/run`, {
			triggerToStartFrom: { name: 'Start' },
		});
		while (sent.length === 0) await sleep(50);
		await n8n.api.call('POST', `/rest/executions/${executionId}/stop`);
		while (!closed) await sleep(50);
		const { status } = await n8n.api.waitForExecution(executionId, TIMEOUT_MS);
		assert.equal(status, 'canceled');
	});
});
