import type { INodeParameters } from 'n8n-workflow';

import { CustomWebhook } from '../../nodes/CustomWebhook/CustomWebhook.node';
import { nodeContext, type NodeSetUp } from '../support/node-context';
import { startWebServer, type Answer, type Arrived, type WebServer } from '../support/web-server';

let servers: WebServer[] = [];
afterEach(async () => {
	await Promise.all(servers.map((server) => server.close()));
	servers = [];
});

async function start(answer: Answer): Promise<WebServer> {
	const server = await startWebServer(answer);
	servers.push(server);
	return server;
}

const json =
	(bodyOf: (request: Arrived, query: URLSearchParams) => unknown): Answer =>
	(request, response) => {
		const body = bodyOf(request, new URL(request.url, 'http://a').searchParams);
		response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
	};

interface Shown {
	failure?: { kind: string; message: string };
	response: {
		ok: boolean;
		statusCode: number;
		body: unknown;
		pages: number;
		morePages?: true;
		url: string;
		attempts: object[];
	};
}

/** Runs the node for one item. */
async function run(
	url: string,
	pagination: INodeParameters,
	{ parameters = {}, ...setUp }: Partial<NodeSetUp> = {},
) {
	const { options, ...others } = parameters as { options?: INodeParameters };
	const { context, logged } = nodeContext({
		items: [{ json: {} }],
		...setUp,
		parameters: {
			method: 'GET',
			url,
			onFailure: 'route',
			...others,
			options: { allowPrivateNetwork: true, pagination: { values: pagination }, ...options },
		},
	});
	const hints: string[] = [];
	Object.assign(context, {
		addExecutionHints: (...shown: Array<{ message: string }>) =>
			hints.push(...shown.map(({ message }) => message)),
	});
	const [[success] = [], [failure] = []] = await new CustomWebhook().execute.call(context);
	return {
		success: success?.json as unknown as Shown,
		failure: failure?.json as unknown as Shown,
		hints,
		logged,
	};
}

const cursor = { pagination: 'cursor', nextPath: 'next', pageParameter: 'after', listPath: 'list' };
/** Three pages of two, by a cursor. */
const threePages = json((_request, query) => {
	const page = Number(query.get('after') ?? 0);
	return { list: [page * 2, page * 2 + 1], ...(page < 2 ? { next: String(page + 1) } : {}) };
});

