import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startBareN8n } from './bare-n8n.mjs';

/** Milliseconds for one test on a busy machine. */
const TIMEOUT_MS = 60_000;

/** n8n takes a moment to know the address of a trigger that was switched on. Milliseconds. */
const POLL_MS = 200;

/** The path of n8n's MCP Server Trigger, below `/mcp/`. */
const PATH = 'customers';

/** n8n makes it out of the name of the node, `Find customer`. */
const TOOL = 'Find_customer';

const DESCRIPTION = 'Finds a customer by e-mail address, and says what is known.';

describe('As a tool of an AI, behind MCP Server Trigger in a real n8n', () => {
	/** @type {Awaited<ReturnType<typeof startBareN8n>>} */
	let n8n;
	/** @type {Awaited<ReturnType<typeof startCustomerService>>} */
	let service;
	/** @type {Awaited<ReturnType<typeof connectToMcp>>} */
	let mcp;

	before(async () => {
		service = await startCustomerService();
		n8n = await startBareN8n();
		await n8n.api.activate(await n8n.api.createWorkflow(toolWorkflow(service.url)));
		mcp = await connectToMcp(`${n8n.url}/mcp/${PATH}`);
	});
	after(async () => {
		await n8n?.stop();
		await service?.stop();
	});

	/** Calls the tool. @param {object} values */
	async function callTool(values) {
		service.forget();
		const result = await mcp('tools/call', { name: TOOL, arguments: values });
		assert.notEqual(result.isError, true, JSON.stringify(result));
		const [{ type, text: answer }, ...more] = result.content;
		assert.equal(type, 'text');
		assert.deepEqual(more, []);
		return { items: JSON.parse(answer), requests: service.requests() };
	}

	it(
		'is listed with its description and the inputs of every $fromAI',
		{ timeout: TIMEOUT_MS },
		async () => {
			const { tools } = await mcp('tools/list', {});
			assert.deepEqual(
				tools.map((/** @type {any} */ { name, description }) => ({ name, description })),
				[{ name: TOOL, description: DESCRIPTION }],
			);
			const { type, properties, required } = tools[0].inputSchema;
			assert.equal(type, 'object');
			assert.deepEqual(properties, {
				account: { type: 'string', description: 'Number of the account' },
				id: { type: 'string' },
				email: { type: 'string', description: 'Whom to look up' },
				limit: { type: 'number', description: 'How many at most' },
			});
			assert.deepEqual([...required].sort(), ['account', 'email', 'id', 'limit']);
		},
	);

	it(
		'sends what the AI gave, encoded for its place, and answers with the response',
		{
			timeout: TIMEOUT_MS,
		},
		async () => {
			const email = 'o"brien\\{{ $json.id }}@example.com';
			const { items, requests } = await callTool({ account: 'a/1', id: 'x&y=1', email, limit: 5 });
			assert.deepEqual(requests, [
				{
					method: 'POST',
					url: '/accounts/a%2F1?id=x%26y%3D1',
					body: `{"email":${JSON.stringify(email)},"limit":5}`,
				},
			]);
			assert.equal(items.length, 1);
			assert.equal(items[0].response.statusCode, 200);
			assert.deepEqual(items[0].response.body, { found: 'Zoë "Z" Ångström' });
			assert.deepEqual(items[0].variables, { customer: 'Zoë "Z" Ångström' });
			assert.deepEqual(Object.keys(items[0]).sort(), ['response', 'variables']);
			assert.equal(items[0].failure, undefined);
		},
	);

	it('answers with the failure of a service as data', { timeout: TIMEOUT_MS }, async () => {
		const { items, requests } = await callTool({ account: 'nobody', id: '1', email: 'a@b.c', limit: 1 });
		assert.equal(requests.length, 1);
		assert.equal(items.length, 1);
		assert.equal(items[0].failure.kind, 'status');
		assert.equal(items[0].failure.statusCode, 404);
		assert.equal(items[0].failure.retryable, false);
		assert.deepEqual(items[0].response.body, { reason: 'There is no such account.' });
		assert.equal(items[0].error, undefined);
	});

	it('answers with what it refuses to send as data too', { timeout: TIMEOUT_MS }, async () => {
		const { items, requests } = await callTool({ account: '..', id: '1', email: 'a@b.c', limit: 1 });
		assert.deepEqual(requests, []);
		assert.equal(items[0].failure.kind, 'request');
		assert.equal(items[0].failure.field, 'url');
	});
});

