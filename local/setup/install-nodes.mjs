/** The other Nodes that n8n may run with, for `npm run test:node` only. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../settings.mjs';
import { Problem } from '../support/problem.mjs';
import { step } from '../support/progress.mjs';
import { isInstalled } from './lock.mjs';
import { npmCi } from './npm.mjs';

const FOLDER = join(projectFolder, 'local', 'nodes');

/** @throws {Problem} where they cannot be installed */
export async function installNodes() {
	if (await isInstalled(FOLDER)) return;
	await step('Installing Node 22 and 24', () => npmCi(FOLDER, 'Node 22 and 24'));
}

/**
 * @param {number} major
 * @returns {string} the path of the program
 * @throws {Problem} where no package brings it for this machine
 */
export function nodeOf(major) {
	const name = `node${major}-${process.platform}-${process.arch}`;
	const node = join(FOLDER, 'node_modules', name, 'bin', 'node');
	if (existsSync(node)) return node;
	throw new Problem(
		`No package brings Node ${major} for ${process.platform}-${process.arch}.`,
		`Run the unit tests with it by hand, for example after "nvm install ${major}": npm run test:unit.`,
	);
}
