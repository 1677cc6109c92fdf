import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { CustomWebhook } from '../../nodes/CustomWebhook/CustomWebhook.node';
import { nodeContext, type NodeSetUp } from '../support/node-context';
import { startWebServer, type WebServer } from '../support/web-server';

let server: WebServer;
let catcher: WebServer;
beforeEach(async () => {
	server = await startWebServer((_request, response) => response.end());
	catcher = await startWebServer((_request, response) => response.end());
});
afterEach(async () => await Promise.all([server.close(), catcher.close()]));

const contacts = (count: number): INodeExecutionData[] =>
	Array.from({ length: count }, (_, id) => ({ json: { contact: { id } } }));

/** A run in the editor, or of another mode, with these fields of the option Test. */
async function run(test: INodeParameters, setUp: Partial<NodeSetUp> = {}, mode = 'manual') {
	const hints: string[] = [];
	const { context } = nodeContext({
		items: contacts(25),
		...setUp,
		parameters: {
			url: `${server.url}/c/{{contact.id}}`,
			method: 'GET',
			options: { allowPrivateNetwork: true, test: { values: test } },
			...setUp.parameters,
		},
		more: {
			getMode: () => mode,
			addExecutionHints: (...added: Array<{ message: string }>) =>
				hints.push(...added.map(({ message }) => message)),
			...setUp.more,
		},
	});
	const [success = [], failure = []] = await new CustomWebhook().execute.call(context);
	return { success, failure, hints };
}

const sentTo = (to: WebServer) => to.requests.map(({ url }) => url);

const previewsOf = (items: INodeExecutionData[]) => items.filter(({ json }) => json.request).length;

describe('Send', () => {
	it.each<[INodeParameters, string[]]>([
		[{ testSend: 'first' }, ['/c/0']],
		[{ testSend: 'choose', testPath: 'contact.id', testValue: '7' }, ['/c/7']],
		[{ testSend: 'none' }, []],
	])('with %j sends only these items, and the others leave as previews, in order', async (test, urls) => {
		const { success, failure, hints } = await run(test);
		expect(sentTo(server)).toEqual(urls);
		expect(success.map(({ pairedItem }) => pairedItem)).toEqual(
			contacts(25).map((_, item) => ({ item })),
		);
		expect(failure).toEqual([]);
		expect(previewsOf(success)).toBe(25 - urls.length);
		const count = urls.length === 1 ? '1 of 25 items was sent, 24 were not' : 'none of 25 items was sent';
		expect(hints).toContain(
			`Test: ${count}. What was not sent is shown as a preview. Production runs send all items.`,
		);
	});

	it('chooses every item that has the value, also as a part of a list', async () => {
		const items = [{ tags: ['a'] }, { tags: ['b', 'a'] }, { tags: 'b' }].map((json) => ({ json }));
		const parameters = { url: `${server.url}/` };
		await run({ testSend: 'choose', testPath: 'tags', testValue: 'a' }, { items, parameters });
		expect(sentTo(server)).toHaveLength(2);
	});

	it('fails before anything is sent if no item is chosen', async () => {
		const running = run({ testSend: 'choose', testPath: 'contact.id', testValue: '99' });
		await expect(running).rejects.toThrow(
			'No item has the value "99" at contact.id, so nothing was sent.',
		);
		expect(sentTo(server)).toEqual([]);
	});

	it.each(['trigger', 'webhook', 'integrated'])('is ignored in a run of mode %s', async (mode) => {
		const broken = { testSend: 'choose', testAddress: 'nowhere', testRecord: '{' };
		const { success, hints } = await run(broken, {}, mode);
		expect(sentTo(server)).toHaveLength(25);
		expect([previewsOf(success), hints]).toEqual([0, []]);
	});

	it('lets the log and the execution list count only what was sent', async () => {
		const found: Record<string, string> = {};
		const customData = { set: (key: string, value: string) => (found[key] = value) };
		const options = {
			allowPrivateNetwork: true,
			logging: { values: { findBy: '{{contact.id}}' } },
			test: { values: { testSend: 'none' } },
		};
		await run({}, { parameters: { options }, more: { customData } });
		expect(found).toEqual({});
	});
});

describe('Record', () => {
	it('stands in for the input, and the input of the node before stays as it is', async () => {
		const items = contacts(2);
		const before = items.map(({ json }) => json);
		const { success, hints } = await run({ testRecord: '{"contact": {"id": "typed"}}' }, { items });
		expect(sentTo(server)).toEqual(['/c/typed', '/c/typed']);
		expect(success[1]?.json.contact).toEqual({ id: 'typed' });
		expect(before).toEqual([{ contact: { id: 0 } }, { contact: { id: 1 } }]);
		expect(hints).toEqual(['Test Record: it was used in place of all 2 input items.']);
	});
});

