/**
 * Enters the package in n8n's table of installed community packages, so that Settings → Community nodes
 * lists it. n8n loads a package from its folder alone, but lists only what its own installer has fetched
 * from a registry, and there is no way through its REST API to enter one that was put there by hand.
 *
 * A program of its own: it needs `node:sqlite`, which the Node of n8n has and Node 20 has not.
 *
 * Use: node enter-in-database.mjs <database file> <JSON of { name, version, author, nodes: [{ type, name, version }] }>
 */
import { DatabaseSync } from 'node:sqlite';

/** n8n may be writing at that moment: how long to wait for it, in milliseconds. */
const BUSY_TIMEOUT_MS = 5_000;

const [file = '', json = ''] = process.argv.slice(2);
const { name, version, author, nodes } = JSON.parse(json);

const database = new DatabaseSync(file);
database.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}; PRAGMA foreign_keys = ON; BEGIN IMMEDIATE`);
database.prepare('DELETE FROM installed_packages WHERE packageName = ?').run(name);
database
	.prepare('INSERT INTO installed_packages (packageName, installedVersion, authorName) VALUES (?, ?, ?)')
	.run(name, version, author);
for (const node of nodes) {
	database
		.prepare('INSERT INTO installed_nodes (name, type, latestVersion, package) VALUES (?, ?, ?, ?)')
		.run(node.name, node.type, node.version, name);
}
database.exec('COMMIT');
database.close();
