/** Runs npm, and turns its failures into sentences. */
import { dirname, delimiter } from 'node:path';
import { runChild } from '../support/children.mjs';
import { lastLines, Problem, SHOWN_LINES } from '../support/problem.mjs';

/** What npm prints when it cannot reach the registry. */
const NETWORK =
	/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|ENETUNREACH|network/i;

/**
 * @param {string[]} args
 * @param {{ cwd: string, node?: string, env?: NodeJS.ProcessEnv }} options `node`: the Node that runs npm and
 *   that the scripts of packages find first on the PATH
 * @returns {Promise<{ code: number, output: string }>}
 */
export async function npm(args, { cwd, node = process.execPath, env = {} }) {
	const path = `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`;
	const childEnv = { ...process.env, ...env, PATH: path };
	const cli = process.env.npm_execpath;
	if (cli?.endsWith('.js')) return await runChild(node, [cli, ...args], { cwd, env: childEnv });
	return await runChild('npm', args, { cwd, env: childEnv, shell: process.platform === 'win32' });
}

/**
 * Installs exactly what the lock file of a folder says; scripts of packages do not run.
 *
 * @param {string} folder
 * @param {string} what for the message
 * @param {NodeJS.ProcessEnv} [env] on top of ours
 * @throws {Problem} where npm cannot
 */
export async function npmCi(folder, what, env) {
	const args = ['ci', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'];
	const { code, output } = await npm(args, { cwd: folder, env });
	if (code === 0) return;
	throw new Problem(
		`${what} could not be installed: npm ci ended with code ${code}.`,
		wayOut(output),
		npmErrors(output),
	);
}

/**
 * Runs the install scripts of packages that are installed already. `npm run` hands on what the project's .npmrc says,
 * which is not to run any.
 *
 * @param {string[]} packages
 * @param {Parameters<typeof npm>[1]} options
 */
export async function npmRebuild(packages, options) {
	return await npm(['rebuild', '--ignore-scripts=false', ...packages], options);
}

/** @param {string} output */
function wayOut(output) {
	if (/EUSAGE/.test(output)) {
		return 'package.json and package-lock.json do not belong together. Take both from the repository again, or run "npm install".';
	}
	if (/ENOSPC/.test(output)) return 'The disk is full. Free some space and run the command again.';
	if (/EACCES|EPERM/.test(output))
		return 'npm may not write here. Make the folder yours and run the command again.';
	if (/E40[134]|ETARGET/.test(output)) {
		return 'The package registry does not give a package that the lock file names. See "npm config get registry".';
	}
	if (NETWORK.test(output)) {
		return 'The package registry cannot be reached. Check the connection, "npm config get registry" and "npm config get proxy", and run the command again.';
	}
	return 'The lines above say why. Run the command again when that is put right.';
}

/**
 * What npm itself says of its failure: the reason first, then advice that does not fit here.
 *
 * @param {string} output
 */
function npmErrors(output) {
	const lines = output
		.split('\n')
		.filter((line) => /^npm error\s+\S/i.test(line) && !/complete log of this run/.test(line))
		.slice(0, SHOWN_LINES);
	return lines.length > 0 ? lines.join('\n') : lastLines(output);
}
