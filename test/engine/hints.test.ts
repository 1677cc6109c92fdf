import type { INodeParameters } from 'n8n-workflow';

import { startWebServer, type WebServer } from '../support/web-server';
import { runNode, type EngineRun, type EngineSetUp } from './engine';

let server: WebServer;
beforeAll(async () => {
	server = await startWebServer((request, response) => {
		response.statusCode = Number(new URL(request.url, 'http://127.0.0.1').pathname.split('/')[1]);
		response.end();
	});
});
afterAll(async () => await server.close());

const run = async (parameters: INodeParameters, more: Partial<EngineSetUp> = {}) =>
	await runNode({
		parameters: {
			url: `${server.url}/{{status}}`,
			jsonBody: '{}',
			options: { allowPrivateNetwork: true, retry: { values: { retryMode: 'never' } } },
			...parameters,
		},
		items: [{ status: 200 }, { status: 404 }, { status: 500 }],
		...more,
	});

const hintsOf = ({ run }: EngineRun) =>
	(run.data.resultData.runData['Custom Webhook']?.[0]?.hints ?? []).map(({ message }) => message);

it('A run with failures says how many of how many failed, and with which kinds', async () => {
	expect(hintsOf(await run({}))).toEqual([
		expect.stringMatching(
			/^2 of 3 items failed \(1 × status 404, 1 × status 500\)\. The first: .*404.* See the Failure tab\.$/,
		),
	]);
});

it('A run without failures and with nothing odd in the set-up has no hint', async () => {
	expect(hintsOf(await run({}, { items: [{ status: 200 }] }))).toEqual([]);
});

it('What looks wrong in the set-up is told, by name and not by value', async () => {
	const hints = hintsOf(
		await run(
			{
				url: `${server.url}/{{status}}?api_key=4711-0815`,
				queryParameters: { parameter: [{ name: 'access_token', value: '0815-4711' }] },
			},
			{ items: [{ status: 200 }], node: { retryOnFail: true, maxTries: 2 } },
		),
	);
	expect(hints).toEqual([
		expect.stringContaining('"api_key"'),
		expect.stringContaining('"access_token"'),
		expect.stringContaining('Retry On Fail'),
	]);
	expect(hints.join()).not.toMatch(/4711|0815/);
});

it('A placeholder that no item has a value for is told, one that some items have is not', async () => {
	const hints = hintsOf(
		await run(
			{ jsonBody: '{"a":"{{note}}","b":"{{contact.emial}}","c":"{{ note.toUpperCase() }}"}' },
			{ items: [{ status: 200 }, { status: 200, note: 'x' }] },
		),
	);
	expect(hints).toEqual([expect.stringContaining('contact.emial was empty')]);
});

it.each([
	[[{ id: 1 }, {}], []],
	[[{}, { id: 1 }], []],
	[[{}, {}], [expect.stringContaining('id was empty for every item')]],
])('A field that some entries of a list have is not told as empty: %j', async (rows, expected) => {
	const jsonBody = '[{{#each rows}}{{id}},{{ id + 1 }},{{/each}}0]';
	expect(hintsOf(await run({ jsonBody }, { items: [{ status: 200, rows }] }))).toEqual(expected);
});

it('A field of the item that a block does not see is shown with the way out', async () => {
	const jsonBody = '[{{#each rows}}{{contact.email}},{{/each}}{{data.x}},0]';
	const item = { status: 200, rows: [1], contact: { email: 'a' } };
	const hints = hintsOf(await run({ jsonBody, webhookName: 'x' }, { items: [item] }));
	expect(hints).toEqual([
		'contact.email, data.x were empty for every item. Did you mean {{@root.contact.email}}?',
	]);
});

