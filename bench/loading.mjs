/**
 * What loading a node costs: its processor time and its part of the heap, in fresh processes that have n8n's own
 * modules already.
 */
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { n8nFolder, projectFolder } from '../local/settings.mjs';
import { median } from './numbers.mjs';

const THIS_FILE = fileURLToPath(import.meta.url);
const ROUNDS = 5;
const BYTES_IN_A_MEGABYTE = 1_000_000;
const MICROSECONDS = 1000;

const FILES = {
	httpRequest: 'n8n-nodes-base/dist/nodes/HttpRequest/HttpRequest.node.js',
	customWebhook: join(projectFolder, 'dist/nodes/CustomWebhook/CustomWebhook.node.js'),
};

/**
 * @typedef {{ cpuMs: number, heapMb: number }} Loading
 *
 * @param {string} node that n8n runs with
 * @returns {Promise<Record<keyof typeof FILES, Loading>>} the medians of processes that take turns
 */
export async function measureLoading(node) {
	/** @type {Record<string, Loading[]>} */
	const seen = { httpRequest: [], customWebhook: [] };
	for (let round = 0; round < ROUNDS; round++)
		for (const [name, file] of Object.entries(FILES)) {
			const { stdout } = await promisify(execFile)(node, ['--expose-gc', THIS_FILE, '--load', file]);
			seen[name]?.push(JSON.parse(stdout));
		}
	const middle = (/** @type {keyof typeof FILES} */ name) => ({
		cpuMs: median((seen[name] ?? []).map(({ cpuMs }) => cpuMs)),
		heapMb: median((seen[name] ?? []).map(({ heapMb }) => heapMb)),
	});
	return { httpRequest: middle('httpRequest'), customWebhook: middle('customWebhook') };
}

/** @param {string} file @returns {Loading} */
function load(file) {
	const require = createRequire(join(n8nFolder, 'node_modules/n8n/package.json'));
	require('reflect-metadata');
	require('n8n-workflow');
	require('n8n-core');
	globalThis.gc?.();
	const { heapUsed } = process.memoryUsage();
	const before = process.cpuUsage();
	require(file);
	const { user, system } = process.cpuUsage(before);
	globalThis.gc?.();
	return {
		cpuMs: (user + system) / MICROSECONDS,
		heapMb: (process.memoryUsage().heapUsed - heapUsed) / BYTES_IN_A_MEGABYTE,
	};
}

if (process.argv[1] === THIS_FILE && process.argv[2] === '--load')
	console.log(JSON.stringify(load(process.argv[3] ?? '')));
