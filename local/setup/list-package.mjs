/** Has Settings → Community nodes list the package. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runChild } from '../support/children.mjs';
import { Problem } from '../support/problem.mjs';

const program = fileURLToPath(new URL('enter-in-database.mjs', import.meta.url));

/**
 * @typedef {{ name: string, version: string, author: string | null }} InstalledPackage
 */

/**
 * Enters the package with the nodes that n8n has loaded of it. One that is not listed works all the same,
 * so where n8n's table cannot be written there is a warning only.
 *
 * @param {object} options
 * @param {ReturnType<typeof import('../host/api.mjs').n8nApi>} options.api
 * @param {string} options.node the Node of n8n
 * @param {string} options.userFolder
 * @param {InstalledPackage} options.installed
 * @throws {Problem} where n8n has loaded no node of the package
 */
export async function listPackage({ api, node, userFolder, installed }) {
	const nodes = (await api.nodeTypes())
		.filter(({ name }) => name.startsWith(`${installed.name}.`) && !name.endsWith('Tool'))
		.map(({ name, displayName, version }) => ({
			type: name,
			name: displayName,
			version: Array.isArray(version) ? Math.max(...version) : version,
		}));
	if (nodes.length === 0) {
		throw new Problem('n8n has not loaded the package.', "n8n's log says why.");
	}
	const database = join(userFolder, '.n8n', 'database.sqlite');
	const args = [program, database, JSON.stringify({ ...installed, nodes })];
	const { code, output } = await runChild(node, args, { cwd: userFolder });
	if (code !== 0) console.warn(`Settings → Community nodes will not list the package: ${output}`);
}