it.each([
	[{ webhookName: '{{name}}' }, '"webhookName"'],
	[{ responseVariables: { variable: [{ name: '{{name}}', path: 'id' }] } }, 'the name has a placeholder'],
	[{ responseVariables: { variable: [{ name: 'a', path: '{{name}}' }] } }, 'has a placeholder'],
	[{ failureVariables: { variable: [{ name: '{{name}}', value: 'x' }] } }, 'the name has a placeholder'],
	[{ dataContext: 'custom', dataContextPath: '{{name}}' }, 'has a placeholder'],
	[
		{ responseVariables: { variable: [{ name: 'a', path: 'id', defaultValue: '{{name}}' }] } },
		'"responseVariables.defaultValue" is "{{name}}", which has a placeholder',
	],
	[{ contentType: 'text', textContentType: '{{name}}' }, '"textContentType" is "{{name}}", which has'],
])('A placeholder where a name is typed is a mistake in the set-up: %j', async (parameters, message) => {
	const { error } = await run(parameters);
	expect(error?.name).toBe('NodeOperationError');
	expect(error?.message).toContain(message);
	expect(error?.message).toContain('{{ $json.key }}');
});

it('A response variable that no response has a value for is told, one that some responses have is not', async () => {
	const answering = await startWebServer((request, response) => {
		response.setHeader('content-type', 'application/json');
		response.end(request.url === '/1' ? '{"id":1}' : '{}');
	});
	const paths = { id: 'id', body: 'body.id', kept: 'no', title: '["a b"]' };
	const variable = Object.entries(paths).map(([name, path]) => ({
		name,
		path,
		defaultValue: name === 'kept' ? 'x' : '',
	}));
	const { url } = answering;
	const hints = hintsOf(
		await run(
			{ url: `${url}/{{id}}`, responseVariables: { variable } },
			{ items: [{ id: 1 }, { id: 2 }] },
		),
	);
	await answering.close();
	expect(hints).toEqual([
		'Nothing found at path "body.id" for body. Start inside the body: id, not body.id.',
		'Nothing found at path "["a b"]" for title.',
	]);
});

it('A response by which some of what was sent failed is told, not one in which a list was read', async () => {
	const partly = await startWebServer((_request, response) => {
		response.setHeader('content-type', 'application/json');
		response.end('{"created":[{"id":1}],"errors":[{"error":"fake"}],"results":[{"success":false}]}');
	});
	const told = async (parameters: INodeParameters, batch: INodeParameters = { batchSize: 1 }) =>
		hintsOf(
			await run({
				url: partly.url,
				jsonBody: '{}',
				...parameters,
				options: { allowPrivateNetwork: true, batch: { values: batch } },
			}),
		);
	expect(await told({})).toEqual([
		expect.stringMatching(/^3 of 3 items: .* has errors, or a result that failed, beside other data/),
	]);
	expect(await told({}, { batchSize: 3 })).toEqual([
		expect.stringMatching(/^3 of 3 items: .* some of the batch failed\. Set Results Path/),
	]);
	expect(await told({ method: 'GET' })).toEqual([]);
	await partly.close();
});

it.each([
	['{"ok":false,"error":"invalid_auth"}', 'says "ok": false. For these to fail, set Rule'],
	['{"data":null,"errors":[{"message":"no"}]}', 'has errors. For these to fail, set Rule'],
])('A success whose body says that the service refused is told: %s', async (body, hint) => {
	const refusing = await startWebServer((_request, response) => {
		response.setHeader('content-type', 'application/json');
		response.end(body);
	});
	const options = (successRule: string) => ({
		options: { allowPrivateNetwork: true, success: { values: { successRule } } },
		url: refusing.url,
	});
	const ran = await run(options('auto'));
	expect(ran.success).toHaveLength(3);
	expect(hintsOf(ran)).toEqual([
		expect.stringContaining(`3 of 3 items: the status is a success, but the response ${hint}`),
	]);
	expect(hintsOf(await run(options('statusOnly')))).toEqual([]);
	await refusing.close();
});

it('A login page in the place of data is told, and where the path of a response variable leads instead', async () => {
	const service = await startWebServer((request, response) => {
		const isPage = request.url === '/page';
		response.setHeader('content-type', isPage ? 'text/html' : 'application/json');
		response.end(isPage ? '<!DOCTYPE html><title>Log in</title>' : '{"id":1}');
	});
	const hintsAt = async (path: string) =>
		hintsOf(
			await run({
				url: service.url + path,
				responseVariables: { variable: [{ name: 'id', path: 'data.id' }] },
			}),
		);
	const page = 'is a web page, not data';
	expect(await hintsAt('/page')).toEqual([
		expect.stringContaining(`3 of 3 items: the response ("Log in") ${page}. Check URL`),
		`Nothing found at path "data.id" for id. The response ${page}. Check URL.`,
	]);
	expect(await hintsAt('/')).toEqual(['Nothing found at path "data.id" for id. Did you mean id?']);
	await service.close();
});

