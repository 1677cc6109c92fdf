import type { IDataObject, NodeExecutionHint } from 'n8n-workflow';

import { RepeatedKeys } from '../../nodes/CustomWebhook/run/repeated-keys';
import { CustomWebhook } from '../../nodes/CustomWebhook/CustomWebhook.node';
import { nodeContext } from '../support/node-context';
import { startWebServer } from '../support/web-server';

const counted = (...requests: Array<Partial<Parameters<RepeatedKeys['see']>[0]>>) => {
	const keys = new RepeatedKeys();
	for (const request of requests)
		keys.see({ method: 'POST', url: 'https://a.test/', headers: [], ...request });
	return keys.count;
};
const a = { idempotencyKey: 'a', body: '{"id":1}' };

it('counts the items with the key of another one and other data', () => {
	expect(counted(a, { ...a, body: '{"id":2}' }, { ...a, body: Buffer.from('{"id":3}') })).toBe(2);
	expect(counted(a, { ...a, url: 'https://a.test/2' })).toBe(1);
	expect(counted(a, { ...a, method: 'PUT' })).toBe(1);
	expect(counted({ idempotencyKey: 'a' }, a)).toBe(1);
});

it('the same request once more is a repeat that is meant', () => {
	expect(counted(a, a, { ...a, body: Buffer.from(a.body) })).toBe(0);
});

it('requests with keys of their own, or without one, are no repeats', () => {
	expect(counted(a, { idempotencyKey: 'b', body: '{"id":2}' })).toBe(0);
	expect(counted({ body: '1' }, { body: '2' })).toBe(0);
});

async function run(items: object[], key: string) {
	const server = await startWebServer((_request, response) => response.end());
	const hints: string[] = [];
	const { context } = nodeContext({
		items: items.map((json) => ({ json: json as IDataObject })),
		parameters: {
			url: server.url,
			jsonBody: '{"id": {{id}}}',
			headers: { header: [{ name: 'Idempotency-Key', value: key }] },
			options: { allowPrivateNetwork: true },
		},
		more: {
			addExecutionHints: (...added: NodeExecutionHint[]) =>
				hints.push(...added.map(({ message }) => message)),
		},
	});
	const [success = [], failure = []] = await new CustomWebhook().execute.call(context);
	await server.close();
	return { success, failure, hints, sent: server.requests.length };
}

it('A run tells of items whose key a service takes for that of another item', async () => {
	const items = [
		{ id: 1, customer: 7 },
		{ id: 2, customer: 7 },
		{ id: 3, customer: 8 },
	];
	const { hints, success } = await run(items, '{{customer}}');
	expect(success).toHaveLength(3);
	expect(hints).toEqual([expect.stringMatching(/^1 item has the idempotency key of another item/)]);
	expect((await run(items, '{{id}}')).hints).toEqual([]);
});

it('A typed key that is empty fails the item, unsent', async () => {
	const { failure, success, sent } = await run([{ id: 1 }, { id: 2, key: 'a' }], '{{key}}');
	expect(failure).toMatchObject([
		{
			json: {
				id: 1,
				failure: { kind: 'request', message: expect.stringContaining('is empty') as string },
			},
		},
	]);
	expect(success).toHaveLength(1);
	expect(sent).toBe(1);
});
