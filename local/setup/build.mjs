/**
 * Builds the package where `dist` is not what the sources say.
 *
 * Contents are compared, not times: a checkout gives every file a new time, and a build that broke off
 * leaves new files too. The fingerprint of the last good build holds both the sources and what came of them.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { projectFolder } from '../settings.mjs';
import { lastLines, Problem } from '../support/problem.mjs';
import { step } from '../support/progress.mjs';
import { npm } from './npm.mjs';

/** Folders of sources; files at the project's root count as sources too (package.json, tsconfig, gulpfile …). */
const SOURCE_FOLDERS = ['nodes', 'credentials'];

/** Lines of the compiler that a message shows. */
const SHOWN_LINES = 40;

const recordFile = join(projectFolder, 'node_modules', '.cache', 'custom-webhook-build.json');

/**
 * @throws {Problem} where the build fails
 */
export async function buildPackage() {
	const sources = await fingerprintSources();
	const record = await readRecord();
	if (record?.sources === sources && record.dist === (await fingerprint(['dist']))) return;

	await step('Building the package', async () => {
		const { code, output } = await npm(['run', 'build'], { cwd: projectFolder });
		if (code !== 0) {
			throw new Problem(
				'The package does not build.',
				'Put right what the lines above say.',
				lastLines(output, SHOWN_LINES),
			);
		}
	});
	await mkdir(dirname(recordFile), { recursive: true });
	await writeFile(recordFile, JSON.stringify({ sources, dist: await fingerprint(['dist']) }));
}

async function fingerprintSources() {
	const entries = await readdir(projectFolder, { withFileTypes: true });
	const rootFiles = entries.filter((entry) => entry.isFile() && /\.(json|js|mjs|cjs|ts)$/.test(entry.name));
	return await fingerprint([...SOURCE_FOLDERS, ...rootFiles.map((entry) => entry.name)]);
}

/**
 * @param {string[]} paths files and folders, relative to the project
 * @returns {Promise<string>} one hash of all names and contents
 */
async function fingerprint(paths) {
	const hash = createHash('sha256');
	for (const path of (await Promise.all(paths.map(listFiles))).flat().sort()) {
		hash.update(`${path}\0`).update(await readFile(join(projectFolder, path)));
	}
	return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {Promise<string[]>}
 */
async function listFiles(path) {
	try {
		const entries = await readdir(join(projectFolder, path), { withFileTypes: true });
		const files = await Promise.all(
			entries.map((entry) =>
				entry.isDirectory() ? listFiles(join(path, entry.name)) : [join(path, entry.name)],
			),
		);
		return files.flat();
	} catch (error) {
		const code = /** @type {NodeJS.ErrnoException} */ (error).code;
		if (code === 'ENOTDIR') return [path];
		if (code === 'ENOENT') return [];
		throw error;
	}
}

/** @returns {Promise<{ sources: string, dist: string } | undefined>} */
async function readRecord() {
	return await readFile(recordFile, 'utf8').then(JSON.parse, () => undefined);
}
