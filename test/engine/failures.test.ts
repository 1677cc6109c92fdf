import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { holdRefusedPort } from '../support/refused-port';
import { startWebServer, type WebServer } from '../support/web-server';
import { runNode } from './engine';

let server: WebServer;
beforeEach(async () => {
	server = await startWebServer((request, response) => {
		const { searchParams } = new URL(request.url, 'http://127.0.0.1');
		if (searchParams.has('hang')) return;
		response.statusCode = Number(searchParams.get('status') ?? 200);
		response.setHeader('Content-Type', 'application/json').end('{"message":"from the service"}');
	});
});
afterEach(async () => await server.close());

const calling = (parameters: INodeParameters): INodeParameters => ({
	...parameters,
	options: {
		allowPrivateNetwork: true,
		retry: { values: { retryMode: 'never' } },
		...(parameters.options as INodeParameters),
	},
});

describe('What fails leaves on Failure with its kind', () => {
	it.each([
		['a text that is no address', 'not an address', 'request', 'url'],
		['another scheme', 'ftp://example.com', 'request', 'url'],
		['a user name in the address', 'https://user:pw@example.com', 'request', 'url'],
	])('%s is refused before anything is sent', async (_title, url, kind, field) => {
		const { success, failure } = await runNode({ parameters: calling({ url }), items: [{ a: 1 }] });
		expect(success).toEqual([]);
		expect(failure[0]!.json).toMatchObject({ a: 1, failure: { kind, field, retryable: false } });
		expect(failure[0]!.json.response).toBeUndefined();
	});

	it('a refused connection is "connect", and says where nothing listens', async () => {
		const refused = await holdRefusedPort();
		const { port } = refused;
		const { failure } = await runNode({
			parameters: calling({ url: `http://127.0.0.1:${port}/` }),
			items: [{}],
		});
		await refused.stop();
		expect(failure[0]!.json.failure).toMatchObject({
			kind: 'connect',
			retryable: true,
			message: expect.stringContaining(`127.0.0.1:${port}`) as string,
			attempts: [{ kind: 'connect', waitedMs: 0 }],
		});
	});

	it('a 404 is "status", with the response kept', async () => {
		const { failure } = await runNode({
			parameters: calling({ url: `${server.url}/?status=404` }),
			items: [{}],
		});
		expect(failure[0]!.json).toMatchObject({
			failure: { kind: 'status', statusCode: 404, retryable: false },
			response: {
				ok: false,
				statusCode: 404,
				body: { message: 'from the service' },
				attempts: [{ statusCode: 404 }],
			},
		});
		expect((failure[0]!.json.failure as { message: string }).message).toContain('from the service');
	});

	it('a service that does not answer in time is "timeout"', async () => {
		const { failure } = await runNode({
			parameters: calling({ url: `${server.url}/?hang`, options: { timeout: 0.2 } }),
			items: [{}],
		});
		expect(failure[0]!.json.failure).toMatchObject({ kind: 'timeout', retryable: true });
	});

	it('a body that is no JSON after rendering is "template", with its place, and nothing is sent', async () => {
		const { failure } = await runNode({
			parameters: calling({ url: server.url, jsonBody: '{\n  "name": “{{contact.name}}”\n}' }),
			items: [{ contact: { name: 'Zoë' } }],
		});
		expect(failure[0]!.json.failure).toMatchObject({
			kind: 'template',
			field: 'jsonBody',
			line: 2,
			column: 11,
		});
		expect(JSON.stringify(failure[0]!.json.failure)).toMatch(/curly/i);
		expect(server.requests).toHaveLength(0);
	});

	it('an address of the private network is "blocked" unless asked for', async () => {
		const { failure } = await runNode({
			parameters: calling({ url: server.url, options: { allowPrivateNetwork: false } }),
			items: [{}],
		});
		expect(failure[0]!.json.failure).toMatchObject({ kind: 'blocked', field: 'url' });
		expect(server.requests).toHaveLength(0);
	});

	it('a header that cannot be sent names itself', async () => {
		const { failure } = await runNode({
			parameters: calling({
				url: server.url,
				headers: { header: [{ name: 'X-Name', value: '{{contact.name}}' }] },
			}),
			items: [{ contact: { name: 'a\r\nX-Evil: 1' } }],
		});
		expect(failure[0]!.json.failure).toMatchObject({ kind: 'request', field: 'headers.X-Name' });
		expect(server.requests).toHaveLength(0);
	});
});

