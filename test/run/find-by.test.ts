import type { INodeParameters } from 'n8n-workflow';

import { CustomWebhook } from '../../nodes/CustomWebhook/CustomWebhook.node';
import { nodeContext } from '../support/node-context';
import { startWebServer, type WebServer } from '../support/web-server';

let server: WebServer;
beforeEach(async () => {
	server = await startWebServer(({ url }, response) => {
		response.statusCode = url === '/fails' ? 400 : 200;
		response.end();
	});
});
afterEach(async () => await server.close());

/** What an execution can be found by after a run with these items, of which each calls its path. */
async function foundBy(items: object[], parameters: INodeParameters = {}) {
	const kept: Record<string, string> = {};
	const { context } = nodeContext({
		items: items.map((json) => ({ json: json as Record<string, never> })),
		parameters: {
			url: `${server.url}/{{path}}`,
			options: { allowPrivateNetwork: true, logging: { values: { findBy: '{{contact.id}}' } } },
			...parameters,
		},
		more: { customData: { set: (key: string, value: string) => (kept[key] = value) } },
	});
	await new CustomWebhook().execute.call(context).catch(() => undefined);
	return kept;
}

it.each<[string, object[], object]>([
	['delivered', [{ contact: { id: 7 } }, { contact: { id: 8 } }], { webhook_record: '7' }],
	['failed', [{ contact: { id: 7 }, path: 'fails' }], { webhook_record: '7' }],
	['mixed', [{ contact: {} }, { contact: { id: 8 }, path: 'fails' }], { webhook_record: '8' }],
])('An execution is found by its first record and the outcome %s', async (outcome, items, found) => {
	expect(await foundBy(items)).toEqual({ ...found, webhook_outcome: outcome });
});

it('It is also found if the run was stopped by a failure', async () => {
	expect(await foundBy([{ contact: { id: 7 }, path: 'fails' }], { onFailure: 'stop' })).toEqual({
		webhook_record: '7',
		webhook_outcome: 'failed',
	});
});

it('Nothing is kept without Find By, without a record, or of a preview', async () => {
	expect(await foundBy([{ contact: { id: 7 } }], { options: { allowPrivateNetwork: true } })).toEqual({});
	expect(await foundBy([{}])).toEqual({});
	expect(await foundBy([{ contact: { id: 7 } }], { operation: 'preview' })).toEqual({});
});
