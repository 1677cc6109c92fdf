import type { INodeParameters, WorkflowExecuteMode } from 'n8n-workflow';

import { startWebServer, type WebServer } from '../support/web-server';
import { runNode } from './engine';

let server: WebServer;
beforeEach(async () => {
	server = await startWebServer();
});
afterEach(async () => await server.close());

/** Runs the node for 25 contacts and gives what was sent. */
async function sent(test: INodeParameters, mode: WorkflowExecuteMode, url = '/{{contact.id}}') {
	const { success, error } = await runNode({
		parameters: {
			url: server.url + url,
			contentType: 'none',
			options: { allowPrivateNetwork: true, test: { values: test } },
		},
		items: Array.from({ length: 25 }, (_, id) => ({ contact: { id } })),
		mode,
	});
	expect(error).toBeUndefined();
	expect(success).toHaveLength(25);
	return server.requests.map((request) => request.url);
}

const ONE = { testSend: 'choose', testPath: 'contact.id', testValue: 5 };

it('A test of one contact out of 25 sends one request', async () => {
	expect(await sent(ONE, 'manual')).toEqual(['/5']);
});

it('A choice that no item matches stops the node, and nothing is sent', async () => {
	const { success, error } = await runNode({
		parameters: {
			url: server.url,
			contentType: 'none',
			options: { allowPrivateNetwork: true, test: { values: { ...ONE, testValue: 'nobody' } } },
		},
		items: [{ contact: { id: 1 } }, { contact: { id: 2 } }],
		mode: 'manual',
	});
	expect(error?.message).toMatch(/nobody/);
	expect([success, server.requests]).toEqual([[], []]);
});

it.each<[WorkflowExecuteMode]>([['trigger'], ['webhook'], ['integrated']])(
	'The same set-up sends all 25 in mode %s',
	async (mode) => {
		expect(await sent(ONE, mode)).toHaveLength(25);
	},
);

it.each(['/{{contact.id}}', "/{{ $json.contact.id.split('+')[0] }}", '/{{ $input.item.json.contact.id }}'])(
	'The record of a test is what %s reads',
	async (url) => {
		const requests = await sent({ testRecord: '{"contact": {"id": "typed"}}' }, 'manual', url);
		expect(new Set(requests)).toEqual(new Set(['/typed']));
	},
);
