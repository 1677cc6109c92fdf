/** A fresh n8n with the packed package, the local service and the examples, for one test file. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importExamples, readCredentials } from '../../local/host/examples.mjs';
import { startN8n } from '../../local/host/start-n8n.mjs';
import { secretsOf } from '../../local/service/secrets.mjs';
import { startService } from '../../local/service/server.mjs';
import { owner } from '../../local/settings.mjs';
import { installPackage } from '../../local/setup/install-package.mjs';
import { findNodeRuntime } from '../../local/setup/node-runtime.mjs';
import { freePort } from '../../local/support/ports.mjs';

/**
 * @param {{ env?: NodeJS.ProcessEnv }} [options] on top of n8n's environment
 */
export async function startRealN8n({ env } = {}) {
	const folder = await mkdtemp(join(tmpdir(), 'custom-webhook-n8n-'));
	const { node } = findNodeRuntime();
	const installed = await installPackage(folder);
	const secrets = secretsOf(await readCredentials());
	const service = await startService({ port: 0, secrets });
	const logFile = join(folder, 'n8n.log');
	const n8n = await startN8n({ node, port: await freePort(), userFolder: folder, logFile, env }).catch(
		async (error) => {
			await service.stop();
			throw error;
		},
	);
	const memoryFile = join(folder, 'examples.json');
	const bringInExamples = () => importExamples(n8n.api, { serviceUrl: service.url, memoryFile });
	const stop = async () => {
		await n8n.stop();
		await service.stop();
		await rm(folder, { recursive: true, force: true, maxRetries: 3 });
	};
	// What is left running would keep the test file from ending.
	const orStop = async (/** @type {unknown} */ error) => {
		await stop();
		throw error;
	};
	await n8n.api.logIn(owner).catch(orStop);
	const workflows = await bringInExamples().catch(orStop);

	return {
		api: n8n.api,
		n8n,
		node,
		service,
		secrets,
		installed,
		folder,
		memoryFile,
		bringInExamples,
		/** @param {string} file @returns {import('../../local/host/api.mjs').Workflow} */
		workflow(file) {
			const workflow = workflows.get(file);
			if (!workflow) throw new Error(`There is no example ${file}.`);
			return workflow;
		},
		/** Runs a workflow, and gives what the service received meanwhile too. */
		async run(/** @type {import('../../local/host/api.mjs').Workflow} */ workflow) {
			const last = service.requests().at(-1)?.number ?? 0;
			const execution = await n8n.api.run(workflow);
			return { execution, requests: service.requests().filter(({ number }) => number > last) };
		},
		stop,
	};
}
