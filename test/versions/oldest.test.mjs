/** The packed package in the oldest n8n that it claims. */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';

import { listExamples, readCredentials } from '../../local/host/examples.mjs';
import { startN8n } from '../../local/host/start-n8n.mjs';
import { secretsOf } from '../../local/service/secrets.mjs';
import { startService } from '../../local/service/server.mjs';
import { EXAMPLE_SERVICE_URL, examplesFolder, owner } from '../../local/settings.mjs';
import { installPackage } from '../../local/setup/install-package.mjs';
import { oldestN8nFolder } from '../../local/setup/install-oldest-n8n.mjs';
import { freePort } from '../../local/support/ports.mjs';
import { HABITS, NAMES, OF_MANY, PLAIN } from '../real-n8n/expression-kinds.mjs';
import {
	assertSame,
	asWritten,
	byN8nAlone,
	itemByItem,
	listOf,
	previewsBy,
} from '../real-n8n/expression-previews.mjs';

const RUN_TIMEOUT_MS = 60_000;

/** What this n8n does not know, or cannot load on Node 20: its expression sandbox needs Node 22. */
const ENVIRONMENT = { N8N_DISABLED_MODULES: '', N8N_EXPRESSION_ENGINE: 'legacy' };

const NODE = 'Deliver the contact';

/** @type {string} */
let folder;
/** @type {Awaited<ReturnType<typeof startService>>} */
let service;
/** @type {Awaited<ReturnType<typeof startN8n>>} */
let n8n;
before(async () => {
	folder = await mkdtemp(join(tmpdir(), 'custom-webhook-oldest-'));
	await installPackage(folder);
	n8n = await startN8n({
		node: process.execPath,
		port: await freePort(),
		userFolder: folder,
		logFile: join(folder, 'n8n.log'),
		program: oldestN8nFolder,
		env: ENVIRONMENT,
	});
	service = await startService({ port: 0, secrets: secretsOf(await readCredentials()) });
	await n8n.api.logIn(owner);
});
after(async () => {
	await n8n?.stop();
	await service?.stop();
	await rm(folder, { recursive: true, force: true, maxRetries: 3 });
});

/** @param {any} example a workflow whose first node starts it */
async function run(example) {
	// This n8n wants to be told that a new workflow is not active, and the workflow itself with each run.
	const workflow = await n8n.api.createWorkflow({ ...example, active: false });
	const { executionId } = await n8n.api.call('POST', `/rest/workflows/${workflow.id}/run`, {
		workflowData: workflow,
		triggerToStartFrom: { name: example.nodes[0].name },
	});
	return await n8n.api.waitForExecution(executionId, RUN_TIMEOUT_MS);
}

it('the oldest n8n loads the node, and its variant for AI agents', async () => {
	const names = (await n8n.api.nodeTypes()).map(({ name }) => name);
	assert.ok(names.includes('n8n-nodes-custom-webhook.customWebhook'));
	assert.ok(names.includes('n8n-nodes-custom-webhook.customWebhookTool'));
});

it('the oldest n8n runs the first example: the contact arrives, and its variables are mapped', async () => {
	const [first] = await listExamples();
	const text = await readFile(join(examplesFolder, first), 'utf8');
	const example = JSON.parse(text.replaceAll(EXAMPLE_SERVICE_URL, service.url));
	const execution = await run(example);

	assert.equal(execution.status, 'success', execution.error);
	const [{ json }] = execution.items(NODE);
	assert.equal(execution.items(NODE, 1).length, 0);
	assert.equal(json.response.ok, true);
	assert.equal(json.variables.isNew, true);
	assert.equal(json.variables.answeredWith, json.response.statusCode);
	assert.ok(json.variables.subscriberId);
	const sent = service.requests().at(-1)?.body;
	assert.equal(sent.email, 'zoe@example.com');
	assert.equal(sent.name, 'Zoë "Zo" O\'Neil');
	assert.equal(sent.company, 'example.com');
});

it('in the oldest n8n an expression gives the same for many items at once as item by item', async () => {
	const byItself = [...PLAIN, ...OF_MANY.filter((code) => !code.startsWith('@'))];
	const named = [...NAMES, ...HABITS, ...OF_MANY];
	// This n8n hands the same items to each node of an execution, and an expression may change them.
	const preview = async (/** @type {string} */ body) => (await previewsBy(run, [body]))[0];
	assertSame(
		byItself,
		await preview(listOf(byItself, asWritten)),
		await preview(listOf(byItself, byN8nAlone)),
	);
	assertSame(named, await preview(listOf(named, asWritten)), await preview(listOf(named, itemByItem)));
});
