/**
 * `npm run test:node`: the unit tests on each Node that n8n may run with, beside the Node that runs this.
 *
 * Arguments go to Jest, to run only some tests: npm run test:node -- test/formats
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from './settings.mjs';
import { installProject } from './setup/install-project.mjs';
import { isInstalled } from './setup/lock.mjs';
import { npmCi } from './setup/npm.mjs';
import { runChild } from './support/children.mjs';
import { explain, lastLines, Problem } from './support/problem.mjs';
import { step } from './support/progress.mjs';

const FOLDER = join(projectFolder, 'local', 'nodes');
const MAJORS = [22, 24];

/** Tests that take long, and that no other Node can change: they are run once, by `npm test`. */
const ONCE = ['test/engine', 'speed', 'soak', 'linear', 'oracle'];

/** @param {number} major */
function nodeOf(major) {
	const node = join(
		FOLDER,
		'node_modules',
		`node${major}-${process.platform}-${process.arch}`,
		'bin',
		'node',
	);
	if (existsSync(node)) return node;
	throw new Problem(
		`No package brings Node ${major} for ${process.platform}-${process.arch}.`,
		`Run the unit tests with it by hand, for example after "nvm install ${major}": npm run test:unit.`,
	);
}

try {
	await installProject();
	if (!(await isInstalled(FOLDER)))
		await step('Installing Node 22 and 24', () => npmCi(FOLDER, 'Node 22 and 24'));
	for (const major of MAJORS) {
		const jest = join(projectFolder, 'node_modules', 'jest', 'bin', 'jest.js');
		const args = [jest, '--selectProjects', 'unit', '--silent', ...process.argv.slice(2)];
		args.push('--testPathIgnorePatterns', ...ONCE);
		console.log(`\n— Unit tests on Node ${major}`);
		const { code, output } = await runChild(nodeOf(major), args, {
			cwd: projectFolder,
			env: process.env,
		});
		console.log(lastLines(output));
		if (code !== 0) {
			console.log(output);
			process.exitCode = 1;
		}
	}
} catch (error) {
	console.error(explain(error));
	process.exitCode = 1;
}
