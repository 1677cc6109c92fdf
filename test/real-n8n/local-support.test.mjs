import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { n8nEnvironment } from '../../local/host/environment.mjs';
import { readExecution } from '../../local/host/execution.mjs';
import { parseFlatted } from '../../local/host/flatted.mjs';
import { isInstalled } from '../../local/setup/lock.mjs';
import { npmCi, npmRebuild } from '../../local/setup/npm.mjs';
import { runChild, startChild, stopChild } from '../../local/support/children.mjs';
import { nodeTooOld } from '../../local/support/node-version.mjs';
import { freePort } from '../../local/support/ports.mjs';

describe('the lock of a folder', () => {
	let folder = '';
	before(async () => {
		folder = await mkdtemp(join(tmpdir(), 'custom-webhook-lock-'));
		await mkdir(join(folder, 'node_modules'));
	});
	after(async () => await rm(folder, { recursive: true }));
	const lock = (/** @type {object} */ packages) => JSON.stringify({ packages });
	const write = (/** @type {string} */ file, /** @type {object} */ packages) =>
		writeFile(join(folder, file), lock(packages));

	it('counts as installed only when npm has finished with exactly these versions', async () => {
		const wanted = {
			'': {},
			'node_modules/a': { version: '1.0.0' },
			'node_modules/win': { version: '1.0.0', optional: true },
		};
		await write('package-lock.json', wanted);
		assert.equal(await isInstalled(folder), false);
		await write('node_modules/.package-lock.json', { 'node_modules/a': { version: '1.0.0' } });
		assert.equal(await isInstalled(folder), true);
		await write('node_modules/.package-lock.json', { 'node_modules/a': { version: '1.0.1' } });
		assert.equal(await isInstalled(folder), false);
		await write('node_modules/.package-lock.json', {});
		assert.equal(await isInstalled(folder), false);
	});
});

describe('a package that is built where it is', () => {
	let folder = '';
	before(async () => (folder = await mkdtemp(join(tmpdir(), 'custom-webhook-build-'))));
	after(async () => await rm(folder, { recursive: true }));

	it("is built although this project's own npm runs no scripts of packages", async () => {
		const built = join(folder, 'node_modules', 'built');
		await mkdir(built, { recursive: true });
		const dependencies = { built: '1.0.0' };
		await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'x', dependencies }));
		const scripts = { install: "node -e \"fs.writeFileSync('done', '')\"" };
		await writeFile(
			join(built, 'package.json'),
			JSON.stringify({ name: 'built', version: '1.0.0', scripts }),
		);
		const env = { npm_config_ignore_scripts: 'true' };
		const { output } = await npmRebuild(['built'], { cwd: folder, env });
		assert.equal(await readFile(join(built, 'done'), 'utf8').catch(() => output), '');
	});
});

describe('a free port', () => {
	/** Where Linux begins to give out ports by itself; other systems begin later. */
	const FIRST_GIVEN_OUT = 32_768;

	it('is another one each time, and none that the system may give to somebody else meanwhile', async () => {
		const ports = await Promise.all(Array.from({ length: 50 }, freePort));
		assert.equal(new Set(ports).size, ports.length);
		assert.ok(Math.max(...ports) < FIRST_GIVEN_OUT);
	});
});

describe('an installation that npm cannot finish', () => {
	let folder = '';
	before(async () => (folder = await mkdtemp(join(tmpdir(), 'custom-webhook-npm-'))));
	after(async () => await rm(folder, { recursive: true }));

	async function install() {
		const registry = `http://127.0.0.1:${await freePort()}`;
		const env = { npm_config_registry: registry, npm_config_fetch_retries: '0' };
		return await npmCi(folder, 'The thing', env).catch((error) => error);
	}
	const name = 'custom-webhook-no-such-package';
	const manifest = { name: 'x', version: '1.0.0', dependencies: { [name]: '1.0.0' } };
	const packages = { '': manifest, [`node_modules/${name}`]: { version: '1.0.0' } };

	it('is told as a matter of the lock file where that does not fit', async () => {
		await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
		const problem = await install();
		assert.match(problem.wayOut, /do not belong together/);
	});

	it('is told as a matter of the network, with the way out, where the registry cannot be reached', async () => {
		await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
		await writeFile(join(folder, 'package-lock.json'), JSON.stringify({ lockfileVersion: 3, packages }));
		const problem = await install();
		assert.match(problem.message, /The thing could not be installed/);
		assert.match(problem.wayOut, /registry cannot be reached/);
		assert.match(problem.details, /ECONNREFUSED/);
	});
});

