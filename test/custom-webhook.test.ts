import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { CustomWebhook } from '../nodes/CustomWebhook/CustomWebhook.node';
import { nodeContext, type NodeSetUp } from './support/node-context';
import { certificate } from './support/tls-fixtures';
import { answerOk, startWebServer, type Answer, type WebServer } from './support/web-server';

let server: WebServer;
afterEach(async () => await server.close());

/** Runs the node against a server that answers like this. */
async function run(setUp: Partial<NodeSetUp>, answer: Answer = answerOk) {
	server = await startWebServer(answer);
	const { options, ...parameters } = setUp.parameters ?? {};
	const { context, logged } = nodeContext({
		items: [{ json: {} }],
		...setUp,
		parameters: {
			url: server.url,
			...parameters,
			options: {
				allowPrivateNetwork: true,
				retry: { values: { retryMode: 'never' } },
				...(options as INodeParameters),
			},
		},
	});
	const [success = [], failure = []] = await new CustomWebhook().execute.call(context);
	return { success, failure, logged };
}

const numbered = (count: number): INodeExecutionData[] =>
	Array.from({ length: count }, (_, n) => ({ json: { n } }));

/** Answers 500 for odd items. */
const evenOnly: Answer = ({ body }, response) => {
	response.statusCode = Number(/\d+/.exec(body)?.[0]) % 2 === 0 ? 200 : 500;
	response.end(body);
};

const pairs = (items: INodeExecutionData[]) => items.map(({ pairedItem }) => pairedItem);

it('Items that failed leave on Failure, the others on Success, each paired, in order', async () => {
	const { success, failure } = await run(
		{ items: numbered(4), parameters: { jsonBody: '{"n":{{n}}}' } },
		evenOnly,
	);
	expect([pairs(success), pairs(failure)]).toEqual([
		[{ item: 0 }, { item: 2 }],
		[{ item: 1 }, { item: 3 }],
	]);
	expect(failure[0]!.json).toMatchObject({ n: 1, failure: { kind: 'status', statusCode: 500 } });
});

it('With "continue" all items leave on Success', async () => {
	const { success, failure } = await run(
		{ items: numbered(3), parameters: { jsonBody: '{"n":{{n}}}', onFailure: 'continue' } },
		evenOnly,
	);
	expect([pairs(success), failure]).toEqual([[{ item: 0 }, { item: 1 }, { item: 2 }], []]);
});

it('With "stop" the first failure stops the workflow with its message, field and item', async () => {
	const parameters = { url: 'nowhere', onFailure: 'stop' };
	await expect(run({ items: numbered(1), parameters })).rejects.toMatchObject({
		name: 'NodeOperationError',
		context: { itemIndex: 0 },
		description: expect.stringContaining('Field: url') as string,
	});
	await server.close();
	expect((await run({ parameters: { onFailure: 'stop' } })).success).toHaveLength(1);
});

it('With "stop" and an On Error that goes on, nothing stops', async () => {
	const { failure } = await run({
		parameters: { url: 'nowhere', onFailure: 'stop' },
		continueOnFail: true,
	});
	expect(failure).toHaveLength(1);
});

it('As an AI tool an item that failed stays on the first output', async () => {
	const { success } = await run({
		parameters: { url: 'nowhere' },
		node: { type: 'n8n-nodes-custom-webhook.customWebhookTool' },
	});
	expect(success[0]!.json.failure).toMatchObject({ kind: 'request', field: 'url' });
});

it('A mistake in the set-up stops the run before anything is sent', async () => {
	await expect(run({ parameters: { method: 'FETCH' } })).rejects.toMatchObject({
		name: 'NodeOperationError',
		message: expect.stringContaining('it takes one of POST, GET') as string,
	});
	expect(server.requests).toEqual([]);
});

it('A credential that is not chosen stops the run and is named', async () => {
	await expect(run({ parameters: { authentication: 'bearer' } })).rejects.toThrow(
		'Bearer Token is on, but no credential is selected. Choose it below Authentication.',
	);
});

