import { createHmac } from 'node:crypto';

import fc from 'fast-check';

import { CustomWebhook } from '../../../nodes/CustomWebhook/CustomWebhook.node';
import { nodeContext } from '../../support/node-context';
import { answerOk, startWebServer, type Answer } from '../../support/web-server';
import { bulkAnswer, numbered, OK, runBatches } from './bulk-service';

const ONE_BY_ONE = { limits: { values: { concurrency: 1 } } };
const keysOf = (requests: Array<{ headers: object }>) =>
	requests.map(({ headers }) => (headers as Record<string, string>)['idempotency-key']);

describe('idempotency keys', () => {
	it('are one for a batch, the same on each attempt, and new for each half', async () => {
		let calls = 0;
		const { requests, success } = await runBatches(
			(request, response) => {
				if (++calls === 1) response.writeHead(500).end();
				else if (request.body.length > 30) response.writeHead(413).end();
				else answerOk(request, response);
			},
			{
				batch: { batchSize: 4 },
				items: numbered(4),
				options: {
					...ONE_BY_ONE,
					idempotency: { values: { idempotencyKey: 'auto' } },
					retry: { values: { retryBaseDelay: 0 } },
				},
			},
		);
		const [first, again, ...halves] = keysOf(requests);
		expect(again).toBe(first);
		expect(halves).toHaveLength(2);
		expect(new Set([first, ...halves]).size).toBe(3);
		expect(success).toHaveLength(4);
	});

	it('of the author part items, if they differ', async () => {
		const { requests } = await runBatches(answerOk, {
			batch: { batchSize: 10 },
			items: numbered(3),
			options: {
				...ONE_BY_ONE,
				idempotency: { values: { idempotencyKey: 'custom', idempotencyKeyValue: 'order-{{id}}' } },
			},
		});
		expect(keysOf(requests)).toEqual(['order-0', 'order-1', 'order-2']);
	});

	it('of the author are never the same for two batches', async () => {
		const { requests } = await runBatches(answerOk, {
			batch: { batchSize: 2 },
			items: numbered(5),
			parameters: { headers: { header: [{ name: 'Idempotency-Key', value: 'import-7' }] } },
			options: ONE_BY_ONE,
		});
		const keys = keysOf(requests);
		expect(keys[0]).toBe('import-7');
		expect(keys[1]).toMatch(/^import-7-[0-9a-f]{12}$/);
		expect(new Set(keys).size).toBe(3);
	});
});

it('a signature is of the whole body', async () => {
	const { requests } = await runBatches(answerOk, {
		batch: { batchSize: 10 },
		credentials: { customWebhookSigningApi: { secret: 'the-signing-secret' } },
		options: { signing: { values: { signing: 'hmac' } } },
	});
	expect(requests).toHaveLength(1);
	expect(requests[0]!.headers['x-signature']).toBe(
		createHmac('sha256', 'the-signing-secret').update(requests[0]!.body).digest('hex'),
	);
});

it('items with different secrets never share a request', async () => {
	const { requests } = await runBatches(answerOk, {
		batch: { batchSize: 10 },
		items: numbered(6),
		parameters: { authentication: 'bearer' },
		node: { credentials: { customWebhookBearerApi: { id: '1', name: 'B' } } },
		more: {
			getCredentials: async (_type: string, index: number) =>
				await Promise.resolve({ token: `token-of-${index % 2}` }),
			getExecuteData: () => undefined,
		},
		options: ONE_BY_ONE,
	});
	const sent = requests.map(({ headers, body }) => `${headers.authorization} ${body}`);
	expect(sent).toEqual([
		'Bearer token-of-0 [{"id":0},{"id":2},{"id":4}]',
		'Bearer token-of-1 [{"id":1},{"id":3},{"id":5}]',
	]);
});

it('no secret of the credential is in what leaves, in a shared response too', async () => {
	const echo: Answer = ({ headers, body }, response) => {
		const results = (JSON.parse(body) as unknown[]).map(() => ({ saw: headers.authorization }));
		response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ results }));
	};
	const { success, logged } = await runBatches(echo, {
		batch: { batchSize: 5, batchAnswers: 'results' },
		parameters: { authentication: 'bearer' },
		credentials: { customWebhookBearerApi: { token: 'token-of-the-batch' } },
		options: { logging: { values: { logRequestBody: true, logResponseBody: true } } },
	});
	expect(success).toHaveLength(10);
	expect(success[0]!.json.response).toMatchObject({ item: { saw: 'Bearer ***' } });
	expect(success[0]!.json.request).toMatchObject({
		body: '[{"id":0},{"id":1},{"id":2},{"id":3},{"id":4}]',
	});
	expect(JSON.stringify([success, logged])).not.toContain('token-of-the-batch');
});

