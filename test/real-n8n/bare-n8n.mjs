/** A fresh n8n with the packed package and an owner, and nothing else. */
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startN8n } from '../../local/host/start-n8n.mjs';
import { owner } from '../../local/settings.mjs';
import { installPackage } from '../../local/setup/install-package.mjs';
import { findNodeRuntime } from '../../local/setup/node-runtime.mjs';
import { freePort } from '../../local/support/ports.mjs';

/** The node under test in every workflow of these tests. */
export const NODE = 'Deliver';

/**
 * @param {{ env?: NodeJS.ProcessEnv, install?: (userFolder: string) => Promise<unknown> }} [options]
 *   `env`: on top of n8n's environment; `install`: puts the package where n8n finds it
 */
export async function startBareN8n({ env, install = installPackage } = {}) {
	const folder = await mkdtemp(join(tmpdir(), 'custom-webhook-n8n-'));
	const { node } = findNodeRuntime();
	await install(folder);
	const logFile = join(folder, 'n8n.log');
	const n8n = await startN8n({ node, port: await freePort(), userFolder: folder, logFile, env });
	await n8n.api.logIn(owner);
	return {
		api: n8n.api,
		url: n8n.url,
		folder,
		/** Everything that n8n printed. */
		log: () => readFile(logFile, 'utf8'),
		/** The raw bytes of the database, with what is not yet moved out of its journal. */
		async database() {
			const names = (await readdir(join(folder, '.n8n'))).filter((name) =>
				name.startsWith('database.sqlite'),
			);
			const files = await Promise.all(names.map((name) => readFile(join(folder, '.n8n', name))));
			return Buffer.concat(files).toString('latin1');
		},
		async stop() {
			await n8n.stop();
			await rm(folder, { recursive: true, force: true, maxRetries: 3 });
		},
	};
}

/**
 * A manual trigger with pinned items, then the node under test.
 *
 * @param {{ name: string, items: object[], parameters: object, credentials: Record<string, { id: string, name: string }> }} parts
 */
export function workflowOf({ name, items, parameters, credentials }) {
	return {
		name,
		nodes: [
			{
				parameters: {},
				id: 'trigger',
				name: 'Start',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
			},
			{
				parameters,
				id: 'node',
				name: NODE,
				type: 'n8n-nodes-custom-webhook.customWebhook',
				typeVersion: 1,
				position: [200, 0],
				credentials,
			},
		],
		connections: { Start: { main: [[{ node: NODE, type: 'main', index: 0 }]] } },
		pinData: { Start: items.map((json) => ({ json })) },
		settings: { executionOrder: 'v1' },
	};
}
