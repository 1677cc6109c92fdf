/**
 * A PostgreSQL of our own on loopback: the database that n8n supports in queue mode. With SQLite, which several
 * processes cannot write at once, n8n loses executions ("database is locked").
 */
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LOOPBACK } from '../../local/settings.mjs';
import { runChild, startChild, stopChild } from '../../local/support/children.mjs';
import { freePort } from '../../local/support/ports.mjs';
import { Problem } from '../../local/support/problem.mjs';

/** A second or two as a rule; a busy machine gets plenty. Milliseconds. */
const START_TIMEOUT_MS = 30_000;

const POLL_MS = 100;

/** Debian keeps the programs of each version apart, and off the PATH. */
const DEBIAN_FOLDER = '/usr/lib/postgresql';

/** Data that lives for minutes need not survive a power cut. */
const NOT_DURABLE = ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'];

/** Three processes of n8n with their pools. */
const CONNECTIONS = ['-c', 'max_connections=60'];

/** @throws {Problem} where there is no PostgreSQL on this machine, or it does not start */
export async function startPostgres() {
	const programs = await findPrograms();
	const account = await findAccount();
	const folder = await mkdtemp(join(tmpdir(), 'custom-webhook-postgres-'));
	if (account.uid !== undefined && account.gid !== undefined) await chown(folder, account.uid, account.gid);
	const data = join(folder, 'data');
	const options = { cwd: folder, env: process.env, ...account };
	const made = await runChild(
		join(programs, 'initdb'),
		['-D', data, '-U', 'n8n', '-A', 'trust', '--locale=C', '-E', 'UTF8', '--no-sync'],
		options,
	);
	if (made.code !== 0) throw notStarted(made.output);

	const port = await freePort();
	const where = ['-p', String(port), '-h', LOOPBACK, '-k', folder];
	const child = startChild(
		join(programs, 'postgres'),
		['-D', data, ...where, ...NOT_DURABLE, ...CONNECTIONS],
		{ ...options, stdio: 'ignore' },
	);
	const isReady = async () => {
		const args = ['-h', LOOPBACK, '-p', String(port), '-q'];
		return (await runChild(join(programs, 'pg_isready'), args, options)).code === 0;
	};
	const deadline = Date.now() + START_TIMEOUT_MS;
	while (!(await isReady())) {
		if (child.exitCode !== null || Date.now() > deadline) {
			await stopChild(child);
			throw notStarted(`No answer on port ${port}.`);
		}
		await sleep(POLL_MS);
	}
	return {
		env: {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: LOOPBACK,
			DB_POSTGRESDB_PORT: String(port),
			DB_POSTGRESDB_USER: 'n8n',
			DB_POSTGRESDB_DATABASE: 'postgres',
			DB_POSTGRESDB_POOL_SIZE: '8',
		},
		async stop() {
			await stopChild(child);
			await rm(folder, { recursive: true, force: true, maxRetries: 3 });
		},
	};
}

/** @returns {Promise<string>} the folder of `initdb` and `postgres`; empty where they are on the PATH */
async function findPrograms() {
	const versions = await readdir(DEBIAN_FOLDER).catch(() => []);
	const [newest] = versions
		.map(Number)
		.filter(Number.isInteger)
		.sort((a, b) => b - a);
	return newest === undefined ? '' : join(DEBIAN_FOLDER, String(newest), 'bin');
}

/**
 * PostgreSQL refuses to run as root: then as the user that its package made.
 *
 * @returns {Promise<{ uid?: number, gid?: number }>}
 */
async function findAccount() {
	if (process.getuid?.() !== 0) return {};
	const [uid, gid] = await Promise.all(
		['-u', '-g'].map(async (which) => {
			const { code, output } = await runChild('id', [which, 'postgres'], { env: process.env });
			if (code !== 0) throw notStarted(output);
			return Number(output);
		}),
	);
	return { uid, gid };
}

/** @param {string} reason */
function notStarted(reason) {
	return new Problem(
		'PostgreSQL did not start.',
		'The queue mode of n8n needs it. On Debian and Ubuntu: "apt-get install -y postgresql".',
		reason,
	);
}
