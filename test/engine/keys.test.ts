import { startWebServer, type WebServer } from '../support/web-server';
import { runNode } from './engine';

let server: WebServer;
beforeEach(async () => {
	server = await startWebServer((_request, response) => response.writeHead(503).end());
});
afterEach(async () => await server.close());

/** Fails each time; n8n runs the node twice. */
async function run(options: object, items = [{ id: 1 }, { id: 2 }]) {
	const { error } = await runNode({
		parameters: {
			url: server.url,
			contentType: 'json',
			jsonBody: '{"id":{{id}}}',
			options: {
				allowPrivateNetwork: true,
				idempotency: { values: { idempotencyKey: 'auto' } },
				retry: { values: { retryMode: 'never' } },
				...options,
			} as never,
		},
		items,
		isFailureConnected: false,
		node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
	});
	expect(error?.message).toMatch(/^2 of 2 items failed/);
	return server.requests
		.map(({ body, headers }) => `${body} ${headers['idempotency-key'] as string}`)
		.sort();
}

it.each<[string, object]>([
	['an item', {}],
	['an item that is retried later', { later: { values: { retrySchedule: '1h' } } }],
	['a batch', { batch: { values: { batchSize: 2 } } }],
])('The automatic key of %s is the same on Retry On Fail', async (_what, options) => {
	const sent = await run(options);
	const requests = new Set(sent);
	expect(sent).toHaveLength(requests.size * 2);
	expect(requests.size).toBe('batch' in options ? 1 : 2);
	expect(new Set(sent.map((line) => line.split(' ')[1])).size).toBe(requests.size);
});
