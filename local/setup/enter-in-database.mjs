/**
 * Enters the package in n8n's table of installed community packages, so that Settings → Community nodes
 * lists it. n8n loads a package from its folder alone, but lists only what its own installer has fetched
 * from a registry, and there is no way through its REST API to enter one that was put there by hand.
 *
 * A program of its own: it needs `node:sqlite`, which the Node of n8n has and Node 20 has not.
 *
 * Use: node enter-in-database.mjs <user folder> <package name>
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** n8n may be writing at that moment: how long to wait for it, in milliseconds. */
const BUSY_TIMEOUT_MS = 5_000;

const [userFolder = '', packageName = ''] = process.argv.slice(2);
const packageFolder = join(userFolder, '.n8n', 'nodes', 'node_modules', packageName);
const manifest = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
const require = createRequire(join(packageFolder, 'package.json'));

const database = new DatabaseSync(join(userFolder, '.n8n', 'database.sqlite'));
database.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}; PRAGMA foreign_keys = ON; BEGIN IMMEDIATE`);
database
	.prepare(
		`INSERT INTO installed_packages (packageName, installedVersion, authorName) VALUES (?, ?, ?)
		 ON CONFLICT (packageName) DO UPDATE SET installedVersion = excluded.installedVersion`,
	)
	.run(packageName, manifest.version, manifest.author?.name ?? null);
for (const { name, displayName, version } of manifest.n8n.nodes.map(describe)) {
	database
		.prepare(
			`INSERT INTO installed_nodes (name, type, latestVersion, package) VALUES (?, ?, ?, ?)
			 ON CONFLICT (type) DO UPDATE SET latestVersion = excluded.latestVersion`,
		)
		.run(displayName, `${packageName}.${name}`, version, packageName);
}
database.exec('COMMIT');
database.close();

/**
 * @param {string} file of a node, relative to the package
 * @returns {{ name: string, displayName: string, version: number }}
 */
function describe(file) {
	const NodeClass = require(`./${file}`)[basename(file, '.node.js')]; // As n8n finds it.
	const { name, displayName, version } = new NodeClass().description;
	return { name, displayName, version: Array.isArray(version) ? Math.max(...version) : version };
}