describe('Address', () => {
	const address = () => ({ testAddress: `${catcher.url}/box/` });

	it('gets the requests with their path and query, behind its own path', async () => {
		const parameters = { url: `${server.url}/c/{{contact.id}}?a=1#b` };
		const { hints } = await run(address(), { items: contacts(1), parameters });
		expect([sentTo(server), sentTo(catcher)]).toEqual([[], ['/box/c/0?a=1']]);
		expect(hints).toEqual([
			`Test Address: requests went to ${catcher.url}/box/ without secrets, not to the service.`,
			expect.stringMatching(/^URL has a #/),
		]);
	});

	it('does not get the path of an address that is a secret as a whole', async () => {
		const parameters = { url: 'https://hooks.slack.com/services/T01/B01/typed-secret' };
		await run(address(), { items: contacts(1), parameters });
		expect(sentTo(catcher)).toEqual(['/box/services/T01/B01/***']);
	});

	it('gets no credential, no signature, and no header or parameter that is named as a secret', async () => {
		const parameters = {
			method: 'POST',
			authentication: 'service',
			url: '/c?api_key=1&a=2&of_service=typed',
			jsonBody: '{"secret of the service": "{{service.token}}", "open": "{{service.open}}"}',
			headers: {
				header: [
					{ name: 'Authorization', value: 'Bearer typed-secret' },
					{ name: 'X-Signature', value: 'typed-secret' },
					{ name: 'Host', value: 'other.example' },
					{ name: 'X-App', value: '{{service.token}}' },
				],
			},
			options: {
				allowPrivateNetwork: true,
				idempotency: { values: { idempotencyKey: 'custom', idempotencyKeyValue: 'k1' } },
				signing: { values: { signing: 'hmac', signatureHeader: 'X-Hub' } },
				test: { values: address() },
			},
		};
		const credentials = {
			customWebhookServiceApi: {
				baseUrl: server.url,
				headers: { row: [{ name: 'X-Tenant', value: 'secret-tenant' }] },
				query: { row: [{ name: 'of_service', value: 'secret-query' }] },
				values: {
					row: [
						{ name: 'token', value: 'secret-token' },
						{ name: 'open', value: 'seen', secret: false },
					],
				},
			},
			customWebhookSigningApi: { secret: 'secret-signing' },
		};
		const { success, failure } = await run({}, { items: contacts(1), parameters, credentials });
		expect(failure).toEqual([]);
		const [request] = catcher.requests;
		expect([request?.url, request?.body]).toEqual([
			'/box/c?a=2',
			'{"secret of the service": "***", "open": "seen"}',
		]);
		expect(request?.headers).toMatchObject({ 'x-app': '***', 'idempotency-key': 'k1' });
		for (const name of ['authorization', 'x-signature', 'x-hub', 'x-tenant'])
			expect(request?.headers).not.toHaveProperty(name);
		expect(JSON.stringify([request?.headers, success])).not.toMatch(
			/secret-|typed-secret|other\.example/,
		);
	});

	it.each<[string, INodeParameters, RegExp]>([
		[
			'JSON',
			{ jsonBody: '{"client_secret": "typed", "a": 1}' },
			/^\{"client_secret": "\*\*\*", "a": 1\}$/,
		],
		[
			'a form',
			{
				contentType: 'form',
				formFields: {
					field: [
						{ name: 'password', value: 'typed' },
						{ name: 'a', value: '1' },
					],
				},
			},
			/^password=\*\*\*&a=1$/,
		],
		[
			'a multipart form',
			{
				contentType: 'multipart',
				multipartFields: {
					field: [
						{ kind: 'text', name: 'password', value: 'typed' },
						{ kind: 'text', name: 'a', value: 'é' },
					],
				},
			},
			/name="password"\r\n\r\n\*\*\*\r\n[^]*name="a"\r\n\r\né\r\n/,
		],
		['a cURL command', { requestFrom: 'curl' }, /^client_secret=\*\*\*&a=1$/],
	])('gets *** in place of what is named as a secret in %s', async (_format, body, seen) => {
		const curlCommand = `curl ${server.url} -d client_secret=typed -d a=1`;
		const parameters = { method: 'POST', url: server.url, curlCommand, ...body };
		await run(address(), { items: contacts(1), parameters });
		expect(catcher.requests[0]?.body).toMatch(seen);
	});

	it('gets batches too', async () => {
		const options = {
			allowPrivateNetwork: true,
			batch: { values: { batchSize: 2 } },
			test: { values: address() },
		};
		const parameters = { method: 'POST', url: `${server.url}/c`, jsonBody: '{{contact.id}}', options };
		await run({}, { items: contacts(2), parameters });
		expect([sentTo(server), catcher.requests.map(({ body }) => body)]).toEqual([[], ['[0,1]']]);
	});

	it('is what previews show', async () => {
		const { success } = await run(address(), { parameters: { operation: 'preview' } });
		expect((success[3]?.json.request as { url: string }).url).toBe(`${catcher.url}/box/c/3`);
	});

	it('is guarded like any other address', async () => {
		const options = { test: { values: address() } };
		const { failure } = await run({}, { parameters: { options, onFailure: 'route' } });
		expect(failure[0]?.json.failure).toMatchObject({ kind: 'blocked' });
		expect(sentTo(catcher)).toEqual([]);
	});
});
