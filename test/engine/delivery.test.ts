import type { INodeParameters } from 'n8n-workflow';

import { answerOk, startWebServer, type WebServer } from '../support/web-server';
import { runNode } from './engine';

let server: WebServer;
beforeEach(async () => {
	server = await startWebServer((request, response) => {
		const status = Number(new URL(request.url, server.url).searchParams.get('status') ?? 200);
		response.statusCode = status;
		answerOk(request, response);
	});
});
afterEach(async () => await server.close());

/** Parameters of a node that may call loopback. */
const calling = (parameters: INodeParameters): INodeParameters => ({
	...parameters,
	options: { allowPrivateNetwork: true, ...(parameters.options as INodeParameters) },
});

describe('A delivery in the engine', () => {
	it('sends a contact as JSON, with Handlebars and an n8n expression in one body', async () => {
		const { success, failure } = await runNode({
			parameters: calling({
				url: `${server.url}/contacts/{{contact.id}}`,
				jsonBody:
					'{"email":"{{contact.email}}","name":"{{ $json.contact.name.toUpperCase() }}","score":{{contact.score}}}',
			}),
			items: [{ contact: { id: 7, email: 'zoe@example.com', name: 'Zoë "Zo" O\'Neil', score: 4.5 } }],
		});
		expect(failure).toEqual([]);
		expect(server.requests[0]).toMatchObject({ method: 'POST', url: '/contacts/7' });
		expect(JSON.parse(server.requests[0]!.body)).toEqual({
			email: 'zoe@example.com',
			name: 'ZOË "ZO" O\'NEIL',
			score: 4.5,
		});
		expect(success[0]!.json.response).toMatchObject({ ok: true, statusCode: 200, body: { ok: true } });
	});

	it.each(['POST', 'GET', 'PUT', 'PATCH', 'DELETE', 'HEAD'])('sends %s', async (method) => {
		const { success } = await runNode({
			parameters: calling({ method, url: server.url, jsonBody: '{"a":1}' }),
			items: [{}],
		});
		const hasBody = method !== 'GET' && method !== 'HEAD';
		expect(server.requests[0]).toMatchObject({ method, body: hasBody ? '{"a":1}' : '' });
		expect(server.requests[0]!.headers['content-type']).toBe(hasBody ? 'application/json' : undefined);
		expect(success).toHaveLength(1);
	});

	it('means the same in Fixed and in Expression mode', async () => {
		for (const mode of ['', '=']) {
			await runNode({
				parameters: calling({
					url: `${mode}${server.url}/{{contact.id}}`,
					jsonBody: `${mode}{"name":"{{contact.name}}"}`,
					headers: { header: [{ name: 'X-Id', value: `${mode}{{contact.id}}` }] },
					queryParameters: { parameter: [{ name: 'q', value: `${mode}{{ $json.contact.name }}` }] },
				}),
				items: [{ contact: { id: 7, name: 'A "B"' } }],
			});
		}
		const [fixed, expression] = server.requests;
		expect(expression).toEqual({
			...fixed,
			headers: expression!.headers,
			rawHeaders: expression!.rawHeaders,
		});
		expect(fixed).toMatchObject({ url: '/7?q=A%20%22B%22', body: '{"name":"A \\"B\\""}' });
		expect(fixed!.headers['x-id']).toBe('7');
	});

	it('appends query parameters in order, with repeats, behind those of the URL', async () => {
		await runNode({
			parameters: calling({
				method: 'GET',
				url: `${server.url}/find?first=1`,
				queryParameters: {
					parameter: [
						{ name: 'email', value: '{{contact.email}}' },
						{ name: 'tag', value: 'a&b' },
						{ name: 'tag', value: '{{contact.tags}}' },
					],
				},
			}),
			items: [{ contact: { email: 'a+b@example.com', tags: ['x', 'y'] } }],
		});
		expect(server.requests[0]!.url).toBe('/find?first=1&email=a%2Bb%40example.com&tag=a%26b&tag=x%2Cy');
	});

	it('sends form fields', async () => {
		await runNode({
			parameters: calling({
				url: server.url,
				contentType: 'form',
				formFields: { field: [{ name: 'e mail', value: '{{contact.email}}' }] },
			}),
			items: [{ contact: { email: 'ä&=b@example.com' } }],
		});
		expect(server.requests[0]!.headers['content-type']).toBe('application/x-www-form-urlencoded');
		expect([...new URLSearchParams(server.requests[0]!.body)]).toEqual([['e mail', 'ä&=b@example.com']]);
	});

	it('sends text with the content type that the author chose, unless a header says otherwise', async () => {
		const parameters = {
			url: server.url,
			contentType: 'text',
			textBody: 'id,{{contact.id}}',
			textContentType: 'text/csv',
		};
		await runNode({ parameters: calling(parameters), items: [{ contact: { id: 1 } }] });
		await runNode({
			parameters: calling({
				...parameters,
				headers: { header: [{ name: 'content-type', value: 'text/x-own' }] },
			}),
			items: [{ contact: { id: 1 } }],
		});
		expect(server.requests.map(({ headers, body }) => [headers['content-type'], body])).toEqual([
			['text/csv', 'id,1'],
			['text/x-own', 'id,1'],
		]);
	});

	it('takes the last of two headers with the same name, and sends names as typed', async () => {
		await runNode({
			parameters: calling({
				method: 'GET',
				url: server.url,
				headers: {
					header: [
						{ name: 'X-One', value: '1' },
						{ name: 'x-oNE', value: '2' },
					],
				},
			}),
			items: [{}],
		});
		expect(server.requests[0]!.rawHeaders).toContain('x-oNE');
		expect(server.requests[0]!.headers['x-one']).toBe('2');
	});

	it('maps values of the response into variables and adds to what the item has', async () => {
		await server.close();
		server = await startWebServer((_request, response) => {
			response
				.writeHead(201, 'Made', { 'Content-Type': 'application/json', 'X-Request-Id': 'r1' })
				.end('{"users":[{"title":"Dr"}],"id":12345678901234567890}');
		});
		const variable = (name: string, path: string, more: INodeParameters = {}) => ({
			name,
			path,
			...more,
		});
		const { success } = await runNode({
			parameters: calling({
				url: server.url,
				webhookName: 'WH5',
				responseVariables: {
					variable: [
						variable('title', 'users.0.title'),
						variable('id', 'id', { type: 'linkedId' }),
						variable('request', 'x-request-id', { source: 'header', type: 'details' }),
						variable('crm.person.title', 'users[0].title', { type: 'advanced' }),
						variable('missing', 'nobody', { defaultValue: 'none' }),
					],
				},
			}),
			items: [{ variables: { kept: 1 }, crm: { kept: true } }],
		});
		expect(success[0]!.json).toMatchObject({
			variables: { kept: 1, title: 'Dr', missing: 'none' },
			linkedIds: { id: '12345678901234567890' },
			details: { request: 'r1' },
			crm: { kept: true, person: { title: 'Dr' } },
			data: { WH5: { users: [{ title: 'Dr' }] } },
			response: { statusCode: 201, statusMessage: 'Made' },
		});
	});
});