it('a preview shows each item its batch, and where it is in it, and sends nothing', async () => {
	const { success, requests } = await runBatches(answerOk, {
		batch: { batchSize: 2, batchEnvelope: '{"all":{{items}}}' },
		items: numbered(3),
		parameters: { operation: 'preview', jsonBody: '{"id":{{id}},"x":"{{nothing}}"}' },
	});
	expect(requests).toEqual([]);
	const previews = success.map(({ json }) => json.request as Record<string, unknown>);
	expect(previews.map(({ batch }) => batch)).toEqual([
		{ size: 2, position: 0 },
		{ size: 2, position: 1 },
		{ size: 1, position: 0 },
	]);
	expect(previews[1]).toMatchObject({
		method: 'POST',
		body: {
			all: [
				{ id: 0, x: '' },
				{ id: 1, x: '' },
			],
		},
		unresolved: ['nothing'],
	});
	expect(previews[2]!.curl).toContain('{"all":[{"id":2,"x":""}]}');
});

it('the first failure stops the workflow, and no further batch is sent', async () => {
	const server = await startWebServer((_request, response) => void response.writeHead(422).end());
	const { context } = nodeContext({
		items: numbered(100),
		parameters: {
			url: server.url,
			jsonBody: '{"id":{{id}}}',
			onFailure: 'stop',
			options: { allowPrivateNetwork: true, ...ONE_BY_ONE, batch: { values: { batchSize: 10 } } },
		},
	});
	const error: unknown = await new CustomWebhook().execute.call(context).catch((thrown: unknown) => thrown);
	await server.close();
	expect(error).toMatchObject({ context: { itemIndex: 0 } });
	expect(server.requests).toHaveLength(1);
});

it('every item fails as cancelled, and nothing is sent, if the execution was stopped', async () => {
	const stopped = AbortSignal.abort();
	const { failure, requests } = await runBatches(answerOk, {
		batch: { batchSize: 3 },
		more: { getExecutionCancelSignal: () => stopped },
	});
	expect(requests).toEqual([]);
	expect(failure.map(({ json }) => (json.failure as { kind: string }).kind)).toEqual(
		Array(10).fill('cancelled'),
	);
});

it("n8n's Retry On Fail sends only the batches again that failed, with their keys", async () => {
	let refusing = true;
	const server = await startWebServer((request, response) => {
		if (refusing && request.body.includes('"id":3')) response.writeHead(500).end();
		else answerOk(request, response);
	});
	const { context } = nodeContext({
		items: numbered(6),
		node: { retryOnFail: true },
		parameters: {
			url: server.url,
			jsonBody: '{"id":{{id}}}',
			headers: { header: [{ name: 'Idempotency-Key', value: 'import' }] },
			onFailure: 'stop',
			options: {
				allowPrivateNetwork: true,
				...ONE_BY_ONE,
				batch: { values: { batchSize: 2 } },
				retry: { values: { retryMode: 'never' } },
			},
		},
	});
	const run = async () => await new CustomWebhook().execute.call(context);
	await run().catch(() => undefined);
	refusing = false;
	await run().catch(() => undefined);
	await server.close();
	const ids = server.requests.map(({ body }) =>
		(JSON.parse(body) as Array<{ id: number }>).map(({ id }) => id),
	);
	expect(ids).toEqual([
		[0, 1],
		[2, 3],
		[2, 3],
		[4, 5],
	]);
	const [first, refused, again, last] = keysOf(server.requests);
	expect(first).toBe('import');
	expect(again).toBe(refused);
	expect(new Set([first, refused, last]).size).toBe(3);
});

