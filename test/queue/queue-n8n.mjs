/**
 * n8n in queue mode: the main process and workers, with the Redis and the PostgreSQL that they share, and one user
 * folder with the packed package for all.
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startN8n } from '../../local/host/start-n8n.mjs';
import { LOOPBACK, owner } from '../../local/settings.mjs';
import { installPackage } from '../../local/setup/install-package.mjs';
import { findNodeRuntime } from '../../local/setup/node-runtime.mjs';
import { stopChildren } from '../../local/support/children.mjs';
import { freePort } from '../../local/support/ports.mjs';
import { startPostgres } from './postgres.mjs';
import { startRedis } from './redis.mjs';

/** Executions that a worker runs at once: n8n's default. */
export const EXECUTIONS_PER_WORKER = 10;

/**
 * After so long without a sign of life of its worker a job counts as stalled: n8n's own minute would make the
 * test long, and less would take a worker for dead that is only busy. Milliseconds.
 */
const LOCK_DURATION_MS = 20_000;
const LOCK_RENEW_MS = 4_000;
const STALLED_CHECK_MS = 5_000;

// A test runner that gives up ends us with a signal: then everything that we started must end too.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

/**
 * @param {{ workers: number, workerEnv?: NodeJS.ProcessEnv }} options `workerEnv`: on top of the workers' environment
 * @throws {import('../../local/support/problem.mjs').Problem} where one of the programs does not start
 */
export async function startQueueN8n({ workers, workerEnv = {} }) {
	const folder = await mkdtemp(join(tmpdir(), 'custom-webhook-queue-'));
	try {
		return await startIn(folder, workers, workerEnv);
	} catch (error) {
		// What runs already would keep the test from ending. The folder stays: the logs are in it.
		await stopChildren();
		throw error;
	}
}

/** @param {string} folder @param {number} count of workers @param {NodeJS.ProcessEnv} workerEnv */
async function startIn(folder, count, workerEnv) {
	const { node } = findNodeRuntime();
	await installPackage(folder);
	const redis = await startRedis();
	const postgres = await startPostgres();
	const env = {
		...postgres.env,
		EXECUTIONS_MODE: 'queue',
		// Every process must read what the others encrypted.
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		QUEUE_BULL_REDIS_HOST: LOOPBACK,
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		QUEUE_WORKER_LOCK_DURATION: String(LOCK_DURATION_MS),
		QUEUE_WORKER_LOCK_RENEW_TIME: String(LOCK_RENEW_MS),
		QUEUE_WORKER_STALLED_INTERVAL: String(STALLED_CHECK_MS),
	};
	const start = async (/** @type {string} */ name, options = {}) =>
		await startN8n({
			node,
			port: await freePort(),
			userFolder: folder,
			logFile: join(folder, `${name}.log`),
			env,
			...options,
		});

	// The main process makes the database; then the workers can start together.
	const mainPort = await freePort();
	const startMain = async () => {
		const main = await start('main', { port: mainPort });
		await main.api.logIn(owner);
		return main;
	};
	let main = await startMain();
	let started = 0;
	const startWorker = async () => {
		const port = await freePort();
		const health = {
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(port),
			N8N_WORKER_SERVER_ADDRESS: LOOPBACK,
		};
		const worker = await start(`worker-${++started}`, {
			port,
			command: 'worker',
			readyPath: '/healthz/readiness',
			env: { ...env, ...health, ...workerEnv },
		});
		return { ...worker, kill: () => killGroup(worker.process) };
	};
	const workers = await Promise.all(Array.from({ length: count }, startWorker));

	return {
		url: main.url,
		/** Of the main process that runs now. */
		get api() {
			return main.api;
		},
		workers,
		redis,
		folder,
		/** Ends the main process, and starts it again at the same address. */
		async restartMain() {
			await main.stop();
			main = await startMain();
		},
		/** Another worker in the place of one that was killed. */
		async replaceWorker(/** @type {number} */ index) {
			workers[index] = await startWorker();
		},
		async stop() {
			await Promise.all(workers.map((worker) => worker.stop()));
			await main.stop();
			await Promise.all([redis.stop(), postgres.stop()]);
			await rm(folder, { recursive: true, force: true, maxRetries: 3 });
		},
	};
}

/**
 * SIGKILL for the process and all that it started, as when a machine or a container is gone.
 *
 * @param {import('node:child_process').ChildProcess} child
 */
async function killGroup(child) {
	const ended = new Promise((resolve) => child.once('exit', resolve));
	process.kill(-Number(child.pid), 'SIGKILL');
	await ended;
}
