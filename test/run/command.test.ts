import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { CustomWebhook } from '../../nodes/CustomWebhook/CustomWebhook.node';
import { nodeContext, type NodeSetUp } from '../support/node-context';
import { startWebServer, type Answer, type WebServer } from '../support/web-server';

let server: WebServer;
let answer: Answer;
beforeEach(async () => {
	answer = (_request, response) => response.end();
	server = await startWebServer((request, response) => answer(request, response));
});
afterEach(async () => await server.close());

const contacts = (count: number): INodeExecutionData[] =>
	Array.from({ length: count }, (_, id) => ({ json: { id, contact: { email: `${id}@example.com` } } }));

interface CommandRun extends Partial<Omit<NodeSetUp, 'parameters'>> {
	options?: INodeParameters;
	parameters?: INodeParameters;
}

/** Runs a command, and gives what leaves, what was sent, the hints and the log. */
async function run(curlCommand: string, { options, parameters, ...setUp }: CommandRun = {}) {
	server.requests.length = 0;
	const hints: string[] = [];
	const { context, logged } = nodeContext({
		items: contacts(1),
		...setUp,
		parameters: {
			requestFrom: 'curl',
			curlCommand,
			onFailure: 'route',
			...parameters,
			options: {
				allowPrivateNetwork: true,
				limits: { values: { concurrency: 1 } },
				retry: { values: { retryMode: 'never' } },
				...options,
			},
		},
		more: {
			addExecutionHints: (...added: Array<{ message: string }>) =>
				hints.push(...added.map(({ message }) => message)),
			...setUp.more,
		},
	});
	const [success = [], failure = []] = await new CustomWebhook().execute.call(context);
	return { success, failure, hints, logged, requests: [...server.requests] };
}

const failuresOf = (items: INodeExecutionData[]) =>
	items.map(({ json }) => json.failure as { kind: string; field?: string; message: string });
const bodiesOf = (requests: WebServer['requests']) => requests.map(({ body }) => body);
const urlsOf = (requests: WebServer['requests']) => requests.map(({ url }) => url);
const responsesOf = (items: INodeExecutionData[]) =>
	items.map(({ json }) => json.response as Record<string, unknown>);

describe('a failure names the command, and the part of it', () => {
	const SERVICE = {
		parameters: { authentication: 'service' },
		credentials: { customWebhookServiceApi: { baseUrl: 'https://api.example.com/v1' } },
	};

	it.each<[string, string, RegExp, CommandRun]>([
		[
			'curl http://localhost/x',
			'URL',
			/^Not sent: localhost/,
			{ options: { allowPrivateNetwork: false } },
		],
		['curl http://x.example', 'URL', /HTTPS Only/, { options: { httpsOnly: true } }],
		['curl https://{{nothing}}', 'URL', /^cURL Command, URL, line 1/, {}],
		[
			'curl https://other.example/x',
			'URL',
			/^cURL Command, URL: other\.example is not the host/,
			SERVICE,
		],
		['curl //other.example/x', 'URL', /^cURL Command, URL: it must not lead/, SERVICE],
		['curl /a/../b', 'URL', /^cURL Command, URL: \. and \.\./, SERVICE],
		['curl -T data https://x.example/a', '-T', /The item has no file "data"/, {}],
		["curl -F 'f=@data' https://x.example/a", 'f.binaryProperty', /The item has no file "data"/, {}],
		[
			"curl -H 'Content-Type: text/plain; charset=klingon' -d x https://x.example/a",
			'Content-Type',
			/^cURL Command, Content-Type: this node cannot write the charset klingon/,
			{},
		],
		[
			"curl -H 'Content-Encoding: zoo' -d x https://x.example/a",
			'Content-Encoding',
			/^cURL Command, Content-Encoding/,
			{},
		],
		[
			"curl --json '{{#if id}}1{{/if}}' https://x.example/a",
			'body',
			/^cURL Command, body is empty for this item/,
			{ options: { batch: { values: { batchSize: 2 } } } },
		],
		[
			'curl https://x.example',
			'URL',
			/not in the credential's allowed domains/,
			{
				parameters: { authentication: 'bearer' },
				credentials: {
					customWebhookBearerApi: {
						token: 'abcd',
						allowedHttpRequestDomains: 'domains',
						allowedDomains: 'y.example',
					},
				},
			},
		],
	])('%s: %s', async (command, part, message, setUp) => {
		const { failure, requests, logged } = await run(command, { items: [{ json: { id: 0 } }], ...setUp });
		expect(failuresOf(failure)).toEqual([
			expect.objectContaining({
				field: `curlCommand.${part}`,
				message: expect.stringMatching(message) as string,
			}),
		]);
		expect(requests).toEqual([]);
		expect(logged.join('\n')).not.toMatch(/not sent: (?!cURL Command)/);
	});
});

