/**
 * `npm start`: from a bare clone to an n8n with the Custom Webhook node in it, a service to call,
 * the examples, and one delivery to look at. Documented in local/README.md.
 */
import { readFileSync } from 'node:fs';
import { nodeTooOld } from './support/node-version.mjs';

const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const complaint = nodeTooOld(process.versions.node, manifest.engines.node);
if (complaint) {
	console.error(complaint);
	process.exit(1);
}

// The rest is loaded only now, because an old Node could not read it.
const { start } = await import('./start/start.mjs');
await start(process.env, process.argv.slice(2));
