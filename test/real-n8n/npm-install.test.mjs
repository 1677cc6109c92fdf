import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { projectFolder } from '../../local/settings.mjs';
import { npm } from '../../local/setup/npm.mjs';
import { runChild } from '../../local/support/children.mjs';
import { NODE, startBareN8n, workflowOf } from './bare-n8n.mjs';

const PACKAGE = 'n8n-nodes-custom-webhook';

/** The command of the README, with a packed package in place of the published one. @param {string} tarball */
async function installCommand(tarball) {
	const readme = await readFile(join(projectFolder, 'README.md'), 'utf8');
	const block = readme
		.split('```bash\n')
		.map((part) => part.split('```')[0])
		.find((part) => part.includes('npm install'));
	return String(block).trim().replaceAll('\n', ' && ').replace(PACKAGE, `"${tarball}"`);
}

describe('npm install, as the README says', () => {
	/** @type {Awaited<ReturnType<typeof startBareN8n>>} */
	let n8n;
	let folder = '';

	/** @param {string} home of the user that runs n8n */
	async function install(home) {
		await npm(['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: projectFolder });
		const [tarball] = await readdir(folder);
		const command = await installCommand(join(folder, String(tarball)));
		// npm hands the settings of this project on to what it runs; a user's npm does not know them.
		const own = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
		const env = { ...Object.fromEntries(own), HOME: home, npm_config_offline: 'true' };
		const { code, output } = await runChild('sh', ['-c', command], { cwd: home, env });
		assert.equal(code, 0, output);
	}

	before(async () => {
		folder = await mkdtemp(join(tmpdir(), 'custom-webhook-npm-'));
		n8n = await startBareN8n({ install });
	});
	after(async () => {
		await n8n?.stop();
		await rm(folder, { recursive: true, force: true });
	});

	it('puts one package there, and no second n8n-workflow', async () => {
		const installed = await readdir(join(n8n.folder, '.n8n', 'nodes', 'node_modules'));
		assert.deepEqual(
			installed.filter((name) => !name.startsWith('.')),
			[PACKAGE],
		);
	});

	it('is all that n8n needs to find the node and to run it', async () => {
		const names = (await n8n.api.nodeTypes()).map(({ name }) => name);
		assert.ok(names.includes(`${PACKAGE}.customWebhook`));
		const parameters = { operation: 'preview', url: 'https://api.example.com/{{id}}', method: 'GET' };
		const set = { name: 'Installed by npm', items: [{ id: 7 }], parameters, credentials: {} };
		const execution = await n8n.api.run(await n8n.api.createWorkflow(workflowOf(set)));
		const [item] = execution.items(NODE);
		assert.equal(item.json.request.url, 'https://api.example.com/7');
	});
});
