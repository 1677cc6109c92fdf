/**
 * `npm test`: from a bare clone to a verdict. Installs what is missing, lints, checks types, runs the unit tests,
 * builds, and runs the built package in n8n's own engine. Prints "N passed, N failed" as its last line.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { buildPackage } from '../local/setup/build.mjs';
import { installProject } from '../local/setup/install-project.mjs';
import { projectFolder } from '../local/settings.mjs';
import { explain } from '../local/support/problem.mjs';

/** Runs a program of the project's own packages and shows what it prints. */
async function run(title, program, args) {
	console.log(`\n— ${title}`);
	const child = spawn(process.execPath, [join(projectFolder, 'node_modules', program), ...args], {
		cwd: projectFolder,
		stdio: 'inherit',
	});
	return await new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('exit', (code) => resolve(code === 0));
	});
}

/** Builds as the tests in a real n8n do: after it they find nothing left to build, also where several run at once. */
async function build() {
	console.log('\n— Build');
	try {
		await buildPackage();
		return true;
	} catch (error) {
		console.error(explain(error));
		return false;
	}
}

async function jest(title, project, folder) {
	const report = join(folder, `${project}.json`);
	const ok = await run(title, 'jest/bin/jest.js', [
		'--selectProjects',
		project,
		'--json',
		`--outputFile=${report}`,
		...process.argv.slice(2),
	]);
	const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(
		await readFile(report, 'utf8'),
	);
	return { ok, passed: numPassedTests, failed: Math.max(numFailedTests, numFailedTestSuites) };
}

async function main() {
	await installProject();
	const folder = await mkdtemp(join(tmpdir(), 'custom-webhook-test-'));
	try {
		const checks = [
			await run('Lint', 'eslint/bin/eslint.js', ['.', '--max-warnings=0']),
			await run('Format', 'prettier/bin/prettier.cjs', ['--check', '--log-level=warn', '.']),
			await run('Types', 'typescript/bin/tsc', ['--noEmit']),
			await run('Types of scripts', 'typescript/bin/tsc', ['-p', 'local']),
		];
		const unit = await jest('Unit tests', 'unit', folder);
		checks.push(await build());
		const engine = await jest("The built package in n8n's own engine", 'engine', folder);
		const failedChecks = checks.filter((ok) => !ok).length;
		const passed = unit.passed + engine.passed + checks.length - failedChecks;
		const failed = unit.failed + engine.failed + failedChecks;
		console.log(`\n${passed} passed, ${failed} failed`);
		return unit.ok && engine.ok && failed === 0 ? 0 : 1;
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

try {
	process.exitCode = await main();
} catch (error) {
	console.error(explain(error));
	process.exitCode = 1;
}
