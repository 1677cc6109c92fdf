/** A Redis of our own: on loopback, and in a folder of its own, so that a restart loses nothing. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LOOPBACK } from '../../local/settings.mjs';
import { startChild, stopChild } from '../../local/support/children.mjs';
import { freePort } from '../../local/support/ports.mjs';
import { Problem } from '../../local/support/problem.mjs';

/** Redis starts in a few milliseconds; a busy machine gets plenty. Milliseconds. */
const START_TIMEOUT_MS = 20_000;

const POLL_MS = 50;

/** @throws {Problem} where there is no redis-server on this machine, or it does not start */
export async function startRedis() {
	const port = await freePort();
	const folder = await mkdtemp(join(tmpdir(), 'custom-webhook-redis-'));
	const args = [
		'--port',
		String(port),
		'--bind',
		LOOPBACK,
		'--dir',
		folder,
		'--save',
		'',
		'--appendonly',
		'yes',
		'--appendfsync',
		'always',
	];
	const start = async () => {
		const child = startChild('redis-server', args, { cwd: folder, stdio: 'ignore' });
		let failed = false;
		child.once('error', () => (failed = true));
		child.once('exit', () => (failed = true));
		const deadline = Date.now() + START_TIMEOUT_MS;
		while (!(await pings(port))) {
			if (failed || Date.now() > deadline) {
				await stopChild(child);
				await rm(folder, { recursive: true, force: true });
				throw new Problem(
					'Redis did not start.',
					'The queue mode of n8n needs the program "redis-server". On Debian and Ubuntu: "apt-get install -y redis-server".',
				);
			}
			await sleep(POLL_MS);
		}
		return child;
	};
	let child = await start();
	return {
		port,
		/** Is gone for so many milliseconds. */
		async restart(/** @type {number} */ goneMs) {
			await stopChild(child);
			await sleep(goneMs);
			child = await start();
		},
		async stop() {
			await stopChild(child);
			await rm(folder, { recursive: true, force: true });
		},
	};
}

/** @param {number} port @returns {Promise<boolean>} */
function pings(port) {
	return new Promise((resolve) => {
		const socket = createConnection({ port, host: LOOPBACK }, () => socket.write('PING\r\n'));
		socket.once('data', (answer) => {
			socket.destroy();
			resolve(answer.toString().startsWith('+PONG'));
		});
		socket.once('error', () => resolve(false));
	});
}
