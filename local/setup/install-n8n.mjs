/** The real n8n in local/n8n, with the two native modules that it cannot do without. */
import { readFile, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { n8nFolder } from '../settings.mjs';
import { runChild } from '../support/children.mjs';
import { lastLines, Problem } from '../support/problem.mjs';
import { step } from '../support/progress.mjs';
import { isInstalled } from './lock.mjs';
import { findNodeRuntime } from './node-runtime.mjs';
import { npmCi, npmRebuild } from './npm.mjs';

/** The database, and the isolates that expressions are evaluated in. Other native modules are optional to n8n. */
const NATIVE_MODULES = ['sqlite3', 'isolated-vm'];

/** What n8n takes on disk, with room for npm's cache, in bytes. */
const NEEDED_BYTES = 4e9;

/**
 * Installs n8n where it is missing or not whole.
 *
 * @returns {Promise<import('./node-runtime.mjs').NodeRuntime>} what n8n runs with
 * @throws {Problem}
 */
export async function installN8n() {
	const version = await lockedVersion();
	if (!(await isInstalled(n8nFolder))) {
		await assertDiskSpace();
		await step(`Installing n8n ${version}, 2.2 GB: takes some minutes, the first time only`, () =>
			npmCi(n8nFolder, `n8n ${version}`),
		);
	}
	const runtime = findNodeRuntime();
	if ((await nativeModulesFail(runtime)) !== undefined) {
		await step("Building n8n's native modules, about a minute, the first time only", () =>
			buildNativeModules(runtime),
		);
	}
	return runtime;
}

/** @param {import('./node-runtime.mjs').NodeRuntime} runtime */
async function buildNativeModules(runtime) {
	const env = runtime.headers ? { npm_config_nodedir: runtime.headers } : {};
	const built = await npmRebuild(NATIVE_MODULES, { cwd: n8nFolder, node: runtime.node, env });
	const failure = await nativeModulesFail(runtime);
	if (failure === undefined) return;
	throw new Problem(
		`The native modules of n8n (${NATIVE_MODULES.join(', ')}) could not be built.`,
		`They need Python 3, make and a C++ compiler. ${compilerHint()} Then run the command again.`,
		lastLines(built.code === 0 ? failure : built.output),
	);
}

/**
 * Loading them is the only proof that they were built, and for the Node that will run them.
 *
 * @param {import('./node-runtime.mjs').NodeRuntime} runtime
 * @returns {Promise<string | undefined>} why they do not load
 */
async function nativeModulesFail(runtime) {
	const script = NATIVE_MODULES.map((name) => `require('${name}')`).join(';');
	const { code, output } = await runChild(runtime.node, ['-e', script], {
		cwd: n8nFolder,
		env: process.env,
	});
	return code === 0 ? undefined : output;
}

function compilerHint() {
	if (process.platform === 'darwin') return 'Install them with "xcode-select --install".';
	if (process.platform === 'win32')
		return 'Install Python 3 and the "Desktop development with C++" of Visual Studio.';
	return 'On Debian and Ubuntu: "apt-get install -y python3 make g++".';
}

async function assertDiskSpace() {
	const { bavail, bsize } = await statfs(n8nFolder);
	const free = bavail * bsize;
	if (free >= NEEDED_BYTES) return;
	throw new Problem(
		`The disk has ${(free / 1e9).toFixed(1)} GB left; n8n needs about ${NEEDED_BYTES / 1e9} GB to install.`,
		'Free some space and run the command again.',
	);
}

async function lockedVersion() {
	return JSON.parse(await readFile(join(n8nFolder, 'package.json'), 'utf8')).dependencies.n8n;
}
