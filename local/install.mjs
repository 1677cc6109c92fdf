/**
 * `npm run install:all`: installs and compiles ahead what the tests in a real n8n, in the oldest one and on other Nodes
 * would install themselves. It needs no package of the project, so CI runs it beside `npm test`.
 */
import { installN8n } from './setup/install-n8n.mjs';
import { installNodes } from './setup/install-nodes.mjs';
import { installOldestN8n } from './setup/install-oldest-n8n.mjs';
import { explain } from './support/problem.mjs';

try {
	await installN8n();
	await installOldestN8n();
	await installNodes();
} catch (error) {
	console.error(explain(error));
	process.exitCode = 1;
}