describe('batches', () => {
	const batch = (values: INodeParameters) => ({ batch: { values } });

	it('join the JSON of a command, in an envelope, and each item gets its own result', async () => {
		answer = ({ body }, response) => {
			const { contacts: sent } = JSON.parse(body) as { contacts: Array<{ email: string }> };
			response
				.setHeader('Content-Type', 'application/json')
				.end(JSON.stringify({ results: sent.map(({ email }) => ({ email, ok: true })) }));
		};
		const { success, requests } = await run(
			`curl ${server.url}/bulk -u a:b --json '{"email": "{{contact.email}}"}'`,
			{
				items: contacts(3),
				options: batch({
					batchSize: 2,
					batchEnvelope: '{"contacts": {{items}}}',
					batchAnswers: 'results',
					batchMatch: 'field',
					batchItemPath: 'contact.email',
					batchAnswerPath: 'email',
				}),
			},
		);
		expect(bodiesOf(requests)).toEqual([
			'{"contacts": [{"email": "0@example.com"},{"email": "1@example.com"}]}',
			'{"contacts": [{"email": "2@example.com"}]}',
		]);
		expect(requests.map(({ headers }) => [headers.authorization, headers['content-type']])).toEqual([
			['Basic YTpi', 'application/json'],
			['Basic YTpi', 'application/json'],
		]);
		expect(responsesOf(success).map(({ item }) => item)).toEqual(
			contacts(3).map(({ json }) => ({ email: (json.contact as { email: string }).email, ok: true })),
		);
	});

	it('are parted by what differs in the command: URL, header, -u', async () => {
		const items = ['a', 'a', 'b'].map((v) => ({ json: { v } }));
		for (const command of [
			`curl ${server.url}/{{v}} --json {}`,
			`curl ${server.url} -H 'X-V: {{v}}' --json {}`,
			`curl ${server.url} -u '{{v}}:' --json {}`,
		])
			expect(
				bodiesOf((await run(command, { items, options: batch({ batchSize: 5 }) })).requests),
			).toEqual(['[{},{}]', '[{}]']);
	});

	it('are lines of JSON under the type of the command', async () => {
		const { requests } = await run(
			`curl ${server.url}/_bulk -H 'Content-Type: application/x-ndjson' --data-binary '{"id": {{id}}}'`,
			{ items: contacts(2), options: batch({ batchSize: 2, batchFormat: 'jsonLines' }) },
		);
		expect(bodiesOf(requests)).toEqual(['{"id": 0}\n{"id": 1}\n']);
		expect(requests[0]!.headers['content-type']).toBe('application/x-ndjson');
	});

	it('are lines of JSON with their own type if the command has none but that of --json', async () => {
		const { requests } = await run(`curl ${server.url} --json '{"id": {{id}}}'`, {
			items: contacts(2),
			options: batch({ batchSize: 2, batchFormat: 'jsonLines' }),
		});
		expect(requests[0]!.headers['content-type']).toBe('application/x-ndjson');
	});

	it('leave an item that cannot be rendered on Failure alone, and name the body of the command', async () => {
		const items = [{ json: { v: 1 } }, { json: {} }, { json: { v: 3 } }];
		const { failure, requests } = await run(`curl ${server.url} --json '{"v": {{v}} }'`, {
			items,
			options: {
				...batch({ batchSize: 3 }),
				templates: { values: { missingValues: 'fail' } },
			},
		});
		expect(bodiesOf(requests)).toEqual(['[{"v": 1 },{"v": 3 }]']);
		expect(failuresOf(failure)).toEqual([expect.objectContaining({ field: 'curlCommand.body' })]);
	});

	it.each(["curl -d 'a={{id}}' http://x.example", 'curl http://x.example', 'curl -F a=b http://x.example'])(
		'of what is no JSON are a mistake in the set-up: %s',
		async (command) => {
			await expect(run(command, { options: batch({ batchSize: 2 }) })).rejects.toThrow(
				/"options\.batchSize" is 2, but only JSON bodies can be sent in batches; .*--json/,
			);
		},
	);
});