describe('As a tool of an AI Agent in a real n8n', () => {
	/** @type {Awaited<ReturnType<typeof startBareN8n>>} */
	let n8n;
	/** @type {Awaited<ReturnType<typeof startCustomerService>>} */
	let service;
	/** @type {Awaited<ReturnType<typeof startModel>>} */
	let model;

	before(async () => {
		service = await startCustomerService();
		model = await startModel({ account: 'a1', id: '7', email: 'zoe@example.com', limit: 5 });
		n8n = await startBareN8n();
	});
	after(async () => {
		await n8n?.stop();
		await model?.stop();
		await service?.stop();
	});

	/** What the model reads after it has called the tool. @param {object} options of the tool */
	async function resultFor(options) {
		const credential = await n8n.api.createCredential({
			name: 'Local model',
			type: 'openAiApi',
			data: { apiKey: 'local', url: model.url },
		});
		const workflow = await n8n.api.createWorkflow(agentWorkflow(service.url, credential, options));
		await n8n.api.run(workflow);
		return JSON.parse(model.toolResult());
	}

	it('gives the model the variables, the status and the body, and nothing of the input', async () => {
		assert.deepEqual(await resultFor({}), [
			{
				variables: { customer: 'Zoë "Z" Ångström' },
				response: {
					ok: true,
					statusCode: 200,
					statusMessage: 'OK',
					body: { found: 'Zoë "Z" Ångström' },
				},
			},
		]);
	});

	it('gives the model no more characters than the author allows', async () => {
		service.say({ found: 'x'.repeat(50_000), total: 9 });
		const [result] = await resultFor({ response: { values: { toolMaxCharacters: 600 } } });
		assert.match(result.cut, /^Cut to 600 characters/);
		assert.equal(result.response.body.total, 9);
		assert.ok(JSON.stringify(result).length <= 600);
	});
});

/** An agent that has the tool. @param {string} serviceUrl @param {{ id: string, name: string }} credential @param {object} options */
function agentWorkflow(serviceUrl, { id, name }, options) {
	const { nodes, ...workflow } = toolWorkflow(serviceUrl);
	const [, tool] = nodes;
	assert.ok(tool);
	const { parameters } = tool;
	const node = (
		/** @type {string} */ called,
		/** @type {string} */ type,
		/** @type {number} */ typeVersion,
	) => ({
		id: called,
		name: called,
		type,
		typeVersion,
		position: [0, 0],
		parameters: {},
	});
	return {
		...workflow,
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger', 1),
			{
				...node('Agent', '@n8n/n8n-nodes-langchain.agent', 2),
				parameters: { promptType: 'define', text: 'Who is zoe@example.com?', options: {} },
			},
			{
				...node('Model', '@n8n/n8n-nodes-langchain.lmChatOpenAi', 1.2),
				parameters: { model: { __rl: true, mode: 'id', value: 'local' }, options: {} },
				credentials: { openAiApi: { id, name } },
			},
			{
				...tool,
				parameters: { ...parameters, options: { allowPrivateNetwork: true, ...options } },
			},
		],
		connections: {
			Start: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
			Model: { ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]] },
			'Find customer': { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
		},
	};
}