it('A client certificate that cannot be used stops the run before anything is sent', async () => {
	const options = { clientCertificate: true };
	const { cert, key } = certificate('client');
	const customWebhookTlsApi = { cert, key: 'no key' };
	await expect(
		run({ parameters: { options }, credentials: { customWebhookTlsApi } }),
	).rejects.toMatchObject({
		name: 'NodeOperationError',
	});
	expect(server.requests).toEqual([]);
	await server.close();
	const usable = await run({
		parameters: { options },
		credentials: { customWebhookTlsApi: { cert, key } },
	});
	expect(usable.success).toHaveLength(1);
});

it('An expression that cannot be evaluated fails its own item only, also where it is the first', async () => {
	const { success, failure } = await run({
		items: numbered(3),
		parameters: { method: '={{ $json.method }}' },
		evaluate: (_expression, index) => {
			if (index !== 1) throw new Error('no such field');
			return 'PUT';
		},
	});
	expect([pairs(success), pairs(failure)]).toEqual([[{ item: 1 }], [{ item: 0 }, { item: 2 }]]);
	expect(failure[0]!.json).toMatchObject({ n: 0, failure: { kind: 'template', field: 'method' } });
	expect(server.requests.map(({ method }) => method)).toEqual(['PUT']);
});

it('Where no item has settings that can be read, the run stops with the reason', async () => {
	const evaluate = () => {
		throw new Error('no such field');
	};
	await expect(run({ parameters: { method: '={{ x }}' }, evaluate })).rejects.toThrow(/no such field/);
});

it('A mistake that only a later item has is of that item alone', async () => {
	const { success, failure } = await run({
		items: numbered(2),
		parameters: { method: '={{ m }}' },
		evaluate: (_expression, index) => ['PUT', 'FETCH'][index],
	});
	expect([success.length, failure[0]!.json.failure]).toEqual([
		1,
		expect.objectContaining({ kind: 'request', field: 'method' }),
	]);
});

it('Variables of the response and the named body are on the item; a response that lacks one fails it', async () => {
	const variable = { name: 'code', path: 'code', required: true };
	const { success, failure } = await run(
		{
			items: [{ json: { has: true } }, { json: { has: false } }],
			parameters: {
				webhookName: 'WH5',
				jsonBody: '{"has":{{has}}}',
				responseVariables: { variable: [variable] },
				failureVariables: {
					variable: [
						{ name: 'state', value: 'lost {{has}}' },
						{ name: 'broken', value: '{{#if}}' },
					],
				},
			},
		},
		({ body }, response) => {
			response.setHeader('Content-Type', 'application/json');
			response.end(body.includes('true') ? '{"code":"A1"}' : '{}');
		},
	);
	expect(success[0]!.json).toMatchObject({ variables: { code: 'A1' }, data: { WH5: { code: 'A1' } } });
	expect(failure[0]!.json).toMatchObject({
		variables: { state: 'lost false' },
		failure: { kind: 'mapping' },
	});
	expect(failure[0]!.json.variables).not.toHaveProperty('broken');
});

it('An address in the private network is refused before anything is sent', async () => {
	const { failure } = await run({ parameters: { options: { allowPrivateNetwork: false } } });
	expect(failure[0]!.json.failure).toMatchObject({ kind: 'blocked' });
	expect(server.requests).toEqual([]);
});

it('A preview shows the request without secrets and sends nothing', async () => {
	const { success } = await run({
		parameters: {
			operation: 'preview',
			authentication: 'bearer',
			jsonBody: '{"a":"the-token","n":{{n}}}',
		},
		credentials: { customWebhookBearerApi: { token: 'the-token' } },
		items: numbered(1),
	});
	expect(success[0]!.json).toMatchObject({ n: 0, request: { method: 'POST', body: { a: '***', n: 0 } } });
	expect(server.requests).toEqual([]);
});

