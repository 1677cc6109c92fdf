import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { CustomWebhook } from '../../nodes/CustomWebhook/CustomWebhook.node';
import { nodeContext } from '../support/node-context';
import { startWebServer, type WebServer } from '../support/web-server';

/** A request as a service's documentation prints it, with placeholders put in, and what has to arrive for `item.json`. */
interface Example {
	parameters: INodeParameters & { url: string };
	request: { method: string; target: string; headers: Record<string, string>; body: string };
}

const read = (name: string): unknown => JSON.parse(readFileSync(join(__dirname, name), 'utf8'));
const item = read('item.json') as INodeExecutionData['json'] & { list: string };
const names = readdirSync(__dirname).filter((name) => name.endsWith('.json') && name !== 'item.json');

let server: WebServer;
beforeAll(async () => {
	server = await startWebServer();
});
afterAll(async () => await server.close());

it.each(names)('%s arrives to the byte, and there is nothing to remark', async (name) => {
	const { parameters, request } = read(name) as Example;
	const hints: unknown[] = [];
	const { context } = nodeContext({
		items: [{ json: item }],
		parameters: {
			...parameters,
			url: server.url + parameters.url,
			options: { allowPrivateNetwork: true },
		},
		evaluate: (code) => (code.includes('$json.list') ? item.list : code),
		more: { addExecutionHints: (...added: unknown[]) => hints.push(...added) },
	});
	server.requests.length = 0;
	const [success = [], failure = []] = await new CustomWebhook().execute.call(context);
	expect(failure.map(({ json }) => json.failure)).toEqual([]);
	expect(success).toHaveLength(1);
	const [arrived] = server.requests;
	expect([arrived?.method, arrived?.url]).toEqual([request.method, request.target]);
	expect(arrived?.headers).toMatchObject(request.headers);
	expect(arrived?.bytes.toString('utf8')).toBe(request.body);
	expect(hints).toEqual([]);
});
