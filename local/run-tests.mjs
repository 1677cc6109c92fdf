/** Tests in a whole, real n8n: installs and builds what is missing, then hands over to Node's own test runner. */
import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from './settings.mjs';
import { buildPackage } from './setup/build.mjs';
import { installN8n } from './setup/install-n8n.mjs';
import { installProject } from './setup/install-project.mjs';
import { explain } from './support/problem.mjs';

/**
 * Runs the test files of a folder one after the other, and ends the process with their verdict.
 *
 * @param {string} folder below `test/`
 * @param {{ timeoutMs: number, names?: string[], env?: NodeJS.ProcessEnv, install?: () => Promise<unknown> }} options
 *   `timeoutMs` for one file; `names`: parts of file names, to run only those; `install`: the n8n that is tested
 */
export async function runTests(folder, { timeoutMs, names = [], env = {}, install = installN8n }) {
	try {
		await installProject();
		await buildPackage();
		await install();
	} catch (error) {
		console.error(explain(error));
		process.exit(1);
	}
	const testFolder = join(projectFolder, 'test', folder);
	const files = (await readdir(testFolder))
		.filter((file) => file.endsWith('.test.mjs'))
		.filter((file) => names.length === 0 || names.some((name) => file.includes(name)))
		.map((file) => join(testFolder, file));
	const runner = spawn(
		process.execPath,
		['--test', '--test-concurrency=1', `--test-timeout=${timeoutMs}`, ...files],
		{ stdio: 'inherit', cwd: projectFolder, env: { ...process.env, ...env } },
	);
	runner.once('exit', (code) => process.exit(code ?? 1));
}
