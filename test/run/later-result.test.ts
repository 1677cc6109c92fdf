import type { INodeParameters } from 'n8n-workflow';

import { CustomWebhook } from '../../nodes/CustomWebhook/CustomWebhook.node';
import { nodeContext, type NodeSetUp } from '../support/node-context';
import { startWebServer, type Arrived, type WebServer } from '../support/web-server';

let servers: WebServer[] = [];
afterEach(async () => {
	await Promise.all(servers.map((server) => server.close()));
	servers = [];
});

type Play = (request: Arrived, asked: number) => { status?: number; headers?: object; body?: unknown };

/** Responds as told; `asked` counts the requests to the same path from 1. */
async function start(play: Play): Promise<WebServer> {
	const counts = new Map<string, number>();
	const server = await startWebServer((request, response) => {
		const asked = (counts.get(request.url) ?? 0) + 1;
		counts.set(request.url, asked);
		const { status = 200, headers = {}, body = {} } = play(request, asked);
		response.writeHead(status, { 'content-type': 'application/json', ...headers });
		response.end(JSON.stringify(body));
	});
	servers.push(server);
	return server;
}

/** Runs the node for one item. */
async function run(
	url: string,
	result: INodeParameters,
	{ parameters = {}, ...setUp }: Partial<NodeSetUp> = {},
) {
	const { options, ...others } = parameters as { options?: INodeParameters };
	const { context, logged } = nodeContext({
		items: [{ json: { id: 'of-item', name: 'a/b' } }],
		...setUp,
		parameters: {
			url,
			contentType: 'json',
			jsonBody: '{"order":1}',
			onFailure: 'route',
			...others,
			options: {
				allowPrivateNetwork: true,
				retry: { values: { retryBaseDelay: 0 } },
				result: { values: { pollInterval: 0.001, ...result } },
				...options,
			},
		},
	});
	const [[success] = [], [failure] = []] = await new CustomWebhook().execute.call(context);
	return { success: success?.json, failure: failure?.json, logged };
}

const statusUrl = (server: string) => ({
	waitFor: 'url',
	statusUrl: `${server}/jobs/{{response.body.id}}`,
	donePath: 'status',
	doneValues: 'done, ready',
	failedValues: 'failed',
});

/** A job that is done when asked for the third time. */
const job: Play = ({ method }, asked) => ({
	body: method === 'POST' ? { id: 'j 1' } : { status: asked < 3 ? 'running' : 'done', n: asked },
});

it.each([404, 500])(
	'If the status cannot be asked for, the order is not lost sight of: %d',
	async (status) => {
		const server = await start(({ method }) => (method === 'POST' ? { body: { id: 1 } } : { status }));
		const { failure } = await run(server.url, statusUrl(server.url), {
			parameters: { options: { retry: { values: { retryMode: 'never' } } } },
		});
		const { message, description } = failure?.failure as { message: string; description: string };
		expect(message).toMatch(/^When asked for the result: .*\b\d{3}\b/);
		expect(description).toMatch(
			/^The request was accepted: check the service before you send it again\. The(?:re is| service had)/,
		);
	},
);

it('If the service says that there will be no result, that is the last word', async () => {
	const server = await start(({ method }) => ({
		body: method === 'POST' ? { id: 1 } : { status: 'failed', message: 'no rows' },
	}));
	const { failure } = await run(server.url, statusUrl(server.url));
	expect(failure?.failure).toMatchObject({ kind: 'rule', description: 'The service says: "no rows".' });
});

