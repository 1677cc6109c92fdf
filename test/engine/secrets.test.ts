import fc from 'fast-check';
import type { ICredentialDataDecryptedObject, IDataObject, INodeParameters } from 'n8n-workflow';

import { startWebServer, type WebServer } from '../support/web-server';
import { runNode, type EngineRun } from './engine';

/** The ways in which a service may give back what it was sent. */
function formsOf(secret: string): string[] {
	const bytes = Buffer.from(secret, 'utf8');
	return [
		secret,
		JSON.stringify(secret).slice(1, -1),
		bytes.toString('base64'),
		bytes.toString('base64url'),
		encodeURIComponent(secret),
		encodeURIComponent(secret).replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
	];
}

let server: WebServer;
let secret = '';
beforeAll(async () => {
	server = await startWebServer((request, response) => {
		const { pathname, searchParams } = new URL(request.url, 'http://127.0.0.1');
		const forms = formsOf(secret);
		response.statusCode = pathname === '/fails' ? 422 : 200;
		response.setHeader('X-Echo', encodeURIComponent(secret));
		response.setHeader('X-Encoded', Buffer.from(`user:${secret}`).toString('base64'));
		const format = searchParams.get('format');
		if (format === 'text') response.setHeader('Content-Type', 'text/plain').end(forms.join('\n'));
		else if (format === 'file') {
			response.setHeader(
				'Content-Disposition',
				`attachment; filename="${encodeURIComponent(secret)}.bin"`,
			);
			response.setHeader('Content-Type', 'application/octet-stream').end('bytes');
		} else
			response.setHeader('Content-Type', 'application/json').end(
				JSON.stringify({
					message: `Refused: ${forms.join(' ')}`,
					forms,
					[secret]: 1,
					nested: JSON.stringify({ forms }),
					url: request.url,
					headers: request.headers,
				}),
			);
	});
});
afterAll(async () => await server.close());

/** Everything that a person could read in what a run gave out. */
function textsOf(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, member]) => [name, ...textsOf(member)]);
}

interface SetUp {
	type: string;
	data: (secret: string) => ICredentialDataDecryptedObject;
	parameters: INodeParameters;
}

const SET_UPS: SetUp[] = [
	{
		type: 'customWebhookBearerApi',
		data: (token) => ({ token }),
		parameters: { authentication: 'bearer' },
	},
	{
		type: 'customWebhookApiKeyApi',
		data: (value) => ({ placement: 'header', name: 'X-Key', value }),
		parameters: { authentication: 'apiKey' },
	},
	{
		type: 'customWebhookApiKeyApi',
		data: (value) => ({ placement: 'query', name: 'k', value }),
		parameters: { authentication: 'apiKey' },
	},
	{
		type: 'customWebhookBasicApi',
		data: (password) => ({ username: 'user', password }),
		parameters: { authentication: 'basic' },
	},
];

/** What the service is to do for each item. */
const ITEMS = [{ path: 'ok' }, { path: 'fails' }, { format: 'text' }, { format: 'file' }];

async function run({ type, data, parameters }: SetUp, more: IDataObject = {}): Promise<EngineRun> {
	const { options, ...rest } = more;
	return await runNode({
		parameters: {
			...parameters,
			url: `${server.url}/{{path}}?format={{format}}`,
			jsonBody: '{"marker":"{{path}}"}',
			webhookName: 'echo',
			responseVariables: {
				variable: [
					{ name: 'all', path: '' },
					{ name: 'header', source: 'header', path: 'x-echo' },
				],
			},
			...(rest as INodeParameters),
			options: {
				allowPrivateNetwork: true,
				logging: { values: { logRequestBody: true, logResponseBody: true } },
				...(options as INodeParameters),
			},
		},
		items: ITEMS,
		credentials: { [type]: data(secret) },
	});
}

/** Printable, as a header takes it; with none of our own stars in it. */
/** A single word may be the name of a field of ours, such as `property`, and names of ours are no secrets. */
const isWord = (text: string) => /^[a-z]+$/i.test(text);
const secrets = fc.stringMatching(/^[!-~]{8,40}$/).filter((text) => !text.includes('*') && !isWord(text));

it.each(SET_UPS)('No output of $type shows a secret that the service echoes', async (setUp) => {
	await fc.assert(
		fc.asyncProperty(secrets, fc.constantFrom('send', 'preview'), async (text, operation) => {
			secret = text;
			const { success, failure, error } = await run(setUp, { operation });
			expect(error).toBeUndefined();
			expect(success.length + failure.length).toBe(ITEMS.length);
			const seen = textsOf([success, failure]).join('\n');
			expect(seen).toContain('***');
			for (const form of formsOf(secret)) expect(seen).not.toContain(form);
		}),
		{ numRuns: 40 },
	);
});

it('The error of "stop" shows no secret either', async () => {
	secret = 'The/secret+of "this" test';
	const { error } = await run(SET_UPS[0]!, { onFailure: 'stop' });
	expect(error?.message).toContain('***');
	const seen = textsOf({ ...error, message: error?.message, stack: error?.stack }).join('\n');
	for (const form of formsOf(secret)) expect(seen).not.toContain(form);
});

it('A secret of two characters does not wreck the text, and is hidden where it is a value', async () => {
	secret = 'e1';
	const { success } = await run(SET_UPS[2]!, { operation: 'preview' });
	expect(success[0]!.json.request).toMatchObject({ url: `${server.url}/ok?format=&k=***` });
	const sent = await run(SET_UPS[0]!);
	expect(sent.success[0]!.json.response).toMatchObject({
		body: {
			message: expect.stringContaining('Refused: e1') as string,
			headers: { authorization: '***' },
		},
	});
});

it('A credential that nobody chose ends the run before anything is sent', async () => {
	for (const parameters of [
		...SET_UPS.map((setUp) => setUp.parameters),
		{ authentication: 'oAuth2' },
		{ options: { signing: { values: { signing: 'hmac' } } } },
		{ options: { clientCertificate: true } },
	]) {
		const before = server.requests.length;
		const { error } = await runNode({
			parameters: {
				url: server.url,
				...parameters,
				options: { allowPrivateNetwork: true, ...(parameters.options as INodeParameters) },
			},
			items: [{}],
		});
		expect(error?.name).toBe('NodeOperationError');
		expect(error?.message).toMatch(/credential/i);
		expect(server.requests).toHaveLength(before);
	}
});
