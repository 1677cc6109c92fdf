/**
 * The programs that we start. Each gets a process group of its own, so that it can be ended with
 * everything that it started in turn, and nothing of it stays behind.
 */
import { spawn, spawnSync } from 'node:child_process';

const isWindows = process.platform === 'win32';

/** How long a program may take to end by itself before it is killed, in milliseconds. */
const GRACE_MS = 10_000;

/** The same for one that only prepares something: npm and compilers have nothing to bring to an end. */
const SHORT_GRACE_MS = 1_000;

/** How many lines of a program's output are kept for a message about its failure. */
const KEPT_LINES = 400;

/** What runs, with the time that it is given to end. @type {Map<import('node:child_process').ChildProcess, number>} */
const running = new Map();

process.on('exit', () => [...running.keys()].forEach(killGroup));

/**
 * Starts a program that is ended with us.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @param {number} [graceMs] how long it may take to end when it is asked to
 */
export function startChild(command, args, options, graceMs = GRACE_MS) {
	const child = spawn(command, args, { ...options, detached: !isWindows, windowsHide: true });
	running.set(child, graceMs);
	const ended = () => {
		if (running.delete(child)) killGroup(child);
	};
	child.once('exit', ended);
	child.once('error', ended);
	return child;
}

/**
 * Runs a program to its end.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<{ code: number, output: string }>} `code` is 127 where the program cannot be started;
 *   `output` is the end of what it printed, both streams together
 */
export function runChild(command, args, options) {
	return new Promise((resolve) => {
		const child = startChild(
			command,
			args,
			{ ...options, stdio: ['ignore', 'pipe', 'pipe'] },
			SHORT_GRACE_MS,
		);
		let output = '';
		const keep = (/** @type {Buffer} */ chunk) => {
			output = (output + chunk.toString()).split('\n').slice(-KEPT_LINES).join('\n');
		};
		child.stdout?.on('data', keep);
		child.stderr?.on('data', keep);
		child.once('error', (error) => resolve({ code: 127, output: error.message }));
		child.once('close', (code) => resolve({ code: code ?? 1, output: output.trim() }));
	});
}

/**
 * Asks a program to end, and ends it where it does not.
 *
 * @param {import('node:child_process').ChildProcess} child
 */
export async function stopChild(child) {
	if (!running.has(child)) return;
	const ended = new Promise((resolve) => child.once('exit', resolve));
	const timer = setTimeout(() => killGroup(child), running.get(child));
	child.kill('SIGTERM');
	await ended;
	clearTimeout(timer);
}

/** Ends everything that was started here. */
export async function stopChildren() {
	await Promise.all([...running.keys()].map((child) => stopChild(child)));
}

/** @param {import('node:child_process').ChildProcess} child */
function killGroup(child) {
	if (child.pid === undefined) return;
	try {
		if (isWindows) spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f']);
		else process.kill(-child.pid, 'SIGKILL');
	} catch {
		// The whole group has ended already.
	}
}
