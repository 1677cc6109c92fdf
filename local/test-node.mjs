/**
 * `npm run test:node`: the unit tests on each Node that n8n may run with, beside the Node that runs this. The first of
 * them measures coverage too, as `npm run test:coverage` does: a run for that alone would take as long again.
 *
 * Arguments go to Jest, to run only some tests, without coverage: npm run test:node -- test/formats
 */
import { join } from 'node:path';
import { projectFolder } from './settings.mjs';
import { installNodes, nodeOf } from './setup/install-nodes.mjs';
import { installProject } from './setup/install-project.mjs';
import { runChild } from './support/children.mjs';
import { explain, lastLines } from './support/problem.mjs';

const MAJORS = [22, 24];

/** Tests that take long, and that no other Node can change: they are run once, by `npm test`. */
const ONCE = ['test/engine', 'speed', 'soak', 'linear', 'oracle'];

try {
	await installProject();
	await installNodes();
	const chosen = process.argv.slice(2);
	const jest = join(projectFolder, 'node_modules', 'jest', 'bin', 'jest.js');
	for (const major of MAJORS) {
		const isMeasured = major === MAJORS[0] && chosen.length === 0;
		const projects = isMeasured ? ['unit', 'redis', '--coverage'] : ['unit'];
		const args = [jest, '--selectProjects', ...projects, '--silent', ...chosen];
		args.push('--testPathIgnorePatterns', ...ONCE);
		console.log(`\n— Unit tests on Node ${major}${isMeasured ? ', with Redis, and their coverage' : ''}`);
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