/** A stand-in of OpenAI's chat completions: calls the tool, then ends. @param {object} values of its call */
async function startModel(values) {
	let result = '';
	const server = createServer(async (request, response) => {
		const { messages, tools, stream } = JSON.parse(await text(request));
		const last = messages.at(-1);
		if (last.role === 'tool') result = last.content;
		const call = { name: tools[0].function.name, arguments: JSON.stringify(values) };
		const message =
			last.role === 'tool'
				? { role: 'assistant', content: 'Done.' }
				: {
						role: 'assistant',
						content: null,
						tool_calls: [{ index: 0, id: 'call_1', type: 'function', function: call }],
					};
		const reason = last.role === 'tool' ? 'stop' : 'tool_calls';
		const reply = (/** @type {object} */ choice) =>
			JSON.stringify({ id: 'c', created: 1, model: 'local', choices: [{ index: 0, ...choice }] });
		if (stream) {
			response.writeHead(200, { 'content-type': 'text/event-stream' });
			response.write(`data: ${reply({ delta: message, finish_reason: null })}\n\n`);
			response.end(`data: ${reply({ delta: {}, finish_reason: reason })}\n\ndata: [DONE]\n\n`);
		} else {
			response.writeHead(200, { 'content-type': 'application/json' });
			response.end(reply({ message, finish_reason: reason }));
		}
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		url: `http://127.0.0.1:${port}/v1`,
		toolResult: () => result,
		async stop() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** The node's tool variant, connected to a trigger that offers it. @param {string} serviceUrl */
function toolWorkflow(serviceUrl) {
	return {
		name: 'Customers for an AI',
		nodes: [
			{
				id: 'trigger',
				name: 'Offer tools',
				type: '@n8n/n8n-nodes-langchain.mcpTrigger',
				typeVersion: 2,
				position: [0, 0],
				webhookId: PATH,
				parameters: { path: PATH },
			},
			{
				id: 'tool',
				name: 'Find customer',
				type: 'n8n-nodes-custom-webhook.customWebhookTool',
				typeVersion: 1,
				position: [0, 200],
				parameters: {
					descriptionType: 'manual',
					toolDescription: DESCRIPTION,
					url: `${serviceUrl}/accounts/{{ $fromAI('account', 'Number of the account') }}`,
					queryParameters: { parameter: [{ name: 'id', value: "={{ $fromAI('id') }}" }] },
					jsonBody: `{"email":"{{ $fromAI('email', 'Whom to look up') }}","limit":{{ $fromAI('limit', 'How many at most', 'number') }}}`,
					responseVariables: { variable: [{ name: 'customer', path: 'found' }] },
					options: { allowPrivateNetwork: true },
				},
			},
		],
		connections: { 'Find customer': { ai_tool: [[{ node: 'Offer tools', type: 'ai_tool', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}

/** Knows every account but `nobody`, and remembers what it was asked. */
async function startCustomerService() {
	/** @type {Array<{ method: string | undefined, url: string | undefined, body: string }>} */
	let requests = [];
	/** @type {object} */
	let known = { found: 'Zoë "Z" Ångström' };
	const server = createServer(async (request, response) => {
		const { method, url } = request;
		requests.push({ method, url, body: await text(request) });
		const isKnown = !url?.startsWith('/accounts/nobody');
		const answer = isKnown ? known : { reason: 'There is no such account.' };
		response.writeHead(isKnown ? 200 : 404, { 'content-type': 'application/json' });
		response.end(JSON.stringify(answer));
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		url: `http://127.0.0.1:${port}`,
		requests: () => requests,
		/** Changes what it says of everybody. */
		say(/** @type {object} */ answer) {
			known = answer;
		},
		forget() {
			requests = [];
		},
		async stop() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/**
 * A client of MCP's Streamable HTTP, as small as it can be: one message a request, its answer in the response.
 *
 * @param {string} url
 * @returns a function that calls a method of the server and gives its result, once the server knows this client
 */
async function connectToMcp(url) {
	/** @type {Record<string, string>} */
	const session = {};
	let lastId = 0;

	/** @param {object} message */
	const post = (message) =>
		fetch(url, {
			method: 'POST',
			headers: {
				...session,
				accept: 'application/json, text/event-stream',
				connection: 'close',
				'content-type': 'application/json',
			},
			body: JSON.stringify({ jsonrpc: '2.0', ...message }),
			signal: AbortSignal.timeout(TIMEOUT_MS),
		});

	/** @param {Response} response @param {number} id */
	async function resultOf(response, id) {
		const answer = await response.text();
		assert.equal(response.status, 200, answer);
		const lines = answer.split('\n').filter((line) => line.startsWith('data: '));
		const messages = lines.map((line) => JSON.parse(line.slice('data: '.length)));
		const message = messages.find((each) => each.id === id);
		assert.ok(message?.result, answer);
		return message.result;
	}

	/** @param {string} method @param {object} params */
	async function call(method, params) {
		const id = ++lastId;
		return await resultOf(await post({ id, method, params }), id);
	}

	const hello = {
		id: ++lastId,
		method: 'initialize',
		params: {
			protocolVersion: '2025-03-26',
			capabilities: {},
			clientInfo: { name: 'test', version: '1.0.0' },
		},
	};
	// The trigger was switched on a moment ago.
	const deadline = Date.now() + TIMEOUT_MS;
	let response = await post(hello);
	while (response.status === 404 && Date.now() < deadline) {
		await sleep(POLL_MS);
		response = await post(hello);
	}
	const sessionId = response.headers.get('mcp-session-id') ?? '';
	const { capabilities } = await resultOf(response, hello.id);
	assert.ok(capabilities.tools);
	session['mcp-session-id'] = sessionId;
	assert.equal((await post({ method: 'notifications/initialized' })).status, 202);
	return call;
}
