import type { ServerResponse } from 'node:http';

import type { INodeExecutionData } from 'n8n-workflow';

import { startWebServer, type WebServer } from '../support/web-server';
import { certificate } from '../support/tls-fixtures';
import { turns, until } from '../support/until';
import { runNode } from './engine';

let server: WebServer;
afterEach(async () => await server.close());

const indexOf = ({ pairedItem }: INodeExecutionData) => (pairedItem as { item: number }).item;

const never = { retryMode: 'never' };

it('each of 1,000 mixed items leaves exactly once, in order, paired with its input', async () => {
	server = await startWebServer((request, response) => {
		const { searchParams } = new URL(request.url, 'http://127.0.0.1');
		setTimeout(() => {
			if (searchParams.get('do') === 'reset') return response.destroy();
			response.statusCode = Number(searchParams.get('do'));
			response.setHeader('Content-Type', 'application/json').end(request.body);
		}, Math.random() * 5);
	});
	const kinds = ['200', '404', 'reset', 'no url', 'no json'] as const;
	const items = Array.from({ length: 1000 }, (_, index) => {
		const what = kinds[(index * 7) % kinds.length]!;
		return {
			index,
			what,
			url: what === 'no url' ? 'nowhere' : `${server.url}/?do=${what}`,
			tail: what === 'no json' ? ',' : '',
		};
	});
	const { success, failure } = await runNode({
		parameters: {
			url: '{{url}}',
			jsonBody: '{"index":{{index}}{{{tail}}}}',
			options: {
				allowPrivateNetwork: true,
				retry: { values: never },
				limits: { values: { concurrency: 20, circuitBreaker: 0 } },
			},
		},
		items,
	});
	const expectedKind = { '404': 'status', reset: 'network', 'no url': 'request', 'no json': 'template' };
	const indexes = (output: INodeExecutionData[]) => output.map(indexOf);
	const of = (wanted: boolean) =>
		items.filter(({ what }) => (what === '200') === wanted).map(({ index }) => index);
	expect(indexes(success)).toEqual(of(true));
	expect(indexes(failure)).toEqual(of(false));
	for (const item of success) {
		expect(item.json.index).toBe(indexOf(item));
		expect(item.json.response).toMatchObject({ body: { index: indexOf(item) } });
	}
	for (const item of failure)
		expect(item.json.failure).toMatchObject({
			kind: expectedKind[item.json.what as keyof typeof expectedKind],
		});
	for (const item of [...success, ...failure]) expect(item.json).not.toHaveProperty('error');
});

it('500 items over HTTPS open at most as many connections as are in flight at once', async () => {
	server = await startWebServer(undefined, certificate('server'));
	const { success } = await runNode({
		parameters: {
			url: server.url,
			jsonBody: '{"i":{{i}}}',
			options: {
				limits: { values: { concurrency: 10 } },
				allowPrivateNetwork: true,
				ignoreSslIssues: true,
			},
		},
		items: Array.from({ length: 500 }, (_, i) => ({ i })),
	});
	expect(success).toHaveLength(500);
	expect(server.requests).toHaveLength(500);
	expect(server.connections).toBeLessThanOrEqual(10);
});

it('no more than `concurrency` items are in flight at once', async () => {
	const held: ServerResponse[] = [];
	let most = 0;
	server = await startWebServer((_request, response) => {
		held.push(response);
		most = Math.max(most, held.length);
		if (held.length === 3) setTimeout(() => held.splice(0).forEach((each) => each.end()), 5);
	});
	await runNode({
		parameters: {
			url: server.url,
			options: { allowPrivateNetwork: true, limits: { values: { concurrency: 3 } } },
		},
		items: Array.from({ length: 30 }, () => ({})),
	});
	expect(most).toBe(3);
});

it('stopping the execution aborts what is in flight and sends nothing more', async () => {
	const CONCURRENCY = 2;
	let aborted = 0;
	let stop = () => {};
	server = await startWebServer((_request, response) => {
		response.on('close', () => aborted++);
		if (server.requests.length === CONCURRENCY) stop();
	});
	await runNode({
		parameters: {
			url: server.url,
			options: { allowPrivateNetwork: true, limits: { values: { concurrency: CONCURRENCY } } },
		},
		items: Array.from({ length: 20 }, () => ({})),
		onStart: (cancel) => (stop = cancel),
	}).catch(() => undefined);
	await until(() => aborted === CONCURRENCY);
	await turns();
	expect(server.requests).toHaveLength(CONCURRENCY);
});

it('settings that are n8n expressions are evaluated for each item', async () => {
	server = await startWebServer((request, response) => {
		response
			.setHeader('Content-Type', 'application/json')
			.end(JSON.stringify({ method: request.method }));
	});
	const { success, failure } = await runNode({
		parameters: {
			method: '={{ $json.method }}',
			url: server.url,
			options: { allowPrivateNetwork: true },
		},
		items: [{ method: 'PUT' }, { method: 'NONSENSE' }, { method: 'DELETE' }],
	});
	expect(success.map(({ json }) => (json.response as { body: unknown }).body)).toEqual([
		{ method: 'PUT' },
		{ method: 'DELETE' },
	]);
	expect(failure[0]!.json.failure).toMatchObject({ kind: 'request', field: 'method' });
});

it('as an AI tool a failed item is answered on the first output', async () => {
	server = await startWebServer((_request, response) => {
		response.statusCode = 500;
		response.end();
	});
	const { success } = await runNode({
		parameters: { url: server.url, options: { allowPrivateNetwork: true, retry: { values: never } } },
		items: [{}],
		node: { type: 'n8n-nodes-custom-webhook.customWebhookTool' },
	});
	expect(success[0]!.json.failure).toMatchObject({ kind: 'status' });
});

it('a preview shows the request, sends nothing and hides secrets', async () => {
	server = await startWebServer();
	const { success, failure } = await runNode({
		parameters: {
			operation: 'preview',
			url: `${server.url}/{{contact.id}}?token=abcdef`,
			authentication: 'bearer',
			jsonBody: '{"name":"{{contact.name}}","password":"{{contact.pw}}","town":"{{contact.town}}"}',
			options: { allowPrivateNetwork: true },
		},
		credentials: { customWebhookBearerApi: { token: 'the-secret-token' } },
		items: [{ contact: { id: 1, name: "O'Neil", pw: 'hunter22' } }, { contact: { id: '..' } }],
	});
	expect(server.requests).toHaveLength(0);
	const request = success[0]!.json.request as Record<string, unknown>;
	expect(request).toMatchObject({
		method: 'POST',
		url: `${server.url}/1?token=***`,
		contentType: 'application/json',
		bodyBytes: Buffer.byteLength(`{"name":"O'Neil","password":"hunter22","town":""}`),
		unresolved: ['contact.town'],
	});
	expect(JSON.stringify(success[0]!.json.request)).not.toMatch(/the-secret-token|hunter22|abcdef/);
	expect(request.curl).toContain(`'{"name":"O'\\''Neil","password":"***","town":""}'`);
	expect(failure[0]!.json.failure).toMatchObject({ kind: 'request', field: 'url' });
});
