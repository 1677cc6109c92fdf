import { createHmac } from 'node:crypto';
import { Readable } from 'node:stream';

import { CustomWebhook } from '../../nodes/CustomWebhook/CustomWebhook.node';
import { nodeContext, type NodeSetUp } from '../support/node-context';
import { startWebServer, type WebServer } from '../support/web-server';

let server: WebServer;
beforeEach(async () => {
	server = await startWebServer(({ headers }, response) => {
		response.statusCode = headers.authorization === 'Bearer token-0' ? 401 : 200;
		response.end();
	});
});
afterEach(async () => await server.close());

/** Runs the node; the request that is on the item, if one is, and the failure, if it failed. */
async function run(operation: string, { parameters, ...setUp }: Partial<NodeSetUp>) {
	const { options, ...others } = parameters ?? {};
	const { context } = nodeContext({
		items: [{ json: {} }],
		...setUp,
		parameters: {
			operation,
			url: server.url,
			...others,
			options: {
				allowPrivateNetwork: true,
				logging: { values: { logRequestBody: true } },
				...(options as object),
			},
		},
	});
	const [[success] = [], [failure] = []] = await new CustomWebhook().execute.call(context);
	const json = (success ?? failure)?.json as { request?: Request; failure?: object } | undefined;
	return { request: json?.request, failure: json?.failure };
}

interface Request {
	headers: Record<string, string>;
	body: string;
	curl?: string;
}

const credentials = { customWebhookSigningApi: { secret: 'the-secret' } };
const signed = (signing: string) => ({
	contentType: 'json',
	jsonBody: '{"a":"ä"}',
	options: { signing: { values: { signing } } },
});

it.each(['preview', 'send'])(
	'%s: the signature stands in the request, in place of a typed one',
	async (operation) => {
		const { request } = await run(operation, {
			parameters: { ...signed('hmac'), headers: { header: [{ name: 'x-signature', value: 'typed' }] } },
			credentials,
		});
		const signature = createHmac('sha256', 'the-secret').update('{"a":"ä"}').digest('hex');
		expect(request?.headers).toMatchObject({ 'X-Signature': signature });
		expect(request?.headers).not.toHaveProperty('x-signature');
		if (operation === 'preview') expect(request?.curl).toContain(`'X-Signature: ${signature}'`);
	},
);

it('The signature on the item that was sent is the one that was sent', async () => {
	const { request } = await run('send', { parameters: signed('standardWebhooks'), credentials });
	const sent = server.requests[0]!.headers;
	for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature'])
		expect(request?.headers[name]).toBe(sent[name]);
});

it('A preview is signed with the idempotency key as its id', async () => {
	const { signing } = signed('standardWebhooks').options;
	const idempotency = { values: { idempotencyKey: 'custom', idempotencyKeyValue: 'k-1' } };
	const { request } = await run('preview', {
		parameters: { options: { signing, idempotency } },
		credentials,
	});
	expect(request?.headers).toMatchObject({
		'Idempotency-Key': 'k-1',
		'webhook-id': 'k-1',
		'webhook-signature': expect.stringMatching(/^v1,/) as string,
	});
	expect(server.requests).toEqual([]);
});

it.each(['preview', 'send'])('%s: a file that cannot be read fails the item, unsent', async (operation) => {
	const { failure } = await run(operation, {
		items: [{ json: {}, binary: { data: { data: '', mimeType: 'a/b', id: 'filesystem:gone' } } }],
		parameters: { contentType: 'binary', binaryProperty: 'data' },
		more: {
			helpers: {
				assertBinaryData: () => ({ data: 'filesystem', mimeType: 'a/b', id: 'filesystem:gone' }),
				getBinaryMetadata: async () => await Promise.resolve({ fileSize: 4 }),
				getBinaryStream: async () =>
					await Promise.resolve(
						new Readable({
							read() {
								this.destroy(new Error('ENOENT'));
							},
						}),
					),
			},
		},
	});
	expect(failure).toMatchObject({ kind: 'request', message: 'The file to send cannot be read' });
	expect(server.requests).toEqual([]);
});

it('A token that is renewed on the way is hidden in the request, too', async () => {
	const { request } = await run('send', {
		parameters: { authentication: 'oAuth2', contentType: 'text', textBody: 'token-0 token-1' },
		credentials: {
			customWebhookOAuth2Api: { oauthTokenData: { access_token: 'token-0', refresh_token: 'r' } },
		},
		more: {
			helpers: { refreshOAuth2Token: async () => await Promise.resolve({ access_token: 'token-1' }) },
		},
	});
	expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
		'Bearer token-0',
		'Bearer token-1',
	]);
	expect(request?.body).toBe('*** ***');
});