describe('a list over many pages', () => {
	test('is one list on the item, with the number of pages', async () => {
		const server = await start(threePages);
		const { success } = await run(`${server.url}/?limit=2`, cursor);
		expect(success.response).toMatchObject({
			ok: true,
			body: [0, 1, 2, 3, 4, 5],
			pages: 3,
			url: `${server.url}/?limit=2&after=2`,
		});
		expect(success.response).not.toHaveProperty('morePages');
		expect(success.response.attempts).toHaveLength(3);
		expect(server.requests.map(({ url }) => url)).toEqual([
			'/?limit=2',
			'/?limit=2&after=1',
			'/?limit=2&after=2',
		]);
	});

	test.each(['simple', 'variables'])('is in the item with Output %s, too', async (output) => {
		const server = await start(threePages);
		const { success } = await run(server.url, cursor, {
			parameters: { webhookName: 'list', options: { response: { values: { output } } } },
		});
		expect(success).toMatchObject({ data: { list: [0, 1, 2, 3, 4, 5] } });
	});

	test('with the same page again is told', async () => {
		const server = await start(json(() => ({ list: [1, 2] })));
		const counter = { pagination: 'counter', pageParameter: 'p', listPath: 'list', maxPages: 2 };
		const { success, hints } = await run(server.url, counter);
		expect(success.response.body).toEqual([1, 2, 1, 2]);
		expect(hints).toEqual([
			expect.stringContaining('Max Pages'),
			'1 of 1 item: a page has the same entries as the page before, so they are in the list twice. ' +
				'Check Page Parameter: the service may not know it.',
		]);
	});

	test('of which one says that it is a failure is told, although its status is a success', async () => {
		const server = await start(
			json((_request, query) => (query.get('p') === '1' ? { list: [1] } : { ok: false, list: [] })),
		);
		const counter = { pagination: 'counter', pageParameter: 'p', listPath: 'list' };
		const { success, hints } = await run(server.url, counter);
		expect(success.response.body).toEqual([1]);
		expect(hints).toEqual([expect.stringMatching(/the response says "ok": false.*set Rule/)]);
	});

	test('ends at Max Pages: the item succeeds, and says that there are more', async () => {
		const server = await start(threePages);
		const { success, hints } = await run(server.url, { ...cursor, maxPages: 2 });
		expect(success.response).toMatchObject({ body: [0, 1, 2, 3], pages: 2, morePages: true });
		expect(hints).toEqual([
			expect.stringContaining('reading ended at Max Pages (2), and there are more pages'),
		]);
	});

	test('ends at a cursor that never changes, and a hint says so', async () => {
		const server = await start(json(() => ({ list: [1], next: 'same' })));
		const { success, hints } = await run(server.url, cursor);
		expect(success.response).toMatchObject({ body: [1, 1], pages: 2 });
		expect(server.requests).toHaveLength(2);
		expect(hints).toEqual([expect.stringContaining('read already')]);
	});

	test('goes on behind an empty page that names a next one', async () => {
		const lists = [[1], [], [2]];
		const server = await start(
			json((_request, query) => {
				const page = Number(query.get('after') ?? 0);
				return { list: lists[page], next: page < 2 ? page + 1 : null };
			}),
		);
		expect((await run(server.url, cursor)).success.response).toMatchObject({ body: [1, 2], pages: 3 });
		const ended = await run(server.url, { ...cursor, emptyPages: 'end' });
		expect(ended.success.response).toMatchObject({ body: [1], pages: 2 });
	});

	test('counts with a page number until an empty page', async () => {
		const server = await start(
			json((_request, query) => (query.get('page') === '3' ? [] : [query.get('page')])),
		);
		const { success } = await run(`${server.url}/?page=1`, {
			pagination: 'counter',
			pageParameter: 'page',
		});
		expect(success.response).toMatchObject({ body: ['1', '2'], pages: 3 });
		expect(server.requests[0]?.url).toBe('/?page=1');
	});

	test('tells of objects that no page number ends', async () => {
		const server = await start(json(() => ({ rows: [1] })));
		const { success, hints } = await run(server.url, {
			pagination: 'counter',
			pageParameter: 'page',
			maxPages: 3,
		});
		expect(success.response).toMatchObject({ pages: 3, morePages: true });
		expect(hints).toEqual([expect.stringContaining('Put the path of its list into List Path')]);
	});

	test('counts with an offset until a value says that there is no more', async () => {
		const server = await start(
			json((_request, query) => ({
				rows: [query.get('offset')],
				has_more: query.get('offset') !== '20',
			})),
		);
		const { success } = await run(server.url, {
			pagination: 'counter',
			pageParameter: 'offset',
			pageStart: 0,
			pageStep: 10,
			nextPath: 'has_more',
			listPath: 'rows',
		});
		expect(success.response).toMatchObject({ body: ['0', '10', '20'], pages: 3 });
	});

	test('has its cursor in the body of a POST, and its type stays', async () => {
		const server = await start(
			json(({ body }) => {
				const { variables } = JSON.parse(body) as { variables: { after: number | null } };
				return { list: [variables.after], next: variables.after === null ? 7 : 0 };
			}),
		);
		const { success } = await run(
			server.url,
			{ ...cursor, pageParameter: 'variables.after' },
			{
				parameters: {
					method: 'POST',
					contentType: 'json',
					jsonBody: '{ "big": 12345678901234567890, "variables": {"after": null, "x": 1.0} }',
				},
			},
		);
		expect(success.response).toMatchObject({ body: [null, 7], pages: 2 });
		expect(server.requests[1]?.body).toBe(
			'{ "big": 12345678901234567890, "variables": {"after": 7, "x": 1.0} }',
		);
	});

	test('has its cursor in a form', async () => {
		const server = await start(
			json(({ body }) => ({ list: [body], next: body.includes('after') ? '' : 'a b' })),
		);
		const { success } = await run(server.url, cursor, {
			parameters: {
				method: 'POST',
				contentType: 'form',
				formFields: { field: [{ name: 'q', value: 'x' }] },
			},
		});
		expect(success.response.body).toEqual(['q=x', 'q=x&after=a%20b']);
	});

	test('sends another idempotency key with each page of a POST', async () => {
		const server = await start(
			json(({ body }) => ({ list: [1], next: body.includes('after') ? null : 'b' })),
		);
		await run(server.url, cursor, {
			parameters: {
				method: 'POST',
				contentType: 'json',
				jsonBody: '{}',
				headers: { header: [{ name: 'Idempotency-Key', value: 'k' }] },
			},
		});
		expect(server.requests.map(({ headers }) => headers['idempotency-key'])).toEqual(['k', 'k-2']);
	});

	test('is asked for by the next URL of the body, also a relative one', async () => {
		const server = await start(
			json((request) => ({
				value: [request.url],
				...(request.url === '/a/b?x=1' ? { '@odata.nextLink': '?x=2&$skip=1' } : {}),
			})),
		);
		const { success } = await run(`${server.url}/a/b?x=1`, {
			pagination: 'nextUrl',
			nextPath: '["@odata.nextLink"]',
			listPath: 'value',
		});
		expect(success.response.body).toEqual(['/a/b?x=1', '/a/b?x=2&$skip=1']);
	});

	test('may be a list of texts', async () => {
		const server = await start((request, response) => {
			if (request.url === '/') response.setHeader('link', '</2>; rel=next');
			response.setHeader('content-type', 'text/csv').end(`a,b\n${request.url}`);
		});
		const { success } = await run(server.url, { pagination: 'link' });
		expect(success.response.body).toEqual(['a,b\n/', 'a,b\n/2']);
	});

	test('is told by the log in one line, and its requests are counted', async () => {
		const server = await start(threePages);
		const { logged } = await run(server.url, cursor);
		expect(logged).toEqual([
			expect.stringMatching(/→ 200, 3 attempts, 3 pages, \d+ ms/),
			expect.stringMatching(/1 delivered, 0 failed, 3 requests, 0 retries/),
		]);
	});
});

