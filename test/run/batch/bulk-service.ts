import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { CustomWebhook } from '../../../nodes/CustomWebhook/CustomWebhook.node';
import { nodeContext, type NodeSetUp } from '../../support/node-context';
import { startWebServer, type Answer, type WebServer } from '../../support/web-server';

/** What is set for a run with batches. */
export interface BatchRun extends Partial<Omit<NodeSetUp, 'parameters'>> {
	batch: INodeParameters;
	parameters?: INodeParameters;
	options?: INodeParameters;
}

/** Answers as a bulk endpoint: with a result for each item of the list. */
export function bulkAnswer(resultOf: (item: { id: number }) => object): Answer {
	return ({ body }, response) => {
		const items = JSON.parse(body) as Array<{ id: number }>;
		response.setHeader('Content-Type', 'application/json');
		response.end(JSON.stringify({ results: items.map(resultOf) }));
	};
}

export const OK: Answer = bulkAnswer(({ id }) => ({ id, status: 'ok' }));

export const numbered = (count: number): INodeExecutionData[] =>
	Array.from({ length: count }, (_, id) => ({ json: { id } }));

/** Runs the node against a service, and gives what leaves, what was sent, and the log. */
export async function runBatches(answer: Answer, { batch, parameters, options, ...setUp }: BatchRun) {
	const server = await startWebServer(answer);
	try {
		const { context, logged } = nodeContext({
			items: numbered(10),
			...setUp,
			parameters: {
				url: server.url,
				jsonBody: '{"id":{{id}}}',
				onFailure: 'route',
				...parameters,
				options: { allowPrivateNetwork: true, ...options, batch: { values: batch } },
			},
		});
		const [success = [], failure = []] = await new CustomWebhook().execute.call(context);
		return { success, failure, requests: server.requests, logged, bodies: bodiesOf(server) };
	} finally {
		await server.close();
	}
}

const bodiesOf = ({ requests }: WebServer): string[] => requests.map(({ body }) => body);