describe('a result that comes later', () => {
	test('is asked for at Location until the status is no longer 202', async () => {
		const server = await start(({ method }, asked) => {
			if (method === 'POST') return { status: 202, headers: { location: '/jobs/1' } };
			return asked < 3 ? { status: 202 } : { body: { total: 5 } };
		});
		const { success, logged } = await run(server.url, { waitFor: 'location' });
		expect(success).toMatchObject({
			response: { ok: true, statusCode: 200, body: { total: 5 }, polls: 3 },
		});
		expect(server.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
			'POST /',
			...Array<string>(3).fill('GET /jobs/1'),
		]);
		expect(server.requests[1]?.body).toBe('');
		expect(server.requests[1]?.headers).not.toHaveProperty('content-type');
		expect(logged[0]).toMatch(/→ 200, 4 attempts, 3 polls,/);
		expect(logged.at(-1)).toContain('4 requests, 0 retries');
	});

	test('is asked for at Operation-Location, which wins over Location, and at the newest one', async () => {
		const server = await start(({ url }) => {
			if (url === '/')
				return {
					status: 201,
					headers: { location: '/thing', 'operation-location': '/operations/1' },
				};
			return url === '/operations/1'
				? { status: 202, headers: { location: '/operations/2' } }
				: { body: 'x' };
		});
		const { success } = await run(server.url, { waitFor: 'location' });
		expect(success).toMatchObject({
			response: { body: 'x', polls: 2, url: `${server.url}/operations/2` },
		});
	});

	test('is the first response if that is no 201 or 202', async () => {
		const server = await start(() => ({ headers: { location: '/elsewhere' }, body: { total: 1 } }));
		const { success } = await run(server.url, { waitFor: 'location' });
		expect(success).toMatchObject({ response: { body: { total: 1 }, polls: 0 } });
		expect(server.requests).toHaveLength(1);
	});

	test('is a failure if a 202 does not say where it will be', async () => {
		const server = await start(() => ({ status: 202 }));
		const { failure } = await run(server.url, { waitFor: 'location' });
		expect(failure).toMatchObject({
			failure: { kind: 'rule', retryable: false },
			response: { polls: 0 },
		});
	});

	test('is asked for at a URL with values of the response, encoded, until it is done', async () => {
		const server = await start(job);
		const { success } = await run(server.url, {
			...statusUrl(server.url),
			statusUrl: `${server.url}/jobs/{{response.body.id}}?of={{name}}&own={{id}}`,
		});
		expect(success).toMatchObject({ response: { body: { status: 'done', n: 3 }, polls: 3 } });
		expect(server.requests[1]?.url).toBe('/jobs/j%201?of=a%2Fb&own=of-item');
	});

	test.each(['/jobs/{{response.body.id}}', '{{response.body.href}}'])(
		'is asked for at %s, by the address of the request',
		async (url) => {
			const server = await start((request, asked) => ({
				body: request.method === 'POST' ? { id: 1, href: '/jobs/1' } : job(request, asked).body,
			}));
			const { success } = await run(server.url, { ...statusUrl(''), statusUrl: url });
			expect(success).toMatchObject({ response: { polls: 3, url: `${server.url}/jobs/1` } });
		},
	);

	test.each([
		['/jobs/{{response.body.id}}', null],
		['/jobs/{{response.body.id}}', ''],
		['/jobs?id={{response.body.id}}', null],
		['/jobs?id={{response.body.id}}&x=1', ''],
	])('is not asked for at another address, if %s is empty: %j', async (path, id) => {
		const server = await start(() => ({ body: { id, status: 'done' } }));
		const { failure } = await run(server.url, { ...statusUrl(''), statusUrl: server.url + path });
		expect(failure).toMatchObject({
			failure: {
				kind: 'template',
				message: 'Status URL: a placeholder is empty, so there is nothing to ask for',
				field: 'options.statusUrl',
			},
		});
		expect(server.requests).toHaveLength(1);
	});

	test('is asked for with the empty values that the URL has as typed', async () => {
		const server = await start(job);
		const url = `${server.url}/jobs/{{response.body.id}}?a=&b=`;
		const { success } = await run(server.url, { ...statusUrl(''), statusUrl: url });
		expect(success).toMatchObject({ response: { polls: 3 } });
	});

	test('may be behind a redirect, 303 See Other', async () => {
		const server = await start(({ url, method }) => {
			if (method === 'POST') return { status: 202, headers: { location: '/jobs/1' } };
			return url === '/jobs/1' ? { status: 303, headers: { location: '/result' } } : { body: 'here' };
		});
		const { success } = await run(server.url, { waitFor: 'location' });
		expect(success).toMatchObject({ response: { body: 'here', url: `${server.url}/result`, polls: 1 } });
	});

	test('is a failure if the status says so', async () => {
		const server = await start(({ method }) => ({
			body: method === 'POST' ? { id: 1 } : { status: 'failed', message: 'no rows' },
		}));
		const { failure } = await run(server.url, statusUrl(server.url));
		expect(failure).toMatchObject({
			failure: {
				kind: 'rule',
				message: expect.stringContaining('"failed" at "status"') as string,
				description: expect.stringContaining('no rows') as string,
			},
			response: { ok: false, body: { status: 'failed' }, polls: 1 },
		});
	});

	test('is a timeout that may go through later, with the last response, if it does not come', async () => {
		const server = await start(({ method }) => ({
			body: method === 'POST' ? { id: 1 } : { status: 'running' },
		}));
		const { failure } = await run(server.url, { ...statusUrl(server.url), pollTimeout: 0.02 });
		expect(failure).toMatchObject({
			failure: {
				kind: 'timeout',
				retryable: true,
				message: expect.stringMatching(/within 0.02 s.* has "running" at "status"/) as string,
			},
			response: { ok: false, statusCode: 200, body: { status: 'running' } },
		});
		expect(server.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
	});

	test('is a timeout at once if Retry-After is longer than what is left', async () => {
		const server = await start(() => ({
			status: 202,
			headers: { location: '/jobs/1', 'retry-after': '600' },
		}));
		const { failure } = await run(server.url, { waitFor: 'location' });
		expect(failure).toMatchObject({
			failure: { kind: 'timeout', retryAfterMs: 600_000 },
			response: { statusCode: 202, polls: 0 },
		});
	});

	test('is a failure if the status URL answers with 404', async () => {
		const server = await start(({ method }) =>
			method === 'POST' ? { body: { id: 1 } } : { status: 404 },
		);
		const { failure } = await run(server.url, statusUrl(server.url));
		expect(failure).toMatchObject({
			failure: { kind: 'status', statusCode: 404, message: expect.stringContaining('404') as string },
			response: { statusCode: 404, polls: 1 },
		});
		expect(server.requests).toHaveLength(2);
	});

	test('goes on behind a status URL that fails for a moment, and behind a busy one', async () => {
		const server = await start((request, asked) => {
			if (request.method === 'POST') return { body: { id: 1 } };
			if (asked === 1) return { status: 503 };
			return asked === 2 ? { body: { status: 'BUSY' } } : { body: { status: 'done' } };
		});
		const { success } = await run(server.url, statusUrl(server.url), {
			parameters: {
				options: {
					retry: {
						values: { retryBaseDelay: 0, retryWhenPath: 'status', retryWhenValues: 'BUSY' },
					},
				},
			},
		});
		expect(success).toMatchObject({ response: { body: { status: 'done' }, polls: 1 } });
		expect(server.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
	});

	test('has to meet a success condition that the responses before it do not meet', async () => {
		const server = await start(job);
		const { success } = await run(server.url, statusUrl(server.url), {
			parameters: {
				options: {
					success: { values: { successRule: 'path', successPath: 'status', successValue: 'done' } },
				},
			},
		});
		expect(success).toMatchObject({ response: { polls: 3 } });
	});

	test('may be a list over many pages', async () => {
		const server = await start(({ url, method }) => {
			if (method === 'POST') return { status: 202, headers: { location: '/list' } };
			return url === '/list' ? { body: { list: [1], next: 'b' } } : { body: { list: [2] } };
		});
		const { success } = await run(
			server.url,
			{ waitFor: 'location' },
			{
				parameters: {
					options: {
						pagination: {
							values: {
								pagination: 'cursor',
								nextPath: 'next',
								pageParameter: 'after',
								listPath: 'list',
							},
						},
					},
				},
			},
		);
		expect(success).toMatchObject({ response: { body: [1, 2], pages: 2, polls: 1 } });
	});

	test('is not asked for if a placeholder of the status URL has no value', async () => {
		const server = await start(() => ({ body: {} }));
		const { failure } = await run(server.url, statusUrl(server.url));
		expect(failure).toMatchObject({ failure: { kind: 'template', field: 'options.statusUrl' } });
		expect(server.requests).toHaveLength(1);
	});

	test('reads the response where the item is not readable', async () => {
		const server = await start(job);
		const templates = { values: { readableData: 'record' } };
		const { success } = await run(server.url, statusUrl(server.url), {
			parameters: { options: { templates } },
		});
		expect(success).toMatchObject({ response: { polls: 3 } });
	});
});

describe('the secrets of the first request', () => {
	const withToken = {
		parameters: {
			authentication: 'bearer',
			headers: { header: [{ name: 'Idempotency-Key', value: 'k' }] },
		},
		credentials: { customWebhookBearerApi: { token: 'the-token' } },
	};

	test('go to the same origin, and to a host that the author typed', async () => {
		const status = await start(job);
		const server = await start(job);
		await run(server.url, statusUrl(status.url), withToken);
		await run(server.url, statusUrl(server.url), withToken);
		for (const { headers } of [status.requests[0]!, server.requests.at(-1)!]) {
			expect(headers.authorization).toBe('Bearer the-token');
			expect(headers).not.toHaveProperty('idempotency-key');
		}
	});

	test('do not go to another origin that the service names', async () => {
		const other = await start(() => ({ body: { status: 'done' } }));
		const server = await start(() => ({
			status: 202,
			headers: { location: `${other.url}/1` },
			body: { href: `${other.url}/2` },
		}));
		await run(server.url, { waitFor: 'location' }, withToken);
		await run(server.url, { ...statusUrl(''), statusUrl: '{{response.body.href}}' }, withToken);
		expect(other.requests.map(({ url }) => url)).toEqual(['/1', '/2']);
		for (const { headers } of other.requests) expect(headers).not.toHaveProperty('authorization');
	});

	test.each(['/', '\\'])(
		'do not go to another origin that a response puts behind a typed /: %s',
		async (slash) => {
			const other = await start(() => ({ body: { status: 'done' } }));
			const server = await start(() => ({ body: { path: `${slash}${new URL(other.url).host}` } }));
			const typed = { ...statusUrl(''), statusUrl: '/{{{response.body.path}}}' };
			await run(server.url, typed, withToken);
			for (const { headers } of other.requests) expect(headers).not.toHaveProperty('authorization');
		},
	);
});

test('A status URL that a response makes none of fails the item', async () => {
	const server = await start(() => ({ body: { path: '/' } }));
	const { failure } = await run(server.url, {
		...statusUrl(''),
		statusUrl: '/{{{response.body.path}}}',
	});
	expect(failure).toMatchObject({ failure: { kind: 'mapping' }, response: { polls: 0 } });
	expect(server.requests).toHaveLength(1);
});

test('Stopping the execution ends the wait at once, and nothing more is sent', async () => {
	const stop = new AbortController();
	const server = await start(() => {
		setImmediate(() => setImmediate(() => stop.abort()));
		return { status: 202, headers: { location: '/jobs/1' } };
	});
	const { failure } = await run(
		server.url,
		{ waitFor: 'location', pollInterval: 3600, pollTimeout: 7200 },
		{
			more: { getExecutionCancelSignal: () => stop.signal },
		},
	);
	expect(failure).toMatchObject({ failure: { kind: 'cancelled' } });
	expect(server.requests).toHaveLength(1);
});

const inFlight =
	'Items that wait hold no place in flight: all are accepted, in order, before the first is done';
test.each([
	[1, 20],
	[3, 200],
])(`${inFlight}; Concurrency %i, %i items`, async (concurrency, count) => {
	const accepted: string[] = [];
	const server = await start(({ method, body }) => {
		if (method === 'POST') return { status: 202, headers: { location: `/jobs/${accepted.push(body)}` } };
		return accepted.length < count ? { status: 202 } : { body: 'done' };
	});
	const { context } = nodeContext({
		items: Array.from({ length: count }, (_, n) => ({ json: { n } })),
		parameters: {
			url: server.url,
			contentType: 'json',
			jsonBody: '{{n}}',
			onFailure: 'route',
			options: {
				allowPrivateNetwork: true,
				limits: { values: { concurrency } },
				result: { values: { waitFor: 'location', pollInterval: 0.01 } },
			},
		},
	});
	const [success, failure] = await new CustomWebhook().execute.call(context);
	expect(failure).toEqual([]);
	expect(success?.map(({ pairedItem }) => pairedItem)).toEqual(
		Array.from({ length: count }, (_, item) => ({ item })),
	);
	expect(accepted).toHaveLength(count);
	if (concurrency === 1) expect(accepted).toEqual(accepted.map((_, n) => String(n)));
});