describe('Where failures go', () => {
	const failing = (parameters: INodeParameters) =>
		calling({ url: `${server.url}/?status={{status}}`, ...parameters });
	const items = [{ status: 200 }, { status: 500 }, { status: 200 }];

	it('"route" parts them, in order and paired', async () => {
		const { success, failure } = await runNode({ parameters: failing({}), items });
		expect(success.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(failure.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
	});

	it('"continue" keeps all on Success, in order, with what failed', async () => {
		const { success, failure } = await runNode({ parameters: failing({ onFailure: 'continue' }), items });
		expect(failure).toEqual([]);
		expect(success.map(({ json }) => (json.failure as { kind?: string } | undefined)?.kind)).toEqual([
			undefined,
			'status',
			undefined,
		]);
	});

	it('"stop" ends the workflow with an error that names the item', async () => {
		const { error } = await runNode({ parameters: failing({ onFailure: 'stop' }), items });
		expect(error).toMatchObject({ name: 'NodeOperationError', context: { itemIndex: 1 } });
		expect(error?.message).toContain('500');
	});

	it('"stop" is "route" where the node is set to go on', async () => {
		for (const onError of ['continueRegularOutput', 'continueErrorOutput'] as const) {
			const { success, failure } = await runNode({
				parameters: failing({ onFailure: 'stop' }),
				items,
				node: { onError },
			});
			expect([success.length, failure.length]).toEqual([2, 1]);
		}
	});

	it('failure variables are set on what failed, and one that is broken is told', async () => {
		const { failure } = await runNode({
			parameters: failing({
				failureVariables: {
					variable: [
						{ name: 'state', value: 'not delivered: {{status}}' },
						{ name: 'crm.last', type: 'advanced', value: 'failed' },
						{ name: 'broken', value: '{{#if status}}' },
					],
				},
			}),
			items: [{ status: 500, variables: { kept: 1 } }],
		});
		expect(failure[0]!.json).toMatchObject({
			variables: { kept: 1, state: 'not delivered: 500' },
			crm: { last: 'failed' },
			failure: {
				kind: 'status',
				description: expect.stringContaining('left out: Failure Variables, broken, line 1') as string,
			},
		});
	});
});

describe('A mistake in the set-up ends the run before anything is sent', () => {
	it.each<[string, INodeParameters, RegExp]>([
		['an unknown method', { method: 'FETCH' }, /"method" is "FETCH".*POST/],
		[
			'an unreadable status list',
			{ options: { success: { values: { successStatusCodes: '2xx, what' } } } },
			/successStatusCodes/,
		],
		[
			'a refused variable name',
			{ responseVariables: { variable: [{ name: '__proto__', path: 'a' }] } },
			/__proto__/,
		],
		['a refused webhook name', { webhookName: 'constructor' }, /webhookName/],
		[
			'a negative concurrency',
			{ options: { limits: { values: { concurrency: -1 } } } },
			/concurrency.*from 0/,
		],
	])('%s', async (_title, parameters, message) => {
		const { error } = await runNode({
			parameters: calling({ url: server.url, ...parameters }),
			items: [{}],
		});
		expect(error?.name).toBe('NodeOperationError');
		expect(error?.message).toMatch(message);
		expect(server.requests).toHaveLength(0);
	});
});

describe('In a chain of webhooks', () => {
	const chain = async (first: number, second: number, options: INodeParameters = {}) => {
		const run = async (status: number, items: IDataObject[]) =>
			await runNode({
				parameters: calling({ url: `${server.url}/?status=${status}`, options }),
				items,
			});
		const before = await run(first, [{ id: 1 }]);
		const [item] = [...before.success, ...before.failure];
		return await run(second, [item!.json]);
	};

	it('an item that succeeds no longer carries the failure of an earlier one', async () => {
		const { success } = await chain(500, 200);
		expect(success[0]!.json).toMatchObject({ id: 1, response: { ok: true } });
		expect(success[0]!.json).not.toHaveProperty('failure');
	});

	it('an item that gets no response no longer carries the response of an earlier one', async () => {
		const before = await runNode({ parameters: calling({ url: `${server.url}/` }), items: [{ id: 1 }] });
		const { failure } = await runNode({
			parameters: calling({ url: 'nowhere' }),
			items: [before.success[0]!.json],
		});
		expect(failure[0]!.json).toMatchObject({ id: 1, failure: { kind: 'request' } });
		expect(failure[0]!.json).not.toHaveProperty('response');
	});

	it("an author's own fields of these names stay", async () => {
		const own = { failure: { kind: 'of the heart' }, response: 'mine', request: { a: 1 } };
		const { failure } = await runNode({ parameters: calling({ url: 'nowhere' }), items: [own] });
		expect(failure[0]!.json).toMatchObject({ response: 'mine', request: { a: 1 } });
	});
});

describe('Failure variables', () => {
	const reason = (value: string) => ({ variable: [{ name: 'reason', type: 'routing', value }] });

	it.each([
		[
			'{{failure.kind}}: {{response.statusCode}} {{response.body.message}}, {{id}}',
			'status: 404 from the service, ',
		],
		[
			"{{ failure.kind + ' ' + response.body.message.toUpperCase() + ' ' + id }}",
			'status FROM THE SERVICE ',
		],
	])('read why the item failed, and the response: %s', async (value, expected) => {
		const { failure } = await runNode({
			parameters: calling({ url: `${server.url}/?status=404`, failureVariables: reason(value) }),
			items: [1, 2, 3].map((id) => ({ id, failure: 'an earlier one', response: 'too' })),
		});
		expect(failure.map(({ json }) => json.routing)).toEqual(
			[1, 2, 3].map((id) => ({ reason: `${expected}${id}` })),
		);
	});

	it('read it if nothing was sent, and nothing else of the item is hidden by it', async () => {
		const { failure } = await runNode({
			parameters: calling({
				url: 'not an address',
				failureVariables: reason(
					'{{failure.kind}} {{failure.field}} {{response.statusCode}}{{contact.id}}',
				),
			}),
			items: [{ contact: { id: 5 } }],
		});
		expect(failure[0]!.json.routing).toEqual({ reason: 'request url 5' });
	});

	it('read it where only the record is readable', async () => {
		const { failure } = await runNode({
			parameters: calling({
				url: `${server.url}/?status=404`,
				failureVariables: reason('{{failure.kind}} {{contact.id}}'),
				options: { templates: { values: { readableData: 'record' } } },
			}),
			items: [{ contact: { id: 5 }, other: 1 }],
		});
		expect(failure[0]!.json.routing).toEqual({ reason: 'status 5' });
	});

	it('show no secret of the credential', async () => {
		const { failure } = await runNode({
			parameters: calling({
				url: `${server.url}/?status=404&echo=1`,
				authentication: 'bearer',
				failureVariables: reason('{{response.body.message}}'),
			}),
			credentials: { customWebhookBearerApi: { token: 'from the service' } },
			items: [{}],
		});
		expect(failure[0]!.json.routing).toEqual({ reason: '***' });
	});
});
