import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startWebServer, type WebServer } from '../support/web-server';
import { runNode } from './engine';

const SECRETS = {
	header: 'header+secret/1',
	query: 'query&secret',
	value: 'value secret',
	token: 'tok"en<1>',
};

let server: WebServer;
let elsewhere: WebServer;
beforeEach(async () => {
	elsewhere = await startWebServer();
	server = await startWebServer((request, response) => {
		if (request.url.startsWith('/v1/away')) {
			response.writeHead(302, { location: `${elsewhere.url}/there` }).end();
			return;
		}
		response
			.setHeader('Content-Type', 'application/json')
			.end(JSON.stringify({ echo: [request.url, request.headers, request.body], all: SECRETS }));
	});
});
afterEach(async () => {
	await server.close();
	await elsewhere.close();
});

const credential = () => ({
	customWebhookServiceApi: {
		baseUrl: `${server.url}/v1/`,
		headers: { row: [{ name: 'X-Service', value: SECRETS.header, secret: true }] },
		query: { row: [{ name: 'key', value: SECRETS.query, secret: true }] },
		values: {
			row: [
				{ name: 'name', value: SECRETS.value, secret: true },
				{ name: 'location.api_token', value: SECRETS.token, secret: true },
				{ name: 'region', value: 'eu-1', secret: false },
			],
		},
		testUrl: '',
	},
});

const run = async (parameters: INodeParameters, items: IDataObject[] = [{ contact: { name: 'Ann' } }]) =>
	await runNode({
		items,
		credentials: credential(),
		parameters: {
			method: 'POST',
			authentication: 'service',
			url: '/contacts',
			webhookName: 'all',
			...parameters,
			options: {
				allowPrivateNetwork: true,
				logging: { values: { logRequestBody: true, logResponseBody: true } },
			},
		},
	});

it('A path is called behind the base URL, with the headers and parameters of the service', async () => {
	const { success } = await run({ jsonBody: '{"name":"{{name}}"}' });
	expect(success).toHaveLength(1);
	const [request] = server.requests;
	expect(request!.url).toBe(`/v1/contacts?key=${encodeURIComponent(SECRETS.query)}`);
	expect(request!.headers['x-service']).toBe(SECRETS.header);
	expect(request!.body).toBe('{"name":"Ann"}');
});

it.each<[string, INodeParameters, string]>([
	['the URL', { url: '/x/{{service.name}}' }, encodeURIComponent(SECRETS.value)],
	[
		'the query',
		{ queryParameters: { parameter: [{ name: 't', value: '{{location.api_token}}' }] } },
		'tok%22en%3C1%3E',
	],
	[
		'a header',
		{ headers: { header: [{ name: 'X-T', value: 'T {{service.name}}' }] } },
		`T ${SECRETS.value}`,
	],
	['JSON', { jsonBody: '{"t":"{{location.api_token}}"}' }, 'tok\\\\\\"en<1>'],
	['XML', { contentType: 'xml', xmlBody: '<a>{{service.location.api_token}}</a>' }, 'tok&quot;en&lt;1&gt;'],
	[
		'a form',
		{ contentType: 'form', formFields: { field: [{ name: 't', value: '{{service.name}}' }] } },
		'value',
	],
	['text', { contentType: 'text', textBody: '{{#each list}}{{service.name}}{{/each}}' }, SECRETS.value],
])('A value is put into %s, and no secret is seen', async (_where, parameters, sent) => {
	for (const operation of ['send', 'preview']) {
		const { success, failure } = await run({ operation, ...parameters }, [{ list: [1] }]);
		expect(failure).toEqual([]);
		const seen = JSON.stringify(success[0]!.json);
		for (const secret of Object.values(SECRETS))
			for (const form of [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)])
				expect(seen).not.toContain(form);
	}
	const [request] = server.requests;
	expect(JSON.stringify([request!.url, request!.headers, request!.body])).toContain(
		sent.replace(/^"|"$/g, ''),
	);
});

it("The item's own field wins over a value of its path, never over service.name", async () => {
	await run(
		{ contentType: 'text', textBody: '{{location.api_token}} {{service.name}} {{service.region}}' },
		[{ location: { api_token: 'own' }, service: { name: 'forged' } }, { location: { city: 'Bern' } }],
	);
	const bodies = server.requests.map(({ body }) => body).sort();
	expect(bodies).toEqual([`own ${SECRETS.value} eu-1`, `${SECRETS.token} ${SECRETS.value} eu-1`]);
});

it.each(['//evil.test/', 'https://evil.test/', '/../x', '\\\\evil.test'])(
	'%s is not called: the secrets stay with the service',
	async (url) => {
		for (const field of [url, '{{url}}']) {
			const { failure } = await run({ url: field }, [{ url }]);
			expect(failure[0]!.json.failure).toMatchObject({ kind: 'request', field: 'url' });
		}
		expect(server.requests).toEqual([]);
	},
);

it('A redirect to another origin gets nothing of the service, also not in a header that was typed', async () => {
	const headers = {
		header: [
			{ name: 'X-Mine', value: '{{service.name}}' },
			{ name: 'X-Other', value: 'plain' },
		],
	};
	const { success } = await run({ method: 'GET', url: '/away', headers });
	expect(success).toHaveLength(1);
	const [request] = elsewhere.requests;
	expect(request!.headers).toMatchObject({ 'x-other': 'plain' });
	expect(JSON.stringify([request!.url, request!.headers])).not.toContain('secret');
});

it('Without a base URL, items fail and nothing is sent', async () => {
	const { failure } = await runNode({
		items: [{}],
		credentials: { customWebhookServiceApi: { ...credential().customWebhookServiceApi, baseUrl: '' } },
		parameters: { authentication: 'service', url: '/contacts' },
	});
	expect(failure[0]!.json.failure).toMatchObject({
		kind: 'credentials',
		message: 'Service credential, Base URL is empty. Enter the address of the service.',
	});
});

it('Each item has the service of its own tenant', async () => {
	const { customWebhookServiceApi } = credential();
	const values = { row: [{ name: 'tenant', value: '={{ $json.tenant }}', secret: true }] };
	const { success } = await runNode({
		items: [{ tenant: 'tenant-a' }, { tenant: 'tenant-b' }],
		credentials: { customWebhookServiceApi: { ...customWebhookServiceApi, values } },
		parameters: {
			authentication: 'service',
			url: '/{{service.tenant}}',
			options: { allowPrivateNetwork: true },
		},
	});
	expect(success).toHaveLength(2);
	expect(server.requests.map(({ url }) => url.split('?')[0]).sort()).toEqual([
		'/v1/tenant-a',
		'/v1/tenant-b',
	]);
});
