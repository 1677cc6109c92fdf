/**
 * `npm run test:editor`: the packed package in a real n8n and a real Chromium.
 * Installs and builds what is missing, then hands over to Node's own test runner.
 *
 * `npm run test:editor -- --images` also puts the pictures into docs/images, to be looked at.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildPackage } from '../../local/setup/build.mjs';
import { installN8n } from '../../local/setup/install-n8n.mjs';
import { installProject } from '../../local/setup/install-project.mjs';
import { projectFolder } from '../../local/settings.mjs';
import { explain } from '../../local/support/problem.mjs';

/** Half of it is enough on a machine that has nothing else to do. Milliseconds. */
const TIMEOUT_MS = 600_000;

try {
	await installProject();
	await buildPackage();
	await installN8n();
} catch (error) {
	console.error(explain(error));
	process.exit(1);
}

const images = process.argv.includes('--images');
const runner = spawn(
	process.execPath,
	['--test', `--test-timeout=${TIMEOUT_MS}`, join(projectFolder, 'test', 'editor', 'editor.test.mjs')],
	{
		stdio: 'inherit',
		cwd: projectFolder,
		env: { ...process.env, ...(images ? { EDITOR_IMAGES: '1' } : {}) },
	},
);
runner.once('exit', (code) => process.exit(code ?? 1));
