import { CustomWebhook } from '../../nodes/CustomWebhook/CustomWebhook.node';
import { nodeContext } from '../support/node-context';
import { startWebServer } from '../support/web-server';

/** Says busy as often, then takes the order. */
async function run(busy: number) {
	let count = 0;
	const server = await startWebServer((_request, response) => {
		const body = count++ < busy ? { error: { code: 'LOCKED' } } : { id: 7 };
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify(body));
	});
	const retry = { retryWhenPath: 'error.code', retryWhenValues: 'BUSY, LOCKED', retryBaseDelay: 0 };
	const { context } = nodeContext({
		items: [{ json: {} }],
		parameters: {
			url: server.url,
			jsonBody: '{}',
			options: { allowPrivateNetwork: true, retry: { values: retry } },
		},
	});
	const [success = [], failure = []] = await new CustomWebhook().execute.call(context);
	await server.close();
	return { success, failure, sent: server.requests.length };
}

it('A POST whose response says in its body that nothing was done is retried', async () => {
	const { success, sent } = await run(2);
	expect(sent).toBe(3);
	expect(success).toMatchObject([{ json: { response: { statusCode: 200, body: { id: 7 } } } }]);
});

it('and fails, retryable, if the service says so to the end', async () => {
	const { failure, sent } = await run(9);
	expect(sent).toBe(3);
	expect(failure).toMatchObject([
		{ json: { failure: { kind: 'rule', retryable: true, statusCode: 200 }, response: { ok: false } } },
	]);
});
