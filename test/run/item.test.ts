import { openRun, processItems } from '../../nodes/CustomWebhook/run';
import { nodeContext } from '../support/node-context';
import { answerOk, startWebServer } from '../support/web-server';

it('A bug fails the item that it hits, and no other; its message, which may quote anything, is seen nowhere', async () => {
	const server = await startWebServer(answerOk);
	const logged: string[] = [];
	const log = (line: string) => logged.push(line);
	const { context } = nodeContext({
		items: [{ json: { n: 0 } }, { json: { n: 1 } }, { json: { n: 2 } }],
		parameters: {
			url: server.url,
			options: { allowPrivateNetwork: true, limits: { values: { concurrency: 1 } } },
		},
		more: { logger: { info: log, warn: log, error: log } },
	});
	const run = await openRun(context);
	const plan = await run.planFor(run.settings, 0);
	const { readBody } = plan;
	let calls = 0;
	plan.readBody = async (head, body) => {
		if (++calls === 2) throw new RangeError('of token-of-the-item');
		return await readBody(head, body);
	};
	const [success = [], failure = []] = await processItems(run);
	await server.close();

	expect(success.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
	expect(failure).toMatchObject([
		{
			json: { n: 1, failure: { kind: 'response', retryable: false } },
			pairedItem: { item: 1 },
		},
	]);
	expect(failure[0]!.json.failure).toHaveProperty(
		'message',
		'A bug in this node (RangeError): the item may have been sent',
	);
	expect(logged.filter((line) => line.startsWith('Custom Webhook: RangeError'))).toHaveLength(1);
	expect(JSON.stringify([failure, logged])).not.toContain('token-of-the-item');
});

it('A credential that the service refuses is told with the space at the edge of its password', async () => {
	const server = await startWebServer((_request, response) => response.writeHead(401).end());
	const { context } = nodeContext({
		items: [{ json: {} }],
		parameters: { url: server.url, authentication: 'basic', options: { allowPrivateNetwork: true } },
		credentials: { customWebhookBasicApi: { username: 'ann', password: 'secret ' } },
	});
	const [, failure = []] = await processItems(await openRun(context));
	await server.close();

	expect(failure[0]?.json.failure).toMatchObject({
		kind: 'status',
		description: expect.stringMatching(/^Password of the credential begins or ends with a space\./),
	});
});
