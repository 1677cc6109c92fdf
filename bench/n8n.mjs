/** A real n8n for the benchmark: fresh, in a temporary folder, with the packed package. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startN8n } from '../local/host/start-n8n.mjs';
import { owner } from '../local/settings.mjs';
import { installPackage } from '../local/setup/install-package.mjs';
import { findNodeRuntime } from '../local/setup/node-runtime.mjs';
import { freePort } from '../local/support/ports.mjs';
import { benchWorkflow } from './workflows.mjs';

const HTTP_REQUEST = 'n8n-nodes-base.httpRequest';

/** n8n answers an activation before the webhook is there: it is asked so often, and so long. */
const REGISTRATION_POLL_MS = 100;
const REGISTRATION_TRIES = 100;

const FIRST_TIMEOUT_MS = 60_000;

const BYTES_IN_A_KILOBYTE = 1024;
const BYTES_IN_A_MEGABYTE = 1_000_000;

/** Written to Linux' `clear_refs`, it sets the peak (VmHWM) back to what the process has now. */
const RESET_PEAK = '5';

/** On top of what the tests use. */
const ENVIRONMENT = {
	// what is saved of an execution is no part of a node's time, and differs with the size of what it gives out
	EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'none',
	EXECUTIONS_DATA_SAVE_ON_ERROR: 'none',
	N8N_RUNNERS_ENABLED: 'false',
	N8N_LOG_LEVEL: 'info',
};

/**
 * @typedef {object} Run
 * @property {boolean} ok whether the workflow came to its end
 * @property {string} [error] why not
 * @property {number} ms from the call to the answer
 * @property {number} [growthMb] what the memory of n8n grew by at its peak, in MB
 * @property {number} [peakMb] the peak itself
 *
 * @typedef {Omit<Parameters<typeof benchWorkflow>[0], 'path' | 'httpRequestVersion'>} Setup
 * @typedef {Awaited<ReturnType<typeof startBenchN8n>>} BenchN8n
 */

/** @param {Record<string, string>} [env] */
export async function startBenchN8n(env = {}) {
	const folder = await mkdtemp(join(tmpdir(), 'custom-webhook-bench-'));
	const { node } = findNodeRuntime();
	await installPackage(folder);
	const n8n = await startN8n({
		node,
		port: await freePort(),
		userFolder: folder,
		logFile: join(folder, 'n8n.log'),
		env: { ...ENVIRONMENT, ...env },
	});
	await n8n.api.logIn(owner);
	const httpRequestVersion = await newestVersion(n8n.api);
	const { versionCli } = await n8n.api.call('GET', '/rest/settings');
	/** @type {Map<string, { url: string, firstMs: number }>} */
	const webhooks = new Map();

	/**
	 * @param {Setup} setup
	 * @param {number} items of the run that shows that it is there
	 * @returns {Promise<{ url: string, firstMs: number }>} the URL that starts the workflow, and how long that run took
	 */
	async function webhookFor(setup, items) {
		const path = `bench-${webhooks.size}`;
		const workflow = await n8n.api.createWorkflow(benchWorkflow({ ...setup, path, httpRequestVersion }));
		await n8n.api.activate(workflow);
		const url = `${n8n.url}/webhook/${path}`;
		for (let tries = 0; tries < REGISTRATION_TRIES; tries++) {
			const startedAt = performance.now();
			const { status } = await call(`${url}?items=${items}`, FIRST_TIMEOUT_MS);
			if (status === 200) return { url, firstMs: performance.now() - startedAt };
			await sleep(REGISTRATION_POLL_MS);
		}
		throw new Error(`The workflow with ${setup.under} does not run: see ${join(folder, 'n8n.log')}`);
	}

	return {
		node,
		httpRequestVersion,
		version: versionCli,
		/** Creates the workflow and runs it once, if it is not there yet. Gives the milliseconds of that first run. */
		async prepare(/** @type {Setup} */ setup, /** @type {number} */ items) {
			const key = JSON.stringify(setup);
			const { url, firstMs } = webhooks.get(key) ?? (await webhookFor(setup, items));
			webhooks.set(key, { url, firstMs });
			return firstMs;
		},
		/**
		 * One measured run of a prepared workflow, or several at once that share the items.
		 *
		 * @param {Setup} setup
		 * @param {{ items: number, runs?: number, timeoutMs: number }} amount
		 * @returns {Promise<Run>}
		 */
		async run(setup, { items, runs = 1, timeoutMs }) {
			const url = `${webhooks.get(JSON.stringify(setup))?.url}?items=${items / runs}`;
			const { pid } = n8n.process;
			const before = await resetPeak(pid);
			const startedAt = performance.now();
			const ended = await Promise.all(Array.from({ length: runs }, () => call(url, timeoutMs)));
			const ms = performance.now() - startedAt;
			const peak = await memoryOf(pid, 'VmHWM');
			const failed = ended.find(({ status }) => status !== 200);
			return {
				ok: !failed,
				ms,
				...(failed ? { error: shortly(failed) } : {}),
				...(before && peak
					? {
							growthMb: (peak - before) / BYTES_IN_A_MEGABYTE,
							peakMb: peak / BYTES_IN_A_MEGABYTE,
						}
					: {}),
			};
		},
		async stop() {
			await n8n.stop();
			await rm(folder, { recursive: true, force: true, maxRetries: 3 });
		},
	};
}

/** @param {{ status: number, text: string }} answer */
function shortly({ status, text }) {
	return text.replaceAll(/\s+/g, ' ').slice(0, 200) || `status ${status}`;
}

/** @param {import('../local/host/start-n8n.mjs').RunningN8n['api']} api */
async function newestVersion(api) {
	const types = (await api.nodeTypes()).filter(({ name }) => name === HTTP_REQUEST);
	return Math.max(...types.flatMap(({ version }) => version));
}

/**
 * Not `fetch`: that one gives up after five minutes.
 *
 * @param {string} url
 * @param {number} timeoutMs
 * @returns {Promise<{ status: number, text: string }>}
 */
function call(url, timeoutMs) {
	return new Promise((resolve) => {
		const failed = (/** @type {Error} */ error) => resolve({ status: 0, text: error.message });
		const sent = request(url, { method: 'POST', agent: false }, (response) => {
			let text = '';
			response.setEncoding('utf8');
			response.on('data', (/** @type {string} */ chunk) => (text += chunk));
			response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
			response.on('error', failed);
		});
		sent.setTimeout(timeoutMs, () => sent.destroy(new Error(`no end after ${timeoutMs / 1000} s`)));
		sent.on('error', failed);
		sent.end();
	});
}

/** @param {number | undefined} pid @returns {Promise<number | undefined>} bytes in use now; nothing where there is no /proc */
async function resetPeak(pid) {
	try {
		await writeFile(`/proc/${pid}/clear_refs`, RESET_PEAK);
	} catch {
		return undefined;
	}
	return await memoryOf(pid, 'VmRSS');
}

/** @param {number | undefined} pid @param {'VmRSS' | 'VmHWM'} line of /proc/PID/status @returns {Promise<number | undefined>} bytes */
async function memoryOf(pid, line) {
	const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
	const kilobytes = new RegExp(`^${line}:\\s+(\\d+) kB`, 'm').exec(status)?.[1];
	return kilobytes === undefined ? undefined : Number(kilobytes) * BYTES_IN_A_KILOBYTE;
}
