/**
 * The built node in n8n's engine alone, without the rest of n8n: for finding where time goes.
 *
 *   npm run bench:engine                                 20,000 items over HTTP, five rounds
 *   npm run bench:engine -- --items 1000 --https --rounds 20 --concurrency 50 --expressions --preview
 *   npm run bench:engine -- --items 1000 --batch 100    1,000 items in 10 requests
 *
 * With a profile, to be opened in Chrome's DevTools (Performance → Load profile) or read with bench/profile.mjs:
 *
 *   node --cpu-prof --cpu-prof-dir=/tmp/profile bench/engine.mjs
 *   node bench/profile.mjs /tmp/profile
 *
 * `--log` lets the node's line for each delivery through to the terminal, as n8n does by default.
 * `--package FOLDER` takes another build of the package, to compare two of them side by side.
 * `--preview` renders each request and sends nothing: the difference to a run without it is what sending costs.
 */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { EXPRESSION_BODY, HANDLEBARS_BODY, makeItems } from './items.mjs';
import { startServer } from './server.mjs';

const PROJECT = dirname(dirname(fileURLToPath(import.meta.url)));

const { values: flags } = parseArgs({
	options: {
		items: { type: 'string', default: '20000' },
		rounds: { type: 'string', default: '5' },
		concurrency: { type: 'string', default: '10' },
		batch: { type: 'string', default: '1' },
		https: { type: 'boolean', default: false },
		expressions: { type: 'boolean', default: false },
		preview: { type: 'boolean', default: false },
		log: { type: 'boolean', default: false },
		package: { type: 'string', default: PROJECT },
	},
});

// n8n reads it when it is loaded. The node logs one line a delivery, which is n8n's work and not the node's.
process.env.N8N_LOG_LEVEL = flags.log ? 'info' : 'error';

const require = createRequire(import.meta.url);
require('reflect-metadata');
const { ExecutionLifecycleHooks, PackageDirectoryLoader, WorkflowExecute } = require('n8n-core');
const { createRunExecutionData, NodeHelpers, Workflow } = require('n8n-workflow');

const NODE_NAME = 'Custom Webhook';

const nodeTypes = await loadPackage();
const server = await startServer();
const items = makeItems(Number(flags.items)).map((json) => ({ json }));
const parameters = {
	operation: flags.preview ? 'preview' : 'send',
	method: 'POST',
	url: `${flags.https ? server.https : server.http}/`,
	jsonBody: flags.expressions ? EXPRESSION_BODY : HANDLEBARS_BODY,
	onFailure: 'stop',
	options: {
		allowPrivateNetwork: true,
		ignoreSslIssues: true,
		limits: { values: { concurrency: Number(flags.concurrency) } },
		batch: { values: { batchSize: Number(flags.batch) } },
	},
};

for (let round = 1; round <= Number(flags.rounds); round++) {
	const startedAt = performance.now();
	const cpuBefore = process.cpuUsage();
	await runNode();
	const ms = performance.now() - startedAt;
	const { user, system } = process.cpuUsage(cpuBefore);
	const cpuMs = (user + system) / 1000;
	const { requests, connections } = await server.take();
	console.log(
		`round ${round}: ${ms.toFixed(0)} ms, ${perItem(ms)} µs an item (${perItem(cpuMs)} µs of CPU); ` +
			`${requests} requests on ${connections} connections`,
	);
}
server.stop();

/** @param {number} ms for all items */
function perItem(ms) {
	return ((ms * 1000) / items.length).toFixed(1);
}

/** @returns {Promise<import('n8n-workflow').INodeTypes>} */
async function loadPackage() {
	const loader = new PackageDirectoryLoader(flags.package);
	await loader.loadAll();
	const node = loader.nodeTypes.customWebhook.type;
	return /** @type {any} */ ({
		getByName: () => node,
		getByNameAndVersion: () => NodeHelpers.getVersionedNodeType(node),
		getKnownTypes: () => ({}),
	});
}

/** @throws {Error} where the node did not deliver every item */
async function runNode() {
	const node = {
		id: 'node-under-test',
		name: NODE_NAME,
		type: 'n8n-nodes-custom-webhook.customWebhook',
		typeVersion: 1,
		position: /** @type {[number, number]} */ ([0, 0]),
		parameters,
	};
	const workflow = new Workflow({
		id: 'bench',
		name: 'Benchmark',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes,
		settings: { executionOrder: 'v1' },
	});
	const stack = [
		{
			node: /** @type {import('n8n-workflow').INode} */ (workflow.getNode(NODE_NAME)),
			data: { main: [items] },
			source: null,
		},
	];
	const execution = new WorkflowExecute(
		additionalData(workflow),
		'manual',
		createRunExecutionData({ executionData: { nodeExecutionStack: stack } }),
	);
	const { data } = await execution.processRunExecutionData(workflow);
	if (data.resultData.error) throw data.resultData.error;
	const success = data.resultData.runData[NODE_NAME][0]?.data?.main[0] ?? [];
	if (success.length !== items.length) throw new Error(`${success.length} of ${items.length} items`);
}

/** @param {any} workflow @returns {any} what a run of this node asks for, and no more */
function additionalData({ id, name, nodes }) {
	/** @type {any} */
	const workflowData = { id, name, nodes: Object.values(nodes), connections: {}, active: false };
	return {
		executionId: 'bench',
		hooks: new ExecutionLifecycleHooks('manual', 'bench', workflowData),
		restApiUrl: 'http://127.0.0.1/rest',
		webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting',
		formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
		variables: {},
		currentNodeExecutionIndex: 0,
		credentialsHelper: { getParentTypes: () => [] },
	};
}
