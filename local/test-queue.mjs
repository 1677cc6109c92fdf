/**
 * `npm run test:queue`: the packed package in a real n8n in queue mode, with a Redis and a PostgreSQL of its own,
 * all on loopback. Installs and builds what is missing, then hands over to Node's own test runner.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectFolder } from './settings.mjs';
import { buildPackage } from './setup/build.mjs';
import { installN8n } from './setup/install-n8n.mjs';
import { installProject } from './setup/install-project.mjs';
import { explain } from './support/problem.mjs';

/** Three processes of n8n start, run 200 executions, and wait for a dead worker to be missed. Milliseconds. */
const FILE_TIMEOUT_MS = 360_000;

try {
	await installProject();
	await buildPackage();
	await installN8n();
} catch (error) {
	console.error(explain(error));
	process.exit(1);
}

const runner = spawn(
	process.execPath,
	['--test', `--test-timeout=${FILE_TIMEOUT_MS}`, join(projectFolder, 'test', 'queue', 'queue.test.mjs')],
	{ stdio: 'inherit', cwd: projectFolder },
);
runner.once('exit', (code) => process.exit(code ?? 1));
