import { CustomWebhook } from '../../nodes/CustomWebhook/CustomWebhook.node';
import { nodeContext } from '../support/node-context';
import { answerOk, startWebServer } from '../support/web-server';

/** A bug for one item, after its request was sent. */
jest.mock('../../nodes/CustomWebhook/response', () => {
	const real = jest.requireActual<object>('../../nodes/CustomWebhook/response');
	let calls = 0;
	const judge = () => {
		if (++calls === 2) throw new RangeError('of token-of-the-item');
	};
	return { ...real, judge };
});

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
	const [success = [], failure = []] = await new CustomWebhook().execute.call(context);
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
		'A mistake in this node (RangeError): the item may have been sent',
	);
	expect(logged.filter((line) => line.startsWith('Custom Webhook: RangeError'))).toHaveLength(1);
	expect(JSON.stringify([failure, logged])).not.toContain('token-of-the-item');
});
