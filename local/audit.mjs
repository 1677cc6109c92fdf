/**
 * `npm run audit`, behind the build: asks the package registry for known vulnerabilities of the libraries that are in the
 * published package, and of those only: what else is installed here never reaches a user.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { projectFolder } from './settings.mjs';
import { npm } from './setup/npm.mjs';
import { explain, lastLines, Problem } from './support/problem.mjs';

/** Lines of npm's report that are shown. */
const SHOWN_LINES = 60;

/** What npm prints where it got no answer to its question. */
const NO_ANSWER = /audit endpoint returned an error|audit request to .* failed|ENOAUDIT/i;

/** @returns {Promise<Record<string, string>>} name → version, as the package's notices have them */
async function bundledLibraries() {
	const notices = await readFile(join(projectFolder, 'dist', 'THIRD_PARTY_NOTICES.txt'), 'utf8');
	return Object.fromEntries(
		[...notices.matchAll(/^(\S+) (\d+\.\d+\.\d+\S*) \(.+\)$/gm)].map(([, name, version]) => [
			name,
			version,
		]),
	);
}

/**
 * Writes a package that depends on these libraries, and its lock: all that `npm audit` looks at.
 *
 * @param {string} folder
 * @param {Record<string, string>} dependencies
 */
async function writePackage(folder, dependencies) {
	const manifest = { name: 'bundled-libraries', version: '0.0.0', dependencies };
	const libraries = Object.entries(dependencies).map(([name, version]) => [
		`node_modules/${name}`,
		{ version },
	]);
	const packages = { '': manifest, ...Object.fromEntries(libraries) };
	await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
	await writeFile(join(folder, 'package-lock.json'), JSON.stringify({ lockfileVersion: 3, packages }));
}

/** @param {string} folder @param {number} count */
async function audit(folder, count) {
	const { code, output } = await npm(['audit', '--package-lock-only'], { cwd: folder });
	if (code === 0) {
		console.log(`The registry knows of no vulnerability in the ${count} bundled libraries.`);
		return;
	}
	if (NO_ANSWER.test(output)) {
		throw new Problem(
			'The package registry did not say whether the bundled libraries have vulnerabilities.',
			'Not every registry answers this: see "npm config get registry".',
			lastLines(output),
		);
	}
	throw new Problem(
		'A bundled library has a known vulnerability.',
		'Update it with "npm update <library>", run "npm test", and publish.',
		lastLines(output, SHOWN_LINES),
	);
}

const folder = await mkdtemp(join(tmpdir(), 'custom-webhook-audit-'));
try {
	const libraries = await bundledLibraries();
	await writePackage(folder, libraries);
	await audit(folder, Object.keys(libraries).length);
} catch (error) {
	console.error(explain(error));
	process.exitCode = 1;
} finally {
	await rm(folder, { recursive: true, force: true });
}
