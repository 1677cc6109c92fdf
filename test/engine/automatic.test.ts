import type { WorkflowExecuteMode } from 'n8n-workflow';

import { startWebServer, type WebServer } from '../support/web-server';
import { runNode, type EngineSetUp } from './engine';

let server: WebServer;
beforeEach(async () => {
	server = await startWebServer((request, response) => {
		response.statusCode = Number(new URL(request.url, 'http://127.0.0.1').pathname.split('/')[1]);
		response.end();
	});
});
afterEach(async () => await server.close());

const run = async (setUp: Partial<EngineSetUp> = {}) =>
	await runNode({
		parameters: {
			url: `${server.url}/{{status}}`,
			contentType: 'none',
			options: { allowPrivateNetwork: true, retry: { values: { retryMode: 'never' } } },
			...setUp.parameters,
		},
		items: [{ status: 200 }, { status: 404 }, { status: 201 }, { status: 500 }],
		...Object.fromEntries(Object.entries(setUp).filter(([name]) => name !== 'parameters')),
	});

describe.each<WorkflowExecuteMode>(['manual', 'trigger', 'webhook', 'integrated', 'retry'])(
	'On Failure: Automatic, in a run of mode %s',
	(mode) => {
		it('routes failed items to Failure if it is connected', async () => {
			const { success, failure, error } = await run({ mode });
			expect([success.length, failure.length, error]).toEqual([2, 2, undefined]);
			expect(failure.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }, { item: 3 }]);
		});
	},
);

describe.each<WorkflowExecuteMode>(['trigger', 'webhook', 'integrated', 'retry'])(
	'On Failure: Automatic with nothing connected, in a run of mode %s',
	(mode) => {
		it('fails the execution when all items are processed, with counts and the first reason', async () => {
			const { error, run: execution } = await run({ mode, isFailureConnected: false });
			expect(server.requests).toHaveLength(4);
			expect(execution.status).toBe('error');
			expect(error?.name).toBe('NodeOperationError');
			expect(error?.message).toMatch(
				/^2 of 4 items failed \(1 × status 404, 1 × status 500\)\. The first: .*404/,
			);
			expect(error).toMatchObject({ context: { itemIndex: 1 } });
			expect((error as { description?: string }).description).toMatch(
				/2 other items were processed without a failure[^]*connect the Failure output/,
			);
		});

		it('succeeds if no item fails', async () => {
			const { success, error } = await run({
				mode,
				isFailureConnected: false,
				items: [{ status: 200 }],
			});
			expect([success.length, error]).toEqual([1, undefined]);
		});
	},
);

describe('On Failure: Automatic with nothing connected', () => {
	const unconnected = { mode: 'trigger', isFailureConnected: false } as const;

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'does not fail the execution if On Error is %s',
		async (onError) => {
			const { success, failure, error } = await run({ ...unconnected, node: { onError } });
			expect([success.length, failure.length, error]).toEqual([2, 2, undefined]);
		},
	);

	it('gives failures back on the one output of a tool', async () => {
		const node = { type: 'n8n-nodes-custom-webhook.customWebhookTool' };
		const { success, error } = await run({ ...unconnected, node });
		expect([success.length, error]).toEqual([4, undefined]);
	});

	it('sends only the failed items again under Retry On Fail', async () => {
		const { error } = await run({
			...unconnected,
			node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		});
		const paths = server.requests.map(({ url }) => url);
		expect(paths.slice(0, 4).sort()).toEqual(['/200', '/201', '/404', '/500']);
		expect(paths.slice(4).sort()).toEqual(['/404', '/500']);
		expect(error?.message).toMatch(/^2 of 4 items failed/);
	});

	it('passes everything on if the second try of Retry On Fail succeeds', async () => {
		let calls = 0;
		const flaky = await startWebServer((_request, response) => {
			response.statusCode = calls++ === 0 ? 400 : 200;
			response.end();
		});
		const { success, error } = await run({
			...unconnected,
			parameters: {
				url: flaky.url,
				options: { allowPrivateNetwork: true, limits: { values: { concurrency: 1 } } },
			},
			items: [{ a: 1 }, { a: 2 }],
			node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		});
		await flaky.close();
		expect(error).toBeUndefined();
		expect(success.map(({ json, pairedItem }) => [json.a, pairedItem])).toEqual([
			[1, { item: 0 }],
			[2, { item: 1 }],
		]);
		expect(calls).toBe(3);
	});

	it('never shows a secret in the error', async () => {
		const { error } = await run({
			...unconnected,
			parameters: { url: `${server.url}/404?echo=top-secret-token`, authentication: 'bearer' },
			credentials: { customWebhookBearerApi: { token: 'top-secret-token' } },
			items: [{}],
		});
		expect(
			JSON.stringify([error?.message, (error as { description?: string }).description]),
		).not.toContain('top-secret-token');
	});
});
