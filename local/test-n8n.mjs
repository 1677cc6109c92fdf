/**
 * `npm run test:n8n`: the built and packed package in a whole, real n8n, on loopback and in folders of its own.
 * Installs and builds what is missing, then hands over to Node's own test runner.
 *
 * Arguments are names of test files, to run only those: npm run test:n8n -- examples
 */
import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { buildPackage } from './setup/build.mjs';
import { installN8n } from './setup/install-n8n.mjs';
import { installProject } from './setup/install-project.mjs';
import { projectFolder } from './settings.mjs';
import { explain } from './support/problem.mjs';

/** For one test file: a few starts of n8n, each of them slow on a busy machine. Milliseconds. */
const FILE_TIMEOUT_MS = 600_000;

const testFolder = join(projectFolder, 'test', 'n8n');

try {
	await installProject();
	await buildPackage();
	await installN8n();
} catch (error) {
	console.error(explain(error));
	process.exit(1);
}

const wanted = process.argv.slice(2);
const files = (await readdir(testFolder))
	.filter((file) => file.endsWith('.test.mjs'))
	.filter((file) => wanted.length === 0 || wanted.some((name) => file.includes(name)))
	.map((file) => join(testFolder, file));
const runner = spawn(
	process.execPath,
	['--test', '--test-concurrency=1', `--test-timeout=${FILE_TIMEOUT_MS}`, ...files],
	{ stdio: 'inherit', cwd: projectFolder },
);
runner.once('exit', (code) => process.exit(code ?? 1));
