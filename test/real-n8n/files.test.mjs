import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, before, it } from 'node:test';

import { startRealN8n } from './real-n8n.mjs';

const FILE_BYTES = 200_000_000;
/** Enough for Node's garbage collector to have found its pace. */
const SMALL_FILE_BYTES = 40_000_000;
/** What the whole n8n process may grow by while a file goes through it. */
const MOST_GROWTH_BYTES = 50_000_000;
const CHUNK = Buffer.alloc(1_000_000, 'a file that is far larger than memory should hold; ');
const SAMPLE_EVERY_MS = 20;
/** A few seconds for each direction, as a rule; a busy machine with a slow disk gets plenty. */
const TIMEOUT_S = 300;

/** Gives a file of 200 MB and takes one, holding neither. */
async function startFileServer() {
	const received = [];
	const server = createServer(async (request, response) => {
		if (request.method === 'GET') {
			const size = request.url === '/small' ? SMALL_FILE_BYTES : FILE_BYTES;
			response.writeHead(200, {
				'Content-Type': 'application/octet-stream',
				'Content-Length': size,
				'Content-Disposition': 'attachment; filename="large.bin"',
			});
			for (let sent = 0; sent < size; sent += CHUNK.length)
				if (!response.write(CHUNK)) await new Promise((resolve) => response.once('drain', resolve));
			return response.end();
		}
		const hash = createHash('sha256');
		let bytes = 0;
		for await (const chunk of request) {
			hash.update(chunk);
			bytes += chunk.length;
		}
		received.push({ bytes, hash: hash.digest('hex'), length: request.headers['content-length'] });
		response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ bytes }));
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return { url: `http://127.0.0.1:${port}`, received, server };
}

/** Resident memory of a process, in bytes. */
const residentBytes = (pid) =>
	Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;

const node = (name, type, parameters, x) => ({
	id: name,
	name,
	type,
	typeVersion: 1,
	position: [x, 0],
	parameters,
});
const to = (name) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });

function workflowFor(url, path) {
	const custom = 'n8n-nodes-custom-webhook.customWebhook';
	const options = {
		allowPrivateNetwork: true,
		maxResponseSize: 1000,
		timeout: TIMEOUT_S,
		retry: { values: { totalTimeout: TIMEOUT_S } },
	};
	return {
		name: `A large file ${Math.random()}`,
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger', {}, 0),
			node('Download', custom, { method: 'GET', url: `${url}${path}`, options }, 200),
			node(
				'Upload',
				custom,
				{ method: 'PUT', url: `${url}${path}`, contentType: 'binary', options },
				400,
			),
		],
		connections: { Start: to('Download'), Download: to('Upload') },
		settings: { executionOrder: 'v1' },
	};
}

let real;
let files;
before(async () => {
	files = await startFileServer();
	real = await startRealN8n({ env: { N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem' } });
});
after(async () => {
	await real?.stop();
	files?.server.closeAllConnections();
	files?.server.close();
});

it('a download and an upload of 200 MB pass through n8n whole, and its process hardly grows', async (t) => {
	const workflow = await real.api.createWorkflow(workflowFor(files.url, '/large'));
	// What n8n loads for its first execution, and the room that Node keeps for buffers, is not what a file costs.
	await real.api.run(await real.api.createWorkflow(workflowFor(files.url, '/small')));
	files.received.length = 0;
	const { pid } = real.n8n.process;
	const before = residentBytes(pid);
	let peak = before;
	const sampler = setInterval(() => (peak = Math.max(peak, residentBytes(pid))), SAMPLE_EVERY_MS);
	const execution = await real.api.run(workflow, { timeoutMs: TIMEOUT_S * 1000 });
	clearInterval(sampler);

	assert.equal(execution.status, 'success');
	const [downloaded] = execution.items('Download');
	assert.equal(downloaded.json.response.file.bytes, FILE_BYTES);
	assert.equal(downloaded.json.response.file.fileName, 'large.bin');
	const hash = createHash('sha256');
	for (let sent = 0; sent < FILE_BYTES; sent += CHUNK.length) hash.update(CHUNK);
	assert.deepEqual(files.received, [
		{ bytes: FILE_BYTES, hash: hash.digest('hex'), length: String(FILE_BYTES) },
	]);
	const grown = peak - before;
	t.diagnostic(`n8n's process grew by ${Math.round(grown / 1e6)} MB`);
	assert.ok(grown < MOST_GROWTH_BYTES, `grew by ${Math.round(grown / 1e6)} MB`);
});
