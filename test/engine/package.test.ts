import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const PROJECT = path.resolve(__dirname, '../..');
const BUILT_NODE = 'dist/nodes/CustomWebhook/CustomWebhook.node.js';

const manifest = JSON.parse(readFileSync(path.join(PROJECT, 'package.json'), 'utf8')) as {
	dependencies?: object;
	peerDependencies: object;
	n8n: { nodes: string[]; credentials: string[] };
};

it('has no dependencies, and n8n-workflow as its only peer', () => {
	expect(manifest.dependencies).toBeUndefined();
	expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
});

it('packs dist, index.js, README, LICENSE and CHANGELOG, and nothing else', () => {
	const listed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
		cwd: PROJECT,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	const [pack] = JSON.parse(listed) as Array<{ files: Array<{ path: string }> }>;
	const outside = pack!.files.map((file) => file.path).filter((file) => !file.startsWith('dist/'));
	expect(outside.sort()).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'index.js', 'package.json']);
	const inside = pack!.files.map((file) => file.path).filter((file) => file.startsWith('dist/'));
	expect(inside).toEqual(
		expect.arrayContaining([
			...manifest.n8n.nodes,
			...manifest.n8n.credentials,
			'dist/THIRD_PARTY_NOTICES.txt',
		]),
	);
	expect(inside.filter((file) => /test|\.map$|\.ts$/.test(file))).toEqual([]);
});

it('works alone: the built files need nothing but n8n-workflow', () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'custom-webhook-'));
	try {
		cpSync(path.join(PROJECT, 'dist'), path.join(folder, 'dist'), { recursive: true });
		const script = `
			const Module = require('node:module');
			const load = Module._load;
			Module._load = (request, ...rest) => {
				if (request === 'n8n-workflow') return load(${JSON.stringify(require.resolve('n8n-workflow'))}, ...rest);
				return load(request, ...rest);
			};
			const { CustomWebhook } = require('./${BUILT_NODE}');
			console.log(new CustomWebhook().description.name);`;
		const printed = execFileSync(process.execPath, ['-e', script], { cwd: folder, encoding: 'utf8' });
		expect(printed.trim()).toBe('customWebhook');
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
});

it('leaves the process as it was: loading the node changes no global, prototype, agent or environment', () => {
	const script = `
		const https = require('node:https');
		const http = require('node:http');
		require('n8n-workflow');
		const look = () => JSON.stringify([
			Object.getOwnPropertyNames(globalThis).sort(),
			Object.getOwnPropertySymbols(globalThis).map(String).sort(),
			[Object, Array, String, Promise, Function, Date, URL, Buffer].map((one) => [
				Object.getOwnPropertyNames(one).sort(),
				Object.getOwnPropertyNames(one.prototype).sort(),
			]),
			Object.keys(require.extensions),
			Object.entries(process.env).sort(),
			process.eventNames().map(String).sort(),
			[http.globalAgent, https.globalAgent].map((agent) => Object.keys(agent).sort()),
		]);
		const before = look();
		require('./${BUILT_NODE}');
		const after = look();
		console.log(before === after ? 'the same' : before + '\\n' + after);`;
	const printed = execFileSync(process.execPath, ['-e', script], { cwd: PROJECT, encoding: 'utf8' });
	expect(printed.trim()).toBe('the same');
});

it('each credential and the node have their icons beside them', () => {
	for (const icon of ['customWebhook.svg', 'customWebhook.dark.svg', 'CustomWebhook.node.json'])
		expect(existsSync(path.join(PROJECT, 'dist/nodes/CustomWebhook', icon))).toBe(true);
});
