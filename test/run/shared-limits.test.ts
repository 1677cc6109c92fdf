import type { INodeParameters } from 'n8n-workflow';

import { CustomWebhook } from '../../nodes/CustomWebhook/CustomWebhook.node';
import { holdTime, passUntil, releaseTime } from '../support/held-time';
import { nodeContext } from '../support/node-context';
import { startWebServer, type Answer } from '../support/web-server';

beforeEach(holdTime);
afterEach(releaseTime);

/**
 * Runs the node for items that each have a timeout of their own, and gives when each request came, by a time that goes
 * on with the turns of the event loop: while the machine does something else it stands still.
 */
async function runWithOwnTimeouts(count: number, options: INodeParameters, answer: Answer) {
	const cameAt: number[] = [];
	const server = await startWebServer((request, response) => {
		cameAt.push(Date.now());
		answer(request, response);
	});
	const { context } = nodeContext({
		items: Array.from({ length: count }, (_, n) => ({ json: { n } })),
		parameters: {
			url: server.url,
			method: 'GET',
			options: { allowPrivateNetwork: true, timeout: '={{ 20 + $json.n }}', ...options },
		},
		evaluate: (_expression, index) => 20 + index,
	});
	const [success = [], failure = []] = await passUntil(new CustomWebhook().execute.call(context));
	await server.close();
	return { success, failure, cameAt };
}

it('The rate holds over all items of a run, also where an option differs from item to item', async () => {
	const { success, cameAt } = await runWithOwnTimeouts(
		5,
		{ limits: { values: { requestsPerSecond: 10 } } },
		(_request, response) => response.end(),
	);
	expect(success).toHaveLength(5);
	expect(cameAt.at(-1)! - cameAt[0]!).toBeGreaterThan(350);
});

it('An origin that asks to wait is left alone by all items of a run, also where an option differs', async () => {
	let answers = 0;
	const { success, cameAt } = await runWithOwnTimeouts(
		3,
		{ limits: { values: { concurrency: 2 } } },
		(_request, response) => {
			const isFirst = answers++ === 0;
			response.statusCode = isFirst ? 429 : 200;
			response.setHeader('Retry-After', '1');
			setTimeout(() => response.end(), isFirst ? 0 : 50);
		},
	);
	expect(success).toHaveLength(3);
	expect(cameAt[2]! - cameAt[0]!).toBeGreaterThan(950);
});

it('Items in a row without a response open the circuit for the rest, also where an option differs', async () => {
	const { failure } = await runWithOwnTimeouts(
		5,
		{
			retry: { values: { retryMode: 'never' } },
			limits: { values: { concurrency: 1, circuitBreaker: 2 } },
		},
		(_request, response) => response.destroy(),
	);
	expect(failure.map(({ json }) => (json.failure as { kind: string }).kind)).toEqual([
		'network',
		'network',
		'circuit',
		'circuit',
		'circuit',
	]);
});

describe('A rate over all n8n processes', () => {
	const { env } = process;
	afterEach(() => (process.env = env));

	const open = async (environment: NodeJS.ProcessEnv) => {
		process.env = environment;
		const limits = { values: { limitScope: 'workers', requestsPerSecond: 5 } };
		const { context } = nodeContext({
			items: [],
			parameters: { url: 'https://api.example.com', options: { limits } },
		});
		await new CustomWebhook().execute.call(context);
	};

	it('is a mistake in the set-up if no Redis is named, which says how to name one', async () => {
		await expect(open({})).rejects.toMatchObject({
			message: expect.stringMatching(/"options\.limitScope".*CUSTOM_WEBHOOK_REDIS_URL/) as string,
		});
	});

	it.each([{ CUSTOM_WEBHOOK_REDIS_URL: 'redis://127.0.0.1:1' }, { QUEUE_BULL_REDIS_HOST: '127.0.0.1' }])(
		'is none with %j',
		async (environment) => {
			await expect(open(environment)).resolves.toBeUndefined();
		},
	);
});
