import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../local/support/ports.mjs';

const program = fileURLToPath(new URL('../../local/start.mjs', import.meta.url));

/** One start of everything, on a slow machine. Milliseconds. */
const START_TIMEOUT_MS = 240_000;

/** n8n notices the end of its parent as soon as it has time for it, and then needs some more to end. Milliseconds. */
const END_TIMEOUT_MS = 90_000;

describe('npm start', () => {
	let folder = '';
	before(async () => (folder = await mkdtemp(join(tmpdir(), 'custom-webhook-start-'))));
	after(async () => await rm(folder, { recursive: true, force: true, maxRetries: 3 }));

	/** @param {string[]} args @param {NodeJS.ProcessEnv} [env] */
	async function startProgram(args, env = {}) {
		const ports = { editor: await freePort(), service: await freePort() };
		const child = spawn(process.execPath, [program, ...args], {
			env: {
				...process.env,
				CUSTOM_WEBHOOK_DATA: folder,
				CUSTOM_WEBHOOK_N8N_PORT: String(ports.editor),
				CUSTOM_WEBHOOK_SERVICE_PORT: String(ports.service),
				...env,
			},
		});
		let output = '';
		child.stdout.on('data', (chunk) => (output += chunk));
		child.stderr.on('data', (chunk) => (output += chunk));
		const exit = new Promise((resolve) => child.once('close', resolve));
		return { child, ports, exit, output: () => output };
	}

	it(
		'delivers the first example, shows both sides and ends, with --once',
		{ timeout: START_TIMEOUT_MS },
		async () => {
			const { exit, output } = await startProgram(['--once']);
			assert.equal(await exit, 0, output());
			assert.match(output(), /Sent +POST http:\/\/127\.0\.0\.1:\d+\/contacts/);
			assert.match(output(), /"email": "zoe@example\.com"/);
			assert.match(output(), /Came back 201/);
			assert.match(output(), /variables\.subscriberId = "sub_1001"/);
			assert.match(output(), /n8n +http:\/\/127\.0\.0\.1:\d+/);
			assert.match(output(), /password Webhook-2026/);
		},
	);

	it('ends n8n and the service at Ctrl-C', { timeout: START_TIMEOUT_MS }, async () => {
		const { child, ports, exit, output } = await startProgram([]);
		await until(() => output().includes('Ctrl-C ends') || child.exitCode !== null);
		assert.ok((await isTaken(ports.editor)) && (await isTaken(ports.service)), output());
		child.kill('SIGINT');
		assert.equal(await exit, 0, output());
		assert.equal(await isTaken(ports.editor), false);
		assert.equal(await isTaken(ports.service), false);
	});

	it('leaves no n8n behind when it is killed itself', { timeout: START_TIMEOUT_MS }, async () => {
		const { child, ports, exit, output } = await startProgram([]);
		await until(async () => (await isTaken(ports.editor)) || child.exitCode !== null);
		child.kill('SIGKILL');
		await exit;
		const deadline = Date.now() + END_TIMEOUT_MS;
		await until(async () => !(await isTaken(ports.editor)) || Date.now() > deadline);
		assert.equal(await isTaken(ports.editor), false, output());
	});

	it('says at once which port is taken, and how to take another', async () => {
		const other = createServer().listen(0, '127.0.0.1');
		await new Promise((resolve) => other.once('listening', resolve));
		const { port } = /** @type {import('node:net').AddressInfo} */ (other.address());
		const { exit, output } = await startProgram([], { CUSTOM_WEBHOOK_N8N_PORT: String(port) });
		assert.equal(await exit, 1);
		assert.match(output(), new RegExp(`Port ${port} for n8n is already taken`));
		assert.match(output(), /CUSTOM_WEBHOOK_N8N_PORT=\d+ npm start/);
		other.close();
	});

	it('refuses a port that is none, and an argument that it does not know', async () => {
		const wrongPort = await startProgram([], { CUSTOM_WEBHOOK_SERVICE_PORT: 'http' });
		assert.equal(await wrongPort.exit, 1);
		assert.match(wrongPort.output(), /CUSTOM_WEBHOOK_SERVICE_PORT is "http", which is not a port/);
		const wrongArgument = await startProgram(['--fast']);
		assert.equal(await wrongArgument.exit, 1);
		assert.match(wrongArgument.output(), /does not know "--fast"/);
	});
});

/** @param {() => boolean | Promise<boolean>} condition */
async function until(condition) {
	while (!(await condition())) await sleep(100);
}

/** @param {number} port */
async function isTaken(port) {
	try {
		await fetch(`http://127.0.0.1:${port}/`, {
			headers: { connection: 'close' },
			signal: AbortSignal.timeout(5_000),
		});
		return true;
	} catch (error) {
		return /** @type {any} */ (error).cause?.code !== 'ECONNREFUSED';
	}
}