describe('a page that fails', () => {
	const failingAt =
		(page: string, fail: Answer): Answer =>
		(request, response) =>
			request.url.includes(`after=${page}`) ? fail(request, response) : threePages(request, response);

	test('fails the item, which has the number of pages and no half list', async () => {
		const fail: Answer = (_request, response) => void response.writeHead(404).end('gone');
		const server = await start(failingAt('2', fail));
		const { failure } = await run(server.url, cursor);
		expect(failure).toMatchObject({
			failure: { kind: 'status', message: expect.stringMatching(/^Page 3: .*404/) as string },
			response: { ok: false, statusCode: 404, body: 'gone', pages: 2 },
		});
	});

	test('has no body of another page if it has no response', async () => {
		const server = await start(failingAt('1', (_request, response) => void response.destroy()));
		const { failure } = await run(server.url, cursor, {
			parameters: { options: { retry: { values: { retryMode: 'never' } } } },
		});
		expect(failure).toMatchObject({
			failure: { kind: 'network' },
			response: { ok: false, body: null, pages: 1 },
		});
	});

	test('is retried as a request of its method', async () => {
		let tries = 0;
		const server = await start(
			failingAt('1', (request, response) =>
				++tries === 1 ? void response.writeHead(503).end() : threePages(request, response),
			),
		);
		const { success, logged } = await run(server.url, cursor, {
			parameters: { options: { retry: { values: { retryBaseDelay: 0 } } } },
		});
		expect(success.response).toMatchObject({ body: [0, 1, 2, 3, 4, 5], pages: 3 });
		expect(logged.at(-1)).toContain('4 requests, 1 retry');
	});

	test.each<[string, unknown, string]>([
		['an object', { id: 1 }, 'mapping'],
		['a flag', true, 'mapping'],
	])('by a cursor that is %s fails the item', async (_, next, kind) => {
		const server = await start(json(() => ({ list: [1], next })));
		const { failure } = await run(server.url, cursor);
		expect(failure).toMatchObject({ failure: { kind }, response: { body: null, pages: 1 } });
	});

	test('by its success condition fails the item', async () => {
		const server = await start(
			json((_request, query) => ({ ok: !query.has('after'), list: [1], next: 'b' })),
		);
		const { failure } = await run(server.url, cursor, {
			parameters: {
				options: {
					success: { values: { successRule: 'path', successPath: 'ok', successValue: 'true' } },
				},
			},
		});
		expect(failure).toMatchObject({ failure: { kind: 'rule' }, response: { pages: 1 } });
	});

	test('because the pages are too large together fails the item', async () => {
		const server = await start(threePages);
		const { failure } = await run(server.url, { ...cursor, pageSizeLimit: 0.00003 });
		expect(failure.failure).toMatchObject({
			kind: 'response',
			message: expect.stringContaining('larger than') as string,
		});
	});

	test('because it is cut-off JSON, or a file, fails the item', async () => {
		for (const [type, body] of [
			['application/json', '{"list":[1'],
			['application/pdf', '%PDF'],
		] as const) {
			const server = await start(
				failingAt(
					'1',
					(_request, response) => void response.setHeader('content-type', type).end(body),
				),
			);
			const { failure } = await run(server.url, cursor);
			expect(failure).toMatchObject({ failure: { kind: 'response' }, response: { pages: 1 } });
		}
	});
});