it.each([
	['application/json', '{"a":"é"}'],
	['text/xml', '<a>é</a>'],
	['text/plain; charset=utf-8', 'é'],
	['multipart/mixed; boundary=b', '--b\r\nContent-Type: text/plain\r\n\r\né\r\n--b--'],
])('A response with bytes that are not valid in its charset is told: %s', async (type, body) => {
	const latin = await startWebServer((_request, response) => {
		response.setHeader('content-type', type).end(Buffer.from(body, 'latin1'));
	});
	const withCharset = (responseCharset: string) => ({
		url: latin.url,
		options: { allowPrivateNetwork: true, response: { values: { responseCharset } } },
	});
	expect(hintsOf(await run(withCharset('')))).toEqual([
		expect.stringMatching(/^3 of 3 items: the response has bytes .* Set Response Charset/),
	]);
	if (!type.startsWith('multipart')) expect(hintsOf(await run(withCharset('latin1')))).toEqual([]);
	await latin.close();
});

describe('As an AI tool', () => {
	const tool = { node: { type: 'n8n-nodes-custom-webhook.customWebhookTool' } };

	it('a failure comes back on the first output, as data', async () => {
		const { success, failure, error } = await run({}, tool);
		expect([success.length, failure.length, error]).toEqual([3, 0, undefined]);
		expect(success[1]!.json.failure).toMatchObject({ kind: 'status', statusCode: 404 });
		expect(success[1]!.json).not.toHaveProperty('error');
	});

	it('$fromAI fills in every template field, in Fixed and in Expression mode', async () => {
		for (const mode of ['', '=']) {
			const before = server.requests.length;
			await run(
				{
					url: `${mode}${server.url}/200/{{ $fromAI('id') }}`,
					queryParameters: {
						parameter: [{ name: 'q', value: `${mode}{{ $fromAI('email', 'Whom to look up') }}` }],
					},
					headers: { header: [{ name: 'X-Id', value: `${mode}{{ $fromAI('id') }}` }] },
					jsonBody: `${mode}{"email":"{{ $fromAI('email') }}","id":{{ $fromAI('id', '', 'number') }}}`,
				},
				{ ...tool, items: [{ id: 7, email: 'zoë@example.com' }] },
			);
			expect(server.requests[before]).toMatchObject({
				url: `/200/7?q=zo%C3%AB%40example.com`,
				body: '{"email":"zoë@example.com","id":7}',
			});
			expect(server.requests[before]!.headers['x-id']).toBe('7');
		}
	});
});

it.each([
	[{ xmlSource: 'json', xmlBody: '{{ $json }}' }, /the prefix n is not declared.*Add "@_xmlns:n": "…"/],
	[{ xmlBody: '<n:a>1</n:a>', soapAction: 'urn:a' }, /the prefix n is not declared.*Add xmlns:n="…"/],
	[{ xmlBody: '<soap:a>1</soap:a>', soapAction: 'urn:a' }, undefined],
	[{ xmlSource: 'json', xmlBody: '{"n:a":{"@_xmlns:n":"urn:n"}}' }, undefined],
])('A prefix that an XML body does not declare is told once a run: %j', async (parameters, hint) => {
	const ran = await run(
		{ contentType: 'xml', ...parameters, url: `${server.url}/200` },
		{ items: [{ 'n:a': 1 }, { 'n:a': 2 }] },
	);
	expect(ran.success).toHaveLength(2);
	expect(hintsOf(ran)).toEqual(hint ? [expect.stringMatching(hint)] : []);
});

it('A loop over the one entry that a service sent in place of a list is told', async () => {
	const jsonBody = '[{{#each data.W.r.item}}{{json id}},{{/each}}0]';
	const ran = await run(
		{ jsonBody },
		{ items: [{ status: 200, data: { W: { r: { item: { id: '5' } } } } }] },
	);
	expect(hintsOf(ran)).toEqual([expect.stringContaining('write {{#data.W.r.item}}…{{/data.W.r.item}}')]);
});