describe('pages', () => {
	const paged = (values: INodeParameters) => ({ pagination: { values } });
	const listOf =
		(name: 'query' | 'body'): Answer =>
		({ body, url }, response) => {
			const asked =
				name === 'query'
					? new URL(url, 'http://a').searchParams.get('after')
					: String((JSON.parse(body) as { after?: unknown }).after ?? '');
			const page = Number(asked ?? 0);
			response
				.setHeader('Content-Type', 'application/json')
				.end(JSON.stringify({ list: [page], ...(page < 2 ? { next: page + 1 } : {}) }));
		};
	const CURSOR = { pagination: 'cursor', nextPath: 'next', listPath: 'list', pageParameter: 'after' };

	it('are read by the query of the command, with -G and its credentials', async () => {
		answer = listOf('query');
		const { success, requests } = await run(`curl -G ${server.url}/list -d limit=1 -u a:b`, {
			options: paged(CURSOR),
		});
		expect(urlsOf(requests)).toEqual(['/list?limit=1', '/list?limit=1&after=1', '/list?limit=1&after=2']);
		expect(requests.map(({ headers }) => headers.authorization)).toEqual(Array(3).fill('Basic YTpi'));
		expect(responsesOf(success)).toEqual([expect.objectContaining({ body: [0, 1, 2], pages: 3 })]);
	});

	it('are read by a field of the body that the command posts', async () => {
		answer = listOf('body');
		const { success, requests } = await run(`curl ${server.url}/search --json '{"q": {{id}}}'`, {
			options: paged(CURSOR),
		});
		expect(bodiesOf(requests)).toEqual(['{"q": 0}', '{"q": 0,"after":1}', '{"q": 0,"after":2}']);
		expect(responsesOf(success)).toEqual([expect.objectContaining({ body: [0, 1, 2] })]);
	});

	it('are read by a field of the body that the command sends with GET', async () => {
		answer = listOf('body');
		const { success, requests } = await run(
			`curl -X GET ${server.url}/_search -H 'Content-Type: application/json' -d '{"q": {{id}}}'`,
			{ options: paged({ ...CURSOR, pageParameterIn: 'body' }) },
		);
		expect(urlsOf(requests)).toEqual(['/_search', '/_search', '/_search']);
		expect(bodiesOf(requests).at(-1)).toBe('{"q": 0,"after":2}');
		expect(responsesOf(success)).toEqual([expect.objectContaining({ body: [0, 1, 2] })]);
	});

	it('are counted in a form of the command, from a typed page that is the first', async () => {
		answer = ({ body }, response) =>
			response
				.setHeader('Content-Type', 'application/json')
				.end(JSON.stringify(Number(new URLSearchParams(body).get('page')) < 3 ? [body] : []));
		const { requests } = await run(`curl ${server.url} -d 'q={{contact.email}}&page=1'`, {
			options: paged({ pagination: 'counter', pageParameter: 'page', pageStart: 1 }),
		});
		expect(bodiesOf(requests)).toEqual([1, 2, 3].map((page) => `q=0%40example.com&page=${page}`));
	});

	it('follow the Link header, to another origin without the secrets of the command', async () => {
		const other = await startWebServer((_request, response) =>
			response.setHeader('Content-Type', 'application/json').end('[2]'),
		);
		answer = (_request, response) =>
			response
				.setHeader('Content-Type', 'application/json')
				.setHeader('Link', `<${other.url}/next>; rel="next"`)
				.end('[1]');
		const { success } = await run(`curl ${server.url} -u a:b -H 'X-API-Key: abc' -b sid=1 -H 'X-A: 1'`, {
			options: paged({ pagination: 'link' }),
		});
		await other.close();
		expect(responsesOf(success)).toEqual([expect.objectContaining({ body: [1, 2] })]);
		expect(other.requests[0]!.headers).toMatchObject({ 'x-a': '1' });
		for (const name of ['authorization', 'x-api-key', 'cookie'])
			expect(other.requests[0]!.headers).not.toHaveProperty(name);
	});

	it('need -L where a page redirects', async () => {
		answer = ({ url }, response) =>
			void (url === '/list'
				? response.writeHead(302, { Location: '/moved' }).end()
				: response.setHeader('Content-Type', 'application/json').end('[1]'));
		const without = await run(`curl ${server.url}/list`, { options: paged({ pagination: 'link' }) });
		expect(failuresOf(without.failure)).toEqual([expect.objectContaining({ kind: 'status' })]);
		const { success } = await run(`curl -L ${server.url}/list`, {
			options: paged({ pagination: 'link' }),
		});
		expect(responsesOf(success)).toEqual([expect.objectContaining({ body: [1] })]);
	});

	it('are no pages of a body that has no place for them: a mistake in the set-up', async () => {
		await expect(
			run('curl http://x.example', { options: paged({ ...CURSOR, pageParameterIn: 'body' }) }),
		).rejects.toThrow(/options\.pageParameterIn/);
	});
});