describe('the data of an execution', () => {
	it('is unfolded: shared values, lists, empty texts and circles', () => {
		const shared = parseFlatted(
			'[{"a":"1","b":"1","list":"2","n":5,"none":null},{"t":"3"},["3","4"],"text",""]',
		);
		const once = { t: 'text' };
		assert.deepEqual(shared, { a: once, b: once, list: ['text', ''], n: 5, none: null });
		const circle = /** @type {any} */ (parseFlatted('[{"self":"0"}]'));
		assert.equal(circle.self, circle);
	});

	it('gives the items of a node by output, and nothing for a node that did not run', () => {
		const data =
			'[{"resultData":"1"},{"runData":"2"},{"N":"3"},["4"],{"executionTime":40,"data":"5"},{"main":"6"},["7","8"],["9"],[],{"json":"10"},{"x":1}]';
		const execution = readExecution({ id: '1', status: 'success', data });
		assert.deepEqual(execution.items('N'), [{ json: { x: 1 } }]);
		assert.deepEqual(execution.items('N', 1), []);
		assert.deepEqual(execution.items('other'), []);
		assert.deepEqual([execution.runs('N'), execution.runs('other')], [1, 0]);
		assert.deepEqual([execution.tookMs('N'), execution.tookMs('other')], [40, 0]);
	});
});

describe('the environment of n8n', () => {
	const make = (/** @type {NodeJS.ProcessEnv} */ base) =>
		n8nEnvironment({ port: 1, brokerPort: 2, userFolder: '/data', base });

	it('takes nothing over from another n8n on the machine', () => {
		const env = make({
			PATH: '/bin',
			N8N_ENCRYPTION_KEY: 'k',
			DB_TYPE: 'postgresdb',
			EXECUTIONS_MODE: 'queue',
		});
		assert.equal(env.PATH, '/bin');
		assert.equal(env.N8N_ENCRYPTION_KEY ?? env.DB_TYPE ?? env.EXECUTIONS_MODE, undefined);
	});

	it('keeps loopback away from a proxy', () => {
		assert.equal(make({ NO_PROXY: 'intern' }).NO_PROXY, 'intern,127.0.0.1,localhost');
		assert.equal(make({}).no_proxy, '127.0.0.1,localhost');
	});
});

describe('programs that we start', () => {
	it('end with everything that they started', async () => {
		const script = `const c = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e3)'], { stdio: 'ignore' });
			console.log(c.pid); setInterval(() => {}, 1e3)`;
		const child = startChild(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
		const grandchild = await new Promise((resolve) =>
			child.stdout?.once('data', (text) => resolve(Number(text))),
		);
		await stopChild(child);
		assert.equal(await endsSoon(grandchild), true);
	});

	it('are killed when they will not end by themselves', async () => {
		const script = `process.on('SIGTERM', () => {}); console.log('on'); setInterval(() => {}, 1e3)`;
		const child = startChild(
			process.execPath,
			['-e', script],
			{ stdio: ['ignore', 'pipe', 'inherit'] },
			100,
		);
		await new Promise((resolve) => child.stdout?.once('data', resolve));
		await stopChild(child);
		assert.equal(child.signalCode, 'SIGKILL');
	});

	it('give their code and their output, also where there is no such program', async () => {
		const failed = await runChild(process.execPath, ['-e', 'console.error("no"); process.exit(3)'], {});
		assert.deepEqual(failed, { code: 3, output: 'no' });
		assert.equal((await runChild('no-such-program-here', [], {})).code, 127);
	});
});

describe('the version of Node', () => {
	it('is complained about only where it is too old', () => {
		assert.equal(nodeTooOld('20.18.1', '>=20.18.1'), undefined);
		assert.equal(nodeTooOld('24.0.0', '>=20.18.1'), undefined);
		assert.match(nodeTooOld('20.9.0', '>=20.18.1') ?? '', /needs Node 20\.18\.1 or later/);
		assert.match(nodeTooOld('18.20.0', '>=20.18.1') ?? '', /This is Node 18\.20\.0/);
	});
});

/** Whether a killed process is gone: at once, but for what a busy machine takes. @param {number} pid */
async function endsSoon(pid) {
	const deadline = Date.now() + 20_000;
	while (Date.now() < deadline) {
		const { output } = await runChild('ps', ['-o', 'stat=', '-p', String(pid)], {});
		if (output === '' || output.startsWith('Z')) return true;
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	return false;
}