it('each item leaves once, with its own result or a failure, whatever the service answers', async () => {
	const answers = fc.constantFrom(
		'ok',
		'short',
		'long',
		'shuffled',
		'doubled',
		'text',
		'500',
		'413',
		'closed',
	);
	await fc.assert(
		fc.asyncProperty(
			fc.array(answers, { minLength: 1, maxLength: 5 }),
			fc.integer({ min: 1, max: 12 }),
			fc.integer({ min: 2, max: 5 }),
			async (kinds, count, batchSize) => {
				let call = 0;
				const answer: Answer = ({ body }, response) => {
					const kind = kinds[call++ % kinds.length]!;
					const results = (JSON.parse(body) as Array<{ id: number }>).map(({ id }) => ({
						id,
						mine: id,
					}));
					if (kind === 'short') results.pop();
					if (kind === 'long') results.push({ id: 99, mine: 99 });
					if (kind === 'shuffled') results.reverse();
					if (kind === 'doubled') results.push(results[0]!);
					if (kind === 'closed') return void response.destroy();
					if (kind === '500' || kind === '413') return void response.writeHead(Number(kind)).end();
					response.setHeader('Content-Type', 'application/json');
					response.end(kind === 'text' ? '"text"' : JSON.stringify({ results }));
				};
				const { success, failure } = await runBatches(answer, {
					items: numbered(count),
					batch: {
						batchSize,
						batchAnswers: 'results',
						batchMatch: 'field',
						batchItemPath: 'id',
						batchAnswerPath: 'id',
					},
					options: {
						retry: { values: { retryMode: 'never' } },
						limits: { values: { circuitBreaker: 0 } },
					},
				});
				const left = [...success, ...failure].map(
					({ pairedItem }) => (pairedItem as { item: number }).item,
				);
				expect(left.sort((a, b) => a - b)).toEqual(numbered(count).map(({ json }) => json.id));
				for (const { json } of success)
					expect(json.response).toMatchObject({ item: { id: json.id, mine: json.id } });
				for (const { json } of failure) {
					const { item } = (json.response ?? {}) as { item?: { id: number } };
					if (item) expect(item.id).toBe(json.id);
				}
			},
		),
		{ numRuns: 40 },
	);
});

it('of 20,000 items only those of a few batches are rendered at a time', async () => {
	let rendered = 0;
	let answered = 0;
	let most = 0;
	const items = Array.from({ length: 20_000 }, (_, id) => ({
		json: Object.defineProperty({ id }, 'big', {
			enumerable: false,
			get: () => {
				most = Math.max(most, ++rendered - answered);
				return 'x'.repeat(2000);
			},
		}),
	}));
	const { success } = await runBatches(
		(request, response) => {
			answered += (JSON.parse(request.body) as unknown[]).length;
			OK(request, response);
		},
		{
			batch: { batchSize: 100, batchAnswers: 'results' },
			items,
			parameters: { jsonBody: '{"id":{{id}},"big":"{{big}}"}' },
			options: ONE_BY_ONE,
		},
	);
	expect(success).toHaveLength(20_000);
	expect(rendered).toBeGreaterThan(0);
	expect(most).toBeLessThan(400);
});

it('An error in the own result of an item on Success is told', async () => {
	const hints: string[] = [];
	const addExecutionHints = (...added: Array<{ message: string }>) =>
		void hints.push(...added.map(({ message }) => message));
	const answer = bulkAnswer(({ id }) => (id === 1 ? { id, error: { message: 'no' } } : { id }));
	const { success } = await runBatches(answer, {
		batch: { batchSize: 3, batchAnswers: 'results' },
		items: numbered(3),
		more: { addExecutionHints },
	});
	expect(success).toHaveLength(3);
	expect(hints).toEqual([
		"1 of 3 items: the status is a success, but the response has an error in the item's own result. For these to " +
			'fail, set Rule in the option Success Condition to Value in the Body, with a path of the result that only a ' +
			'success has.',
	]);
});

it('Results in another order than the items fail all of them, whose own they are not', async () => {
	const { success, failure } = await runBatches(
		({ body }, response) => {
			const items = JSON.parse(body) as object[];
			response.setHeader('Content-Type', 'application/json');
			response.end(JSON.stringify({ results: items.reverse() }));
		},
		{ batch: { batchSize: 3, batchAnswers: 'results' }, items: numbered(3) },
	);
	expect(success).toEqual([]);
	expect(failure.map(({ json }) => (json.failure as { kind: string }).kind)).toEqual(
		Array(3).fill('mapping'),
	);
});
