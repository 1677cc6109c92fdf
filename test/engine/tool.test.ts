import { runNode } from './engine';
import { blocks } from '../docs/pages';
import { startWebServer, type WebServer } from '../support/web-server';

let server: WebServer;
afterEach(() => server.close());

const TOOL = { type: 'n8n-nodes-custom-webhook.customWebhookTool' };

const ITEMS = Array.from({ length: 5000 }, (_, id) => ({ id, name: `Member ${id}` }));

/** What a model gets of one call. */
async function result(
	body: unknown,
	values: object = {},
	{ statusCode = 200, variable = { name: 'total', path: 'total' } } = {},
) {
	server = await startWebServer((_request, response) => {
		response.writeHead(statusCode, { 'content-type': 'application/json' });
		response.end(JSON.stringify(body));
	});
	const { success, failure } = await runNode({
		parameters: {
			url: server.url,
			responseVariables: { variable: [variable] },
			options: {
				allowPrivateNetwork: true,
				retry: { values: { retryMode: 'never' } },
				response: { values: { ...values } },
			},
		},
		items: [{ email: 'zoe@example.com', history: 'x'.repeat(20_000) }],
		node: TOOL,
	});
	expect(failure).toEqual([]);
	expect(success).toHaveLength(1);
	return success[0]!.json;
}

describe('As an AI tool', () => {
	it('the result has the variables, the status and the body, and nothing else', async () => {
		expect(await result({ total: 2, items: ['a'] })).toEqual({
			variables: { total: 2 },
			response: { ok: true, statusCode: 200, statusMessage: 'OK', body: { total: 2, items: ['a'] } },
		});
	});

	it('the result is the one that the docs show', async () => {
		const [json] = blocks('docs/ai-tool.md', 'json');
		const shown = JSON.parse(json!) as { response: { body: object } };
		const variable = { name: 'customer', path: 'name' };
		expect(await result(shown.response.body, {}, { variable })).toEqual(shown);
	});

	it('a failed call says why, with the response of the service', async () => {
		const { failure, response, ...others } = await result(
			{ error: 'No such account.' },
			{},
			{ statusCode: 404 },
		);
		expect(failure).toMatchObject({ kind: 'status', retryable: false, statusCode: 404 });
		expect((failure as { message: string }).message).toContain('404');
		expect(response).toEqual({
			ok: false,
			statusCode: 404,
			statusMessage: 'Not Found',
			body: { error: 'No such account.' },
		});
		expect(others).toEqual({});
	});

	it('a long list is cut, and the model is told so', async () => {
		const json = await result({ items: ITEMS, total: ITEMS.length });
		expect(JSON.stringify(json).length).toBeLessThanOrEqual(10_000);
		const { body } = json.response as { body: { items: object[]; total: number } };
		expect(json.cut).toMatch(/^Cut to 10000 characters/);
		expect(json.variables).toEqual({ total: 5000 });
		expect(body.total).toBe(5000);
		expect(body.items).toEqual(ITEMS.slice(0, body.items.length));
		expect(body.items.length).toBeGreaterThan(100);
	});

	it('the author chooses how much the model sees', async () => {
		const short = await result({ items: ITEMS }, { toolMaxCharacters: 600 });
		expect(JSON.stringify(short).length).toBeLessThanOrEqual(600);
		await server.close();
		expect(await result({ total: 2, items: ITEMS }, { toolOutput: 'variables' })).toEqual({
			variables: { total: 2 },
		});
		await server.close();
		const { response } = await result({ total: 2 }, { toolOutput: 'full' });
		expect(Object.keys(response as object)).toEqual(
			expect.arrayContaining(['headers', 'attempts', 'redirects']),
		);
	});
});

it('Outside of a tool, nothing is cut and the input stays, also with the options of a tool', async () => {
	server = await startWebServer((_request, response) => {
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify(ITEMS));
	});
	const { success } = await runNode({
		parameters: {
			url: server.url,
			options: {
				allowPrivateNetwork: true,
				response: { values: { toolMaxCharacters: 600, toolOutput: 'variables' } },
			},
		},
		items: [{ email: 'zoe@example.com' }],
	});
	expect(success[0]!.json).toMatchObject({
		email: 'zoe@example.com',
		response: { body: ITEMS, headers: expect.any(Object) as object },
	});
});
