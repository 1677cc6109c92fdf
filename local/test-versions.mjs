/**
 * `npm run test:versions`: the packed package in the oldest n8n that it claims; the newest is what
 * `npm run test:n8n` runs.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectFolder } from './settings.mjs';
import { buildPackage } from './setup/build.mjs';
import { installOldestN8n } from './setup/install-oldest-n8n.mjs';
import { installProject } from './setup/install-project.mjs';
import { explain } from './support/problem.mjs';

/** One start of n8n and one execution, on a busy machine. Milliseconds. */
const FILE_TIMEOUT_MS = 240_000;

try {
	await installProject();
	await buildPackage();
	await installOldestN8n();
} catch (error) {
	console.error(explain(error));
	process.exit(1);
}

const runner = spawn(
	process.execPath,
	[
		'--test',
		`--test-timeout=${FILE_TIMEOUT_MS}`,
		join(projectFolder, 'test', 'versions', 'oldest.test.mjs'),
	],
	{ stdio: 'inherit', cwd: projectFolder },
);
runner.once('exit', (code) => process.exit(code ?? 1));