it('With Log Request Body the request is on the item and in the log, without secrets', async () => {
	const { success, logged } = await run({
		parameters: {
			authentication: 'bearer',
			jsonBody: '{"a":"the-token"}',
			options: { logging: { values: { logRequestBody: true } } },
		},
		credentials: { customWebhookBearerApi: { token: 'the-token' } },
	});
	expect(success[0]!.json.request).toMatchObject({ method: 'POST', body: '{"a":"***"}' });
	expect(logged).toEqual([
		expect.stringMatching(/→ 200, 1 attempt, .*request body: \{"a":"\*\*\*"\}$/),
		expect.stringMatching(/^Custom Webhook: 1 delivered, 0 failed, 1 request, 0 retries, \d+ ms$/),
	]);
	expect(server.requests[0]!.headers.authorization).toBe('Bearer the-token');
});

it('Each item of a sending has its line in the log, also if it was not sent, and the run has one; a preview has none', async () => {
	const parameters = { jsonBody: '{"n":{{n}}{{{tail}}}}', webhookName: 'WH' };
	const items = ['', ',', '', ','].map((tail, n) => ({ json: { n, tail } }));
	const { logged } = await run({ items, parameters }, evenOnly);
	expect(logged.pop()).toMatch(
		/^WH: 2 delivered, 2 failed \(2 × template\), 2 requests, 0 retries, \d+ ms$/,
	);
	expect(logged.toSorted()).toEqual([
		expect.stringMatching(/^WH: POST http.* → 200, 1 attempt, \d+ ms$/),
		expect.stringMatching(/^WH: POST http.* → 200, 1 attempt, \d+ ms$/),
		'WH: POST → template, not sent: JSON Body, line 1, column 8',
		'WH: POST → template, not sent: JSON Body, line 1, column 8',
	]);
	await server.close();
	expect((await run({ items, parameters: { ...parameters, operation: 'preview' } })).logged).toEqual([]);
});

it('A response kept as a file is beside the files that the item had', async () => {
	const had = { data: '', mimeType: 'text/plain' };
	const { success } = await run(
		{
			items: [{ json: {}, binary: { before: had } }],
			parameters: {
				options: { response: { values: { responseFormat: 'file', outputBinaryProperty: 'answer' } } },
			},
		},
		(_request, response) => {
			response.setHeader('Content-Type', 'application/pdf');
			response.setHeader('Content-Disposition', 'attachment; filename="a.pdf"').end('%PDF');
		},
	);
	expect(success[0]!.binary).toEqual({
		before: had,
		answer: { data: btoa('%PDF'), fileName: 'a.pdf', mimeType: 'application/pdf' },
	});
	expect(success[0]!.json.response).toMatchObject({
		body: null,
		file: { property: 'answer', fileName: 'a.pdf', mimeType: 'application/pdf', bytes: 4 },
	});
});

it.each(['send', 'preview'])("%s: the operator's guard holds whatever the options say", async (operation) => {
	const refused = new Error('refused by the operator');
	const filter = {
		validateUrl: async () => await Promise.resolve({ ok: false, error: refused }),
		validateConnectionHost: () => ({ ok: true }),
	};
	const { failure } = await run({
		parameters: { operation },
		more: { helpers: { getSecureEgressFilter: () => filter } },
	});
	expect(failure[0]!.json.failure).toMatchObject({ kind: 'blocked' });
	expect(server.requests).toEqual([]);
});

it('Requests are signed with the secret of the credential', async () => {
	await run({
		parameters: {
			jsonBody: '{}',
			options: {
				signing: { values: { signing: 'hmac', signatureHeader: 'X-Sig', signaturePrefix: 'v=' } },
			},
		},
		credentials: { customWebhookSigningApi: { secret: 'the-secret' } },
	});
	expect(server.requests[0]!.headers['x-sig']).toMatch(/^v=[0-9a-f]{64}$/);
});
