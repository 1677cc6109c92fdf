/** Has Settings → Community nodes list the package. */
import { fileURLToPath } from 'node:url';
import { runChild } from '../support/children.mjs';

const program = fileURLToPath(new URL('enter-in-database.mjs', import.meta.url));

/**
 * A package that is not listed works all the same, so a failure is a warning.
 *
 * @param {{ node: string, userFolder: string, packageName: string }} options `node`: the Node of n8n
 */
export async function listPackage({ node, userFolder, packageName }) {
	const { code, output } = await runChild(node, [program, userFolder, packageName], { cwd: userFolder });
	if (code !== 0) console.warn(`Settings → Community nodes will not list the package: ${output}`);
}
