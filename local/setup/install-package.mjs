/**
 * Puts the package where an n8n looks for community packages, as n8n's own installer leaves it:
 * packed by npm, unpacked, without the parts of package.json that only concern its makers.
 */
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { n8nFolder, projectFolder } from '../settings.mjs';
import { runChild } from '../support/children.mjs';
import { lastLines, Problem } from '../support/problem.mjs';
import { npm } from './npm.mjs';

/**
 * @param {string} userFolder n8n's N8N_USER_FOLDER
 * @returns {Promise<import('./list-package.mjs').InstalledPackage>}
 * @throws {Problem} where the package cannot be packed or unpacked
 */
export async function installPackage(userFolder) {
	const nodesFolder = join(userFolder, '.n8n', 'nodes');
	await mkdir(join(nodesFolder, 'node_modules'), { recursive: true });
	const { name, version, author } = await readJson(join(projectFolder, 'package.json'));

	const workFolder = await mkdtemp(join(tmpdir(), 'custom-webhook-pack-'));
	try {
		const unpacked = await packAndUnpack(workFolder);
		await keepWhatUsersGet(unpacked);
		await replaceFolder(unpacked, join(nodesFolder, 'node_modules', name));
	} finally {
		await rm(workFolder, { recursive: true, force: true });
	}
	await enterInLedger(nodesFolder, name, version);
	await shareWorkflowLibrary(userFolder);
	return { name, version, author: author?.name ?? null };
}

/** @param {string} workFolder @returns {Promise<string>} the unpacked folder */
async function packAndUnpack(workFolder) {
	const packed = await npm(['pack', '--ignore-scripts', '--pack-destination', workFolder], {
		cwd: projectFolder,
	});
	const tarball = (await readdir(workFolder)).find((file) => file.endsWith('.tgz'));
	if (packed.code !== 0 || !tarball) {
		throw new Problem(
			'The package could not be packed.',
			'Try "npm pack" yourself.',
			lastLines(packed.output),
		);
	}
	const unpacked = await runChild('tar', ['-xzf', tarball], { cwd: workFolder });
	if (unpacked.code !== 0) {
		throw new Problem(
			'The packed package could not be unpacked.',
			'The program "tar" is needed.',
			unpacked.output,
		);
	}
	return join(workFolder, 'package');
}

/** @param {string} folder of the package */
async function keepWhatUsersGet(folder) {
	const { devDependencies, peerDependencies, optionalDependencies, ...rest } = await readJson(
		join(folder, 'package.json'),
	);
	await writeJson(join(folder, 'package.json'), rest);
}

/** @param {string} from may be on another disk @param {string} to */
async function replaceFolder(from, to) {
	await rm(to, { recursive: true, force: true });
	try {
		await rename(from, to);
	} catch (error) {
		if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EXDEV') throw error;
		await cp(from, to, { recursive: true });
	}
}

/** n8n's list of the community packages in the folder. */
async function enterInLedger(
	/** @type {string} */ nodesFolder,
	/** @type {string} */ name,
	/** @type {string} */ version,
) {
	const file = join(nodesFolder, 'package.json');
	const ledger = await readJson(file).catch(() => ({ name: 'installed-nodes', private: true }));
	await writeJson(file, { ...ledger, dependencies: { ...ledger.dependencies, [name]: version } });
}

/**
 * A package in a folder below this project would find the project's copy of n8n-workflow first, and its
 * errors would be of other classes than n8n's. A link nearer to the package leads to n8n's own copy, which is
 * what a package in a user's home finds.
 *
 * @param {string} userFolder
 */
async function shareWorkflowLibrary(userFolder) {
	if (relative(projectFolder, userFolder).startsWith('..')) return;
	const link = join(userFolder, 'node_modules', 'n8n-workflow');
	if (existsSync(link)) return;
	await mkdir(dirname(link), { recursive: true });
	await rm(link, { force: true });
	await symlink(join(n8nFolder, 'node_modules', 'n8n-workflow'), link, 'junction');
}

/** @param {string} file */
async function readJson(file) {
	return JSON.parse(await readFile(file, 'utf8'));
}

/** @param {string} file @param {unknown} value */
async function writeJson(file, value) {
	await writeFile(file, JSON.stringify(value, null, 2));
}
