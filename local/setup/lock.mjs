/**
 * Whether a folder holds what its lock file asks for.
 *
 * npm writes `node_modules/.package-lock.json`, a copy of the lock as it was installed, as its very last
 * act, and `npm ci` removes it first. So a broken-off installation has none, and after a change of the
 * lock the two differ: no stamp of our own is needed, and an installation that somebody made by hand counts.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * @param {string} folder with a package-lock.json
 * @returns {Promise<boolean>}
 */
export async function isInstalled(folder) {
	const wanted = await readPackages(join(folder, 'package-lock.json'));
	const present = await readPackages(join(folder, 'node_modules', '.package-lock.json'));
	if (!wanted || !present) return false;
	return Object.entries(wanted).every(([path, entry]) => {
		if (path === '' || entry.optional) return true;
		return present[path]?.version === entry.version;
	});
}

/**
 * @param {string} file
 * @returns {Promise<Record<string, { version?: string, optional?: boolean }> | undefined>}
 */
async function readPackages(file) {
	try {
		return JSON.parse(await readFile(file, 'utf8')).packages;
	} catch {
		return undefined;
	}
}
