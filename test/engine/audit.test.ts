import { execFile } from 'node:child_process';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

import { noticedLibraries, PROJECT } from './pack';

type Advisories = Record<string, object[]>;

async function jsonOf(request: IncomingMessage): Promise<object> {
	const parts: Buffer[] = [];
	for await (const part of request) parts.push(part as Buffer);
	const bytes = Buffer.concat(parts);
	const text = request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes;
	return JSON.parse(text.toString()) as object;
}

describe('npm run audit', () => {
	let server: Server;
	let asked: object | undefined;
	let answer: { status: number; body: Advisories };

	beforeAll(async () => {
		server = createServer((request, response) => {
			void (async () => {
				const isAudit = request.url!.endsWith('/security/advisories/bulk');
				if (isAudit) asked = await jsonOf(request);
				const library = {
					name: decodeURIComponent(request.url!.slice(1)),
					versions: {},
					'dist-tags': {},
				};
				response.writeHead(isAudit ? answer.status : 200, { 'content-type': 'application/json' });
				response.end(JSON.stringify(isAudit ? answer.body : library));
			})();
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	});

	afterAll(() => server.close());

	async function audit(status: number, body: Advisories) {
		answer = { status, body };
		const { port } = server.address() as AddressInfo;
		const env = {
			...process.env,
			npm_config_registry: `http://127.0.0.1:${port}/`,
			npm_config_fetch_retries: '0',
		};
		return await new Promise<{ code: number | null; printed: string }>((resolve) => {
			const child = execFile(
				process.execPath,
				[path.join(PROJECT, 'local/audit.mjs')],
				{ cwd: PROJECT, env },
				(_error, out, problems) => resolve({ code: child.exitCode, printed: out + problems }),
			);
		});
	}

	it('asks for the libraries in the package and for no other', async () => {
		const { code, printed } = await audit(200, {});
		expect(printed).toContain(`no vulnerability in the ${noticedLibraries().length} bundled libraries`);
		expect(code).toBe(0);
		expect(Object.keys(asked!).sort()).toEqual(noticedLibraries());
		expect(asked).toMatchObject({ handlebars: [expect.stringMatching(/^4\./)] });
	});

	it('fails where one of them has a known vulnerability, and names it', async () => {
		const advisory = {
			id: 1,
			url: 'https://advisories.example/1',
			title: 'A template becomes code',
			severity: 'high',
			vulnerable_versions: '*',
			cwe: [],
			cvss: { score: 8, vectorString: null },
		};
		const { code, printed } = await audit(200, { handlebars: [advisory] });
		expect(code).toBe(1);
		expect(printed).toContain('A bundled library has a known vulnerability');
		expect(printed).toMatch(/handlebars[^]*A template becomes code/);
	});

	it('fails where the registry does not answer the question, and says so', async () => {
		const { code, printed } = await audit(405, {});
		expect(code).toBe(1);
		expect(printed).toContain('did not say whether');
	});
});
