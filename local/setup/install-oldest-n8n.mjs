/** The oldest n8n that the package claims, for `npm run test:versions` only: it runs on Node 20. */
import { join } from 'node:path';
import { projectFolder } from '../settings.mjs';
import { runChild } from '../support/children.mjs';
import { lastLines, Problem } from '../support/problem.mjs';
import { step } from '../support/progress.mjs';
import { isInstalled } from './lock.mjs';
import { npmCi, npmRebuild } from './npm.mjs';

export const oldestN8nFolder = join(projectFolder, 'local', 'n8n-oldest');

/** @throws {Problem} where it cannot be installed, or its database driver cannot be built */
export async function installOldestN8n() {
	if (!(await isInstalled(oldestN8nFolder))) {
		await step('Installing the oldest n8n (1.4 GB, some minutes)', () =>
			npmCi(oldestN8nFolder, 'The oldest n8n'),
		);
	}
	if (await driverLoads()) return;
	await step('Building its database driver', async () => {
		const built = await npmRebuild(['sqlite3'], { cwd: oldestN8nFolder });
		if (await driverLoads()) return;
		throw new Problem(
			'The database driver of the oldest n8n (sqlite3) could not be built.',
			'It needs Python 3, make and a C++ compiler. On Debian and Ubuntu: "apt-get install -y python3 make g++".',
			lastLines(built.output),
		);
	});
}

async function driverLoads() {
	const options = { cwd: oldestN8nFolder, env: process.env };
	return (await runChild(process.execPath, ['-e', "require('sqlite3')"], options)).code === 0;
}
