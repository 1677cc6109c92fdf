import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { CustomWebhook } from '../../nodes/CustomWebhook/CustomWebhook.node';
import { nodeContext } from '../support/node-context';
import { startWebServer, type WebServer } from '../support/web-server';

let server: WebServer;
let requests = 0;
beforeAll(async () => {
	server = await startWebServer((_request, response) => {
		requests++;
		response.setHeader('content-type', 'application/json').end('{"id":1}');
	});
});
beforeEach(() => (requests = 0));
afterAll(async () => await server.close());

const run = async (json: IDataObject, parameters: INodeParameters) => {
	const { context } = nodeContext({
		parameters: {
			url: server.url,
			onFailure: 'route',
			options: { allowPrivateNetwork: true },
			...parameters,
		},
		items: [{ json }],
	});
	return await new CustomWebhook().execute.call(context);
};
const variables = (type: string, name: string) => ({
	responseVariables: { variable: [{ name, path: 'id', type }] },
});

describe('What an item has is not overwritten by what a response brings', () => {
	test.each<[string, IDataObject, INodeParameters]>([
		['data is text', { data: 'kept' }, { webhookName: 'WH5' }],
		['data is a list', { data: [1, 2] }, { webhookName: 'WH5' }],
		['data is a number', { data: 7 }, { webhookName: 'WH5' }],
		['a group is text', { source: 'facebook' }, variables('source', 'email')],
		['a group is a list', { details: [1] }, variables('details', 'tags')],
		[
			'a path leads through text',
			{ profile: { name: 'Ann' } },
			variables('advanced', 'profile.name.first'),
		],
		['a path names a member of a list', { users: [1] }, variables('advanced', 'users.first')],
	])('if %s, the item fails as mapping, before sending, and keeps it', async (_, json, parameters) => {
		for (const operation of ['send', 'preview']) {
			const [, failure] = await run(json, { ...parameters, operation });
			expect(failure?.[0]?.json).toMatchObject({
				...json,
				failure: { kind: 'mapping', retryable: false },
			});
		}
		expect(requests).toBe(0);
	});

	test.each<[string, IDataObject, INodeParameters, IDataObject]>([
		['data is null', { data: null }, { webhookName: 'WH5' }, { data: { WH5: { id: 1 } } }],
		['data is an object', { data: { a: 1 } }, { webhookName: 'WH5' }, { data: { a: 1, WH5: { id: 1 } } }],
		[
			'a variable replaces a field by its own name',
			{ id: 'old' },
			variables('advanced', 'id'),
			{ id: 1 },
		],
		[
			'the input is not kept',
			{ data: 'gone' },
			{
				webhookName: 'WH5',
				options: { allowPrivateNetwork: true, response: { values: { includeInput: false } } },
			},
			{ data: { WH5: { id: 1 } } },
		],
	])('it is sent if %s', async (_, json, parameters, expected) => {
		const [success] = await run(json, parameters);
		expect(success?.[0]?.json).toMatchObject(expected);
		expect(requests).toBe(1);
	});
});
