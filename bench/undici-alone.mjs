/**
 * The limit: undici alone, in a process of its own, sends the same bodies at the same concurrency and parses the
 * answers. The process stays, so that its code is as warm as n8n's; each run opens connections of its own.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Pool } from 'undici';
import { bodyOf, makeItems } from './items.mjs';

const THIS_FILE = fileURLToPath(import.meta.url);
const HEADERS = { 'content-type': 'application/json', accept: '*/*', 'user-agent': 'undici' };

/**
 * @typedef {object} UndiciAlone
 * @property {(url: string, items: number, concurrency: number) => Promise<{ ms: number }>} run
 * @property {() => void} stop
 *
 * @param {string} [node] the Node that n8n runs with
 * @returns {UndiciAlone}
 */
export function startUndici(node = process.execPath) {
	const child = fork(THIS_FILE, ['--alone'], { execPath: node, execArgv: [] });
	return {
		async run(url, items, concurrency) {
			child.send({ url, items, concurrency });
			const [result] = await once(child, 'message');
			if (result.error) throw new Error(result.error);
			return result;
		},
		stop: () => child.kill(),
	};
}

/** @param {{ url: string, items: number, concurrency: number }} task */
async function send({ url, items: count, concurrency }) {
	const { origin, pathname } = new URL(url);
	const items = makeItems(count);
	const startedAt = performance.now();
	const pool = new Pool(origin, { connections: concurrency, connect: { rejectUnauthorized: false } });
	const answers = new Array(count);
	let next = 0;
	const worker = async () => {
		while (next < count) {
			const index = next++;
			const body = bodyOf(items[index]);
			const answer = await pool.request({ method: 'POST', path: pathname, headers: HEADERS, body });
			if (answer.statusCode !== 200) throw new Error(`undici got ${answer.statusCode}`);
			answers[index] = await answer.body.json();
		}
	};
	await Promise.all(Array.from({ length: concurrency }, worker));
	const ms = performance.now() - startedAt;
	await pool.destroy();
	return { ms };
}

if (process.argv[1] === THIS_FILE && process.argv[2] === '--alone') {
	process.once('disconnect', () => process.exit());
	process.on('message', (/** @type {any} */ task) => {
		send(task).then(
			(result) => process.send?.(result),
			(error) => process.send?.({ error: error.message }),
		);
	});
}
