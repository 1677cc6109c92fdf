import type { INodeParameters } from 'n8n-workflow';

import { CustomWebhook } from '../../nodes/CustomWebhook/CustomWebhook.node';
import { nodeContext } from '../support/node-context';
import { holdTime, pass, passUntil, releaseTime } from '../support/held-time';
import { turns, until } from '../support/until';
import { startWebServer, type Answer, type WebServer } from '../support/web-server';

/** No test lasts so long: a run that waits for its second request does not end in time. */
const AN_HOUR_APART = 1 / 3600;

let server: WebServer;
/** The lines of the log: each item that is done has one. */
let logged: string[];
afterEach(async () => {
	releaseTime();
	await server.close();
});

/** Runs the node with *Stop the Workflow* for items of which each calls the path that is its number. */
async function stoppedRun(count: number, options: INodeParameters, answer: Answer): Promise<unknown> {
	server = await startWebServer(answer);
	const { context, logged: lines } = nodeContext({
		items: Array.from({ length: count }, (_, n) => ({ json: { n } })),
		parameters: {
			url: `${server.url}/{{n}}`,
			method: 'GET',
			onFailure: 'stop',
			options: { allowPrivateNetwork: true, ...options },
		},
	});
	logged = lines;
	return await new CustomWebhook().execute.call(context).catch((error: unknown) => error);
}

const callsTo = (path: string) => server.requests.filter(({ url }) => url === path).length;

it('The failure that came first stops the workflow, whichever item it hit', async () => {
	const error = await stoppedRun(2, {}, ({ url }, response) => {
		response.statusCode = 404;
		if (url === '/1') response.end();
		else void until(() => logged.length === 1).then(() => response.end());
	});
	expect(error).toMatchObject({ context: { itemIndex: 1 } });
});

it('After a failure that stops the workflow nothing is sent again', async () => {
	const retry = { values: { retryBaseDelay: 400, retryMaxDelay: 400, maxRetries: 20 } };
	holdTime();
	const stopping = stoppedRun(2, { retry }, ({ url }, response) => {
		response.statusCode = url === '/0' ? 503 : 404;
		if (url === '/0') response.end();
		else void until(() => callsTo('/0') === 2).then(() => response.end());
	});
	const error = await passUntil(stopping);
	expect(error).toMatchObject({ context: { itemIndex: 1 } });
	expect(callsTo('/0')).toBeLessThan(10);
	const calls = server.requests.length;
	pass(60_000);
	await turns();
	expect(server.requests).toHaveLength(calls);
});

it('After a failure that stops the workflow no item is sent that waits for its turn', async () => {
	const limits = { values: { requestsPerSecond: AN_HOUR_APART, concurrency: 10 } };
	await stoppedRun(10, { limits }, (_request, response) => {
		response.statusCode = 404;
		response.end();
	});
	expect(server.requests).toHaveLength(1);
});

it('What is under way when the workflow is stopped comes to its end', async () => {
	let ended = false;
	await stoppedRun(2, {}, ({ url }, response) => {
		response.on('finish', () => (ended ||= url === '/1'));
		if (url === '/0') response.statusCode = 404;
		if (url === '/0') response.end();
		else void until(() => logged.length === 1).then(() => response.end());
	});
	expect(ended).toBe(true);
});
