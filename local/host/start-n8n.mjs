/** Starts a real n8n on loopback, and ends it again. */
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { LOOPBACK, n8nFolder } from '../settings.mjs';
import { startChild, stopChild } from '../support/children.mjs';
import { freePort } from '../support/ports.mjs';
import { lastLines, Problem } from '../support/problem.mjs';
import { n8nApi, NO_KEEP_ALIVE } from './api.mjs';
import { n8nEnvironment } from './environment.mjs';

/** A first start sets up the database: half a minute here, so a slow machine gets plenty. Milliseconds. */
const START_TIMEOUT_MS = 180_000;

/** How often a starting n8n is asked whether it is ready, in milliseconds. */
const POLL_MS = 250;

/** n8n waits for running executions when it is asked to end; then it is killed. Milliseconds. */
const STOP_GRACE_MS = 15_000;

/** Characters of n8n's log that are looked at for a message about its failure. */
const KEPT_OUTPUT = 20_000;

/**
 * @typedef {object} RunningN8n
 * @property {string} url
 * @property {ReturnType<typeof n8nApi>} api not yet logged in
 * @property {import('node:child_process').ChildProcess} process
 * @property {() => Promise<string>} output the end of what n8n printed
 * @property {() => Promise<void>} stop ends n8n and everything that it started
 */

/**
 * @param {object} options
 * @param {string} options.node the Node to run it with
 * @param {number} options.port
 * @param {string} options.userFolder n8n keeps its data in `.n8n` below it
 * @param {string} options.logFile
 * @param {NodeJS.ProcessEnv} [options.env] on top of what n8n needs
 * @param {string} [options.command] `start`, or another command of n8n that runs until it is ended: `worker`
 * @param {string} [options.program] folder that n8n is installed in, where it is not the one of `npm start`
 * @param {string} [options.readyPath] answers with JSON as soon as n8n can be used
 * @returns {Promise<RunningN8n>} when it answers
 * @throws {Problem} where it ends, or does not answer in time
 */
export async function startN8n({
	node,
	port,
	userFolder,
	logFile,
	env = {},
	command = 'start',
	program = n8nFolder,
	readyPath = '/rest/settings',
}) {
	await mkdir(userFolder, { recursive: true });
	await mkdir(dirname(logFile), { recursive: true });
	const brokerPort = await freePort();
	// A file and no pipe: writing to a pipe whose reader was killed would keep n8n from ending.
	const log = await open(logFile, 'w');
	const child = startChild(
		node,
		['--import', endWithParent(), join(program, 'node_modules', 'n8n', 'bin', 'n8n'), command],
		{
			cwd: userFolder,
			env: { ...n8nEnvironment({ port, brokerPort, userFolder, base: process.env }), ...env },
			stdio: ['pipe', log.fd, log.fd],
		},
		STOP_GRACE_MS,
	);
	await log.close(); // n8n has it open now.
	const url = `http://${LOOPBACK}:${port}`;
	try {
		await waitUntilReady(child, `${url}${readyPath}`);
	} catch (error) {
		await stopChild(child);
		throw new Problem(
			`n8n did not start: ${/** @type {Error} */ (error).message}.`,
			`The whole story is in ${logFile}.`,
			lastLines(await endOfLog(logFile)),
		);
	}
	return {
		url,
		api: n8nApi(url),
		process: child,
		output: () => endOfLog(logFile),
		stop: () => stopChild(child),
	};
}

/** @param {import('node:child_process').ChildProcess} child @param {string} url that answers when n8n is ready */
async function waitUntilReady(child, url) {
	const deadline = Date.now() + START_TIMEOUT_MS;
	while (Date.now() < deadline) {
		if (child.exitCode !== null || child.signalCode !== null) {
			throw new Error(`it ended with ${child.signalCode ?? `code ${child.exitCode}`}`);
		}
		if (await answers(url)) return;
		await sleep(POLL_MS);
	}
	throw new Error(`no answer within ${START_TIMEOUT_MS / 1000} seconds`);
}

/** While n8n starts it answers in plain text, or not at all. */
async function answers(/** @type {string} */ url) {
	try {
		const response = await fetch(url, { headers: NO_KEEP_ALIVE, signal: AbortSignal.timeout(5_000) });
		await response.json();
		return response.ok;
	} catch {
		return false;
	}
}

/** @param {string} logFile */
async function endOfLog(logFile) {
	return (await readFile(logFile, 'utf8').catch(() => '')).slice(-KEPT_OUTPUT);
}

function endWithParent() {
	return pathToFileURL(join(dirname(fileURLToPath(import.meta.url)), 'end-with-parent.mjs')).href;
}