describe('a next page at another origin', () => {
	const credentials = { customWebhookBearerApi: { token: 'the-token' } };
	const bearer = { authentication: 'bearer', headers: { header: [{ name: 'X-Tenant', value: 't' }] } };

	test('is asked for without secrets, and they do not come back', async () => {
		const first = await start(
			json(({ url }) => (url === '/' ? { list: [1], next: `${other.url}/2` } : { list: [3] })),
		);
		const other: WebServer = await start(json(() => ({ list: [2], next: `${first.url}/3` })));
		const { success } = await run(
			first.url,
			{ ...cursor, pagination: 'nextUrl' },
			{ parameters: bearer, credentials },
		);
		expect(success.response).toMatchObject({ body: [1, 2, 3], pages: 3 });
		expect(first.requests.map(({ headers }) => headers.authorization)).toEqual([
			'Bearer the-token',
			undefined,
		]);
		expect(other.requests[0]?.headers).not.toHaveProperty('authorization');
		expect(other.requests[0]?.headers['x-tenant']).toBe('t');
	});

	test('gets no API key of the query, and one of the same origin gets it', async () => {
		const first = await start(
			json(({ url }) => ({
				list: [url],
				next: url.startsWith('/?') ? '/2' : `${other.url}/3?key=the-key`,
			})),
		);
		const other: WebServer = await start(json(({ url }) => ({ list: [url] })));
		const { success } = await run(
			first.url,
			{ ...cursor, pagination: 'nextUrl' },
			{
				parameters: { authentication: 'apiKey' },
				credentials: {
					customWebhookApiKeyApi: { placement: 'query', name: 'key', value: 'the-key' },
				},
			},
		);
		expect(success.response.body).toEqual(['/?key=***', '/2?key=***', '/3']);
	});

	test('does not get the body of a POST', async () => {
		const other = await start(json(() => ({ list: [2] })));
		const first = await start(json(() => ({ list: [1], next: other.url })));
		const { failure } = await run(
			first.url,
			{ ...cursor, pagination: 'nextUrl' },
			{ parameters: { method: 'POST', contentType: 'json', jsonBody: '{"a":1}' } },
		);
		expect(failure).toMatchObject({ failure: { kind: 'redirect' }, response: { body: null, pages: 1 } });
		expect(other.requests).toEqual([]);
	});

	test('must pass the guard', async () => {
		const server = await start(json(() => ({ list: [1], next: 'ftp://files.test/2' })));
		const { failure } = await run(server.url, { ...cursor, pagination: 'nextUrl' });
		expect(failure).toMatchObject({ failure: { kind: 'mapping' }, response: { pages: 1 } });
	});
});

describe('before anything is sent', () => {
	test('a body without a place for the cursor fails the item', async () => {
		const server = await start(threePages);
		const { failure } = await run(server.url, cursor, {
			parameters: { method: 'POST', contentType: 'json', jsonBody: '[1]' },
		});
		expect(failure.failure).toMatchObject({ kind: 'request', field: 'options.pageParameter' });
		expect(server.requests).toEqual([]);
	});

	test('a preview shows the first request, and says that it is the first', async () => {
		const server = await start(threePages);
		const { success, hints } = await run(
			server.url,
			{ pagination: 'counter', pageParameter: 'page' },
			{ parameters: { operation: 'preview' } },
		);
		expect(success).toMatchObject({ request: { url: `${server.url}/?page=1` } });
		expect(hints).toContainEqual(expect.stringContaining('first request'));
	});
});

it('A login page in place of a page of the list fails the item, which has no half list', async () => {
	const server = await start((request, response) => {
		if (request.url === '/')
			response
				.setHeader('link', '</2>; rel="next"')
				.setHeader('content-type', 'application/json')
				.end('[1,2]');
		else response.setHeader('content-type', 'text/html').end('<html><title>Log in</title></html>');
	});
	const { success, failure } = await run(server.url, { pagination: 'link' });
	expect(success).toBeUndefined();
	expect(failure.failure?.message).toContain('The response ("Log in") is a web page');
});