describe('tests', () => {
	const MANUAL = { more: { getMode: () => 'manual' } };
	const test = (values: INodeParameters) => ({ ...MANUAL, options: { test: { values } } });

	it('send the first item, and show the command of the others', async () => {
		const { success, requests, hints } = await run(`curl ${server.url}/{{id}} --json '{"a": {{id}}}'`, {
			items: contacts(3),
			...test({ testSend: 'first' }),
		});
		expect(urlsOf(requests)).toEqual(['/0']);
		const { curl } = success[2]!.json.request as { curl: string };
		expect(curl).toContain(`--url '${server.url}/2'`);
		expect(curl).toContain(`--data-raw '{"a": 2}'`);
		expect(hints.join('\n')).toContain('1 of 3 items was sent');
	});

	it('go to another address without the secrets that the command has', async () => {
		const catcher = await startWebServer();
		await run(
			`curl '${server.url}/v1?api_key=s3cr3t&b=2' -u a:s3cr3t -b sid=s3cr3t -H 'X-API-Key: s3cr3t' --json '{"token": "s3cr3t", "a": 1}'`,
			test({ testAddress: `${catcher.url}/box` }),
		);
		await catcher.close();
		expect(server.requests).toEqual([]);
		expect(urlsOf(catcher.requests)).toEqual(['/box/v1?b=2']);
		expect(JSON.stringify(catcher.requests)).not.toContain('s3cr3t');
		expect(catcher.requests[0]!.headers.authorization).toBeUndefined();
		expect(JSON.parse(catcher.requests[0]!.body)).toEqual({ token: '***', a: 1 });
	});

	it('take the place of the input by a record', async () => {
		const { requests } = await run(`curl ${server.url}/{{contact.email}}`, {
			...test({ testRecord: '{"contact": {"email": "zoe"}}' }),
		});
		expect(urlsOf(requests)).toEqual(['/zoe']);
	});

	it('are not heeded in production', async () => {
		const { requests } = await run(`curl ${server.url}/{{id}}`, {
			items: contacts(2),
			options: { test: { values: { testSend: 'none', testAddress: 'http://127.0.0.1:1' } } },
		});
		expect(urlsOf(requests)).toEqual(['/0', '/1']);
	});
});
