/** What the project itself needs to build and test. */
import { projectFolder } from '../settings.mjs';
import { step } from '../support/progress.mjs';
import { isInstalled } from './lock.mjs';
import { npmCi } from './npm.mjs';

/**
 * Installs the project's packages where they are missing or not whole.
 *
 * @throws {import('../support/problem.mjs').Problem}
 */
export async function installProject() {
	if (await isInstalled(projectFolder)) return;
	await step("Installing the project's packages", () => npmCi(projectFolder, 'The project'));
}