describe('Credentials in the engine', () => {
	const secret = 'a-secret-of-some-length';
	const echo: Parameters<typeof startWebServer>[0] = (request, response) => {
		response
			.setHeader('Content-Type', 'application/json')
			.end(JSON.stringify({ url: request.url, headers: request.headers }));
	};

	it.each([
		['bearer', 'customWebhookBearerApi', { token: secret }, 'authorization', `Bearer ${secret}`],
		[
			'apiKey',
			'customWebhookApiKeyApi',
			{ placement: 'header', name: 'X-My-Key', value: secret },
			'x-my-key',
			secret,
		],
		[
			'basic',
			'customWebhookBasicApi',
			{ username: 'zoë', password: secret },
			'authorization',
			`Basic ${Buffer.from(`zoë:${secret}`).toString('base64')}`,
		],
	])('sends %s in its header and never shows it', async (authentication, type, data, header, value) => {
		await server.close();
		server = await startWebServer(echo);
		const { success } = await runNode({
			parameters: calling({
				method: 'GET',
				url: server.url,
				authentication,
				headers: { header: [{ name: header, value: 'typed by the author' }] },
				options: { logging: { values: { logRequestBody: true } } },
			}),
			credentials: { [type]: data },
			items: [{}],
		});
		expect(server.requests[0]!.headers[header]).toBe(value);
		const shown = JSON.stringify(success);
		expect(shown).toContain('***');
		expect(shown).not.toContain(secret);
		expect(shown).not.toContain(Buffer.from(`zoë:${secret}`).toString('base64'));
	});

	it('sends an API key in the query, where it wins over a parameter of that name', async () => {
		const { success } = await runNode({
			parameters: calling({
				method: 'GET',
				url: `${server.url}/?key=mine&a=1`,
				authentication: 'apiKey',
			}),
			credentials: { customWebhookApiKeyApi: { placement: 'query', name: 'key', value: 'sec/ret&1' } },
			items: [{}],
		});
		expect(server.requests[0]!.url).toBe('/?a=1&key=sec%2Fret%261');
		expect(JSON.stringify(success)).not.toContain('sec%2Fret');
	});

	it('keeps to the domains that a credential allows', async () => {
		const { failure } = await runNode({
			parameters: calling({ url: server.url, authentication: 'bearer' }),
			credentials: {
				customWebhookBearerApi: {
					token: secret,
					allowedHttpRequestDomains: 'domains',
					allowedDomains: 'api.example.com',
				},
			},
			items: [{}],
		});
		expect(failure[0]!.json.failure).toMatchObject({ kind: 'credentials', retryable: false });
		expect(server.requests).toHaveLength(0);
	});

	const withCertificate = { clientCertificate: true };
	const withSignature = { signing: { values: { signing: 'standardWebhooks' } } };

	it.each([
		['alone', {}],
		['with a client certificate', withCertificate],
		['with a signature', withSignature],
	])('fails each item by itself where n8n does not give the credential, %s', async (_with, options) => {
		const { failure, error } = await runNode({
			parameters: calling({ url: server.url, authentication: 'bearer', options }),
			credentials: {
				get customWebhookBearerApi(): never {
					throw new Error('it cannot be decrypted');
				},
				customWebhookTlsApi: {},
				customWebhookSigningApi: { secret },
			},
			items: [{}, {}],
		});
		expect(error).toBeUndefined();
		expect(failure.map(({ json }) => json.failure)).toEqual([
			expect.objectContaining({ kind: 'credentials', field: 'authentication', attempts: [] }),
			expect.objectContaining({ kind: 'credentials', field: 'authentication', attempts: [] }),
		]);
		expect(server.requests).toHaveLength(0);
	});

	it.each([
		['options.clientCertificate', withCertificate],
		['options.signing', withSignature],
	])('ends the run, naming %s, where what is in its credential cannot be used', async (field, options) => {
		const { error } = await runNode({
			parameters: calling({ url: server.url, options }),
			credentials: {
				customWebhookTlsApi: { cert: 'no PEM', key: 'no PEM' },
				customWebhookSigningApi: { secret: 'whsec_no base64' },
			},
			items: [{}, {}],
		});
		expect(error?.name).toBe('NodeOperationError');
		expect(error?.message).toContain(`"${field}"`);
		expect(error?.message).not.toContain('no base64');
		expect(server.requests).toHaveLength(0);
	});

	it('ends the run before anything is sent where no credential is chosen', async () => {
		const { error } = await runNode({
			parameters: calling({ url: server.url, authentication: 'bearer' }),
			items: [{}, {}],
		});
		expect(error?.name).toBe('NodeOperationError');
		expect(error?.message).toMatch(/authentication/);
		expect(server.requests).toHaveLength(0);
	});
});
