import type { INodeParameters } from 'n8n-workflow';

import { CustomWebhook } from '../../nodes/CustomWebhook/CustomWebhook.node';
import { nodeContext, type NodeSetUp } from '../support/node-context';
import { answerOk, startWebServer, type WebServer } from '../support/web-server';

let server: WebServer;
beforeEach(async () => {
	server = await startWebServer(answerOk);
});
afterEach(async () => await server.close());

/** Runs the node for two items, for which an expression gives one value each. */
async function run(
	values: readonly [unknown, unknown],
	{ parameters, ...setUp }: Omit<Partial<NodeSetUp>, 'items'>,
) {
	const { options, ...others } = parameters ?? {};
	const { context } = nodeContext({
		items: values.map((_value, n) => ({ json: { n } })),
		evaluate: (_expression, index) => values[index],
		...setUp,
		parameters: {
			url: server.url,
			...others,
			options: {
				allowPrivateNetwork: true,
				limits: { values: { concurrency: 1 } },
				...(options as INodeParameters),
			},
		},
	});
	const [success = [], failure = []] = await new CustomWebhook().execute.call(context);
	return { success, failure };
}

const failureVariables = { variable: [{ name: 'found', type: 'routing', value: 'no {{n}}' }] };
const REFUSED_CREDENTIAL = {
	credentials: { customWebhookBearerApi: {} },
	more: { getCredentials: async () => await Promise.reject(new Error('not yours')) },
};

it('Each item is signed as its own settings say, where an expression gives each a header of its own', async () => {
	const signing = { values: { signing: 'hmac', signatureHeader: '={{ $json.header }}' } };
	await run(['X-Signature-0', 'X-Signature-1'], {
		parameters: { options: { signing } },
		credentials: { customWebhookSigningApi: { secret: 'of-the-service' } },
	});
	const signed = server.requests.map(({ headers }) =>
		Object.keys(headers).filter((name) => name.startsWith('x-signature')),
	);
	expect(signed).toEqual([['x-signature-0'], ['x-signature-1']]);
});

it('Failure variables are set also on an item whose own settings cannot be read', async () => {
	const { failure } = await run(['PUT', 'FETCH'], {
		parameters: { method: '={{ $json.method }}', failureVariables },
	});
	expect(failure[0]!.json).toMatchObject({ routing: { found: 'no 1' }, failure: { field: 'method' } });
});

it('Failure variables are set also on items whose credential n8n refuses', async () => {
	const { failure } = await run(['', ''], {
		parameters: { authentication: 'bearer', failureVariables },
		...REFUSED_CREDENTIAL,
	});
	expect(failure.map(({ json }) => json)).toMatchObject([
		{ routing: { found: 'no 0' }, failure: { kind: 'credentials' } },
		{ routing: { found: 'no 1' }, failure: { kind: 'credentials' } },
	]);
});

it('What an item keeps of its input is for its own settings to say, also where its credential is refused', async () => {
	const { failure } = await run([true, false], {
		parameters: {
			authentication: 'bearer',
			options: { response: { values: { includeInput: '={{ $json.keep }}' } } },
		},
		...REFUSED_CREDENTIAL,
	});
	expect(failure.map(({ json }) => 'n' in json)).toEqual([true, false]);
});

it('A secret is hidden also in what is said of settings that cannot be read', async () => {
	const { failure } = await run(['PUT', 'the-token'], {
		parameters: { method: '={{ $json.method }}', authentication: 'bearer' },
		credentials: { customWebhookBearerApi: { token: 'the-token' } },
	});
	expect(failure[0]!.json.failure).toMatchObject({ field: 'method' });
	expect(JSON.stringify(failure)).not.toContain('the-token');
});

it('An execution that is stopped does not wait for a token', async () => {
	const { failure } = await run(['', ''], {
		parameters: { authentication: 'oAuth2' },
		credentials: { customWebhookOAuth2Api: { grantType: 'clientCredentials' } },
		more: {
			getExecutionCancelSignal: () => AbortSignal.timeout(200),
			helpers: { refreshOAuth2Token: () => new Promise(() => undefined) },
		},
	});
	expect(failure.map(({ json }) => json)).toMatchObject([
		{ n: 0, failure: { kind: 'cancelled' } },
		{ n: 1, failure: { kind: 'cancelled' } },
	]);
	expect(server.requests).toEqual([]);
});
