import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { CustomWebhook } from '../../nodes/CustomWebhook/CustomWebhook.node';
import { nodeContext, type NodeSetUp } from '../support/node-context';
import { startWebServer, type WebServer } from '../support/web-server';

let server: WebServer;
beforeEach(async () => {
	server = await startWebServer(({ url }, response) => {
		response.statusCode = url.includes('bad') ? 422 : 200;
		response.end();
	});
});
afterEach(async () => await server.close());

type Outputs = Array<INodeExecutionData[] | null>;
/** A workflow that is called: what its last node gives out. */
type Saved = (items: INodeExecutionData[]) => Promise<Outputs>;

const TRIGGER = { name: 'Start', type: 'n8n-nodes-base.executeWorkflowTrigger' };

/** Of a Custom Webhook behind the trigger. @param followed outputs that a step is connected to */
const calledWith = (followed: number[]) => ({
	getMode: () => 'integrated',
	getInputSourceData: () => ({ previousNode: TRIGGER.name }),
	getParentNodes: () => [TRIGGER],
	getChildNodes: () => [{ name: 'Next' }],
	getConnections: () => [followed.map((index) => ({ node: 'Custom Webhook', index }))],
	helpers: { getSecureEgressFilter: () => undefined },
});

/** A Custom Webhook in a saved webhook, as n8n runs it there. @param followed outputs that a step is connected to */
async function deliver(
	items: INodeExecutionData[],
	parameters: INodeParameters = {},
	followed: number[] = [],
): Promise<INodeExecutionData[][]> {
	const { context } = nodeContext({
		items,
		parameters: {
			method: 'GET',
			url: `${server.url}/{{id}}`,
			options: { allowPrivateNetwork: true },
			...parameters,
		},
		more: calledWith(followed),
	});
	return await new CustomWebhook().execute.call(context);
}

interface Called extends Partial<NodeSetUp> {
	saved?: Saved;
	executions?: Record<string, unknown>;
	parameters?: INodeParameters;
}

const ids = (items: INodeExecutionData[] = []) => items.map(({ json }) => json.id);
const pairs = (items: INodeExecutionData[] = []) => items.map(({ pairedItem }) => pairedItem);
const failureOf = (item?: INodeExecutionData) => item?.json.failure as Record<string, unknown>;

/** Calls a saved webhook with items of these IDs. */
async function call(input: Array<string | number>, { saved = deliver, executions, ...setUp }: Called = {}) {
	const calls: Array<{ id: string; items: number }> = [];
	const { context } = nodeContext({
		items: input.map((id) => ({ json: { id } })),
		...setUp,
		parameters: {
			operation: 'callSaved',
			workflow: { __rl: true, mode: 'list', value: 'w2' },
			...setUp.parameters,
		},
		more: {
			executeWorkflow: async ({ id }: { id: string }, items: INodeExecutionData[]) => {
				calls.push({ id, items: items.length });
				return { executionId: '77', data: await saved(items) };
			},
			setMetadata: () => undefined,
			getExecutionDataById: async () => await Promise.resolve(executions),
			...setUp.more,
		},
	});
	const [success, failure] = await new CustomWebhook().execute.call(context);
	return { success, failure, calls };
}

it('All items go in one call, and come back on both outputs with their pairs', async () => {
	const { success, failure, calls } = await call([1, 'bad', 3]);
	expect(calls).toEqual([{ id: 'w2', items: 3 }]);
	expect([ids(success), pairs(success)]).toEqual([
		[1, 3],
		[{ item: 0 }, { item: 2 }],
	]);
	expect([ids(failure), pairs(failure)]).toEqual([['bad'], [{ item: 1 }]]);
	expect(failureOf(failure?.[0])).toMatchObject({ kind: 'status', statusCode: 422 });
});

it('A failure is kept that the saved webhook routes nowhere, and its failure variables are set', async () => {
	const onlySuccess: Saved = async (items) => (await deliver(items)).slice(0, 1);
	const failureVariables = { variable: [{ name: 'state', value: 'not {{id}}' }] };
	const { failure } = await call(['bad'], { saved: onlySuccess, parameters: { failureVariables } });
	expect(failure?.[0]?.json).toMatchObject({ id: 'bad', variables: { state: 'not bad' } });
	expect(failureOf(failure?.[0])).toMatchObject({ statusCode: 422 });
});

it('What succeeded is kept if steps follow on Failure only', async () => {
	const onlyFailure: Saved = async (items) => {
		const [, failed = []] = await deliver(items, {}, [1]);
		return [failed];
	};
	const { success, failure } = await call([1, 'bad', 3], { saved: onlyFailure });
	expect([ids(success), ids(failure)]).toEqual([[1, 3], ['bad']]);
	expect(success?.[0]?.json.response).toMatchObject({ ok: true });
});

it.each([true, false])(
	'Of two webhooks for each item, a failure of either one is kept: the first one fails: %s',
	async (isFirst) => {
		const saved: Saved = async (items) => {
			const ok = { url: server.url };
			await deliver(items, isFirst ? {} : ok);
			return await deliver(items, isFirst ? ok : {});
		};
		const { success, failure } = await call([1, 'bad'], { saved });
		expect([ids(success), ids(failure)]).toEqual([[1], ['bad']]);
		expect(failureOf(failure?.[0])).toMatchObject({ statusCode: 422 });
	},
);

it('A field of the input that is named failure does not make a delivered item fail', async () => {
	const items = [1, 'bad'].map((id) => ({ json: { id, failure: 'The engine does not start' } }));
	const { success, failure } = await call([], { items });
	expect(success?.[0]?.json).toMatchObject({ id: 1, failure: 'The engine does not start' });
	expect([ids(success), ids(failure)]).toEqual([[1], ['bad']]);
});

it('On Failure holds for what comes back', async () => {
	const { success } = await call([1, 'bad'], { parameters: { onFailure: 'continue' } });
	expect(ids(success)).toEqual([1, 'bad']);
	await expect(call([1, 'bad'], { parameters: { onFailure: 'stop' } })).rejects.toThrow(/422/);
});

it('An item that comes back with a failure of any kind leaves on Failure', async () => {
	const marked: Saved = async (items) => {
		const [success = []] = await deliver(items);
		for (const item of success) item.json.failure = 'by hand';
		return [success];
	};
	const { success, failure } = await call([1], { saved: marked });
	expect([success, ids(failure)]).toEqual([[], [1]]);
});

it('What comes back from another last node is paired by what n8n saved of the execution', async () => {
	const saved: Saved = async (items) => {
		const [success = []] = await deliver(items, {}, [0]);
		return [success.map(({ json }) => ({ json, pairedItem: { item: 0 } })).reverse(), null];
	};
	const runData = {
		Start: [{ source: [], data: { main: [[{ pairedItem: 0 }, { pairedItem: 1 }]] } }],
		Last: [
			{ source: [{ previousNode: 'Start' }], data: { main: [[{ pairedItem: 1 }, { pairedItem: 0 }]] } },
		],
	};
	const executions = { resultData: { lastNodeExecuted: 'Last', runData } };
	const known = await call([1, 2], { saved, executions });
	expect([ids(known.success), pairs(known.success)]).toEqual([
		[1, 2],
		[{ item: 0 }, { item: 1 }],
	]);

	const unknown = await call([1, 2], { saved });
	expect([unknown.success, ids(unknown.failure)]).toEqual([[], [1, 2]]);
	expect(failureOf(unknown.failure?.[0])).toMatchObject({
		kind: 'response',
		retryable: false,
		message: expect.stringMatching(/returned nothing.*2 of its results belong to no item/) as string,
	});
});

it('An item with several results, or none, fails, and keeps the results', async () => {
	const saved: Saved = async (items) => {
		const [success = []] = await deliver(items, {}, [0]);
		return [[success[0]!, success[0]!]];
	};
	const { success, failure } = await call([1, 2], { saved });
	expect([success, ids(failure)]).toEqual([[], [1, 2]]);
	expect(failure?.[0]?.json.results).toHaveLength(2);
	expect(failureOf(failure?.[0]).message).toMatch(/returned 2 results/);
	expect(failureOf(failure?.[1]).message).toMatch(/returned nothing/);
});

it.each<[string, Error, object]>([
	['deleted', new Error('Workflow does not exist.'), { kind: 'request', description: /It was deleted/ }],
	[
		'not published',
		new Error('Workflow is not active and cannot be executed.'),
		{ kind: 'request', description: /not published/ },
	],
	[
		'without a trigger',
		new Error('Missing node to start execution'),
		{ kind: 'request', description: /first node must be/ },
	],
	['refused for another reason', new Error('No'), { kind: 'request', description: /Nothing was sent/ }],
	[
		'broken before its Custom Webhook',
		Object.assign(new Error('Oh no'), { executionId: '9' }),
		{ kind: 'request', description: /sent nothing. See execution 9/ },
	],
])(
	'All items fail if the saved webhook is %s',
	async (_title, error, { kind, description }: { kind?: string; description?: RegExp }) => {
		const { failure } = await call([1, 2], { saved: async () => await Promise.reject(error) });
		expect(ids(failure)).toEqual([1, 2]);
		expect(failureOf(failure?.[1])).toMatchObject({
			kind,
			retryable: false,
			message: expect.stringContaining(error.message) as string,
			description: expect.stringMatching(description!) as string,
		});
	},
);

it('All items fail if the saved webhook ends with an error after its Custom Webhook, and may have been sent', async () => {
	const saved: Saved = async (items) => {
		await deliver(items);
		throw Object.assign(new Error('Oh no'), { executionId: '9' });
	};
	const { failure } = await call([1, 2], { saved });
	expect(ids(failure)).toEqual([1, 2]);
	expect(failureOf(failure?.[1])).toMatchObject({
		kind: 'response',
		message: 'The saved webhook ended with an error: Oh no',
		description: expect.stringMatching(/may have been sent. See execution 9/) as string,
	});
});

it('All items fail if no Custom Webhook ran', async () => {
	const { failure } = await call([1], { saved: async (items) => await Promise.resolve([items]) });
	expect(failureOf(failure?.[0])).toMatchObject({ kind: 'request', field: 'workflow' });
});

it('All items fail if the saved webhook waits, and the caller does not wait', async () => {
	const waits: unknown[] = [];
	const more: Partial<IExecuteFunctions> = {
		executeWorkflow: async (_info, items = []) => ({
			executionId: '1',
			data: await deliver(items),
			waitTill: new Date(),
		}),
		putExecutionToWait: async (till) => await Promise.resolve(void waits.push(till)),
	};
	const { failure } = await call([1], { more });
	expect(failureOf(failure?.[0]).message).toMatch(/waits/);
	expect(waits).toEqual([undefined]);
});

it('Stopping the caller stops what the saved webhook sends', async () => {
	const stop = new AbortController();
	await server.close();
	server = await startWebServer(() => stop.abort());
	const { failure } = await call([1], { more: { getExecutionCancelSignal: () => stop.signal } });
	expect(failureOf(failure?.[0])).toMatchObject({ kind: 'cancelled' });
});

it('Workflow Inputs are put over the fields, without those that were removed', async () => {
	const values = [{ id: 'a', extra: 1 }, new Error('no number')];
	const more = {
		getNodeParameter: (name: string, index: number, fallback: unknown) => {
			if (name === 'workflowInputs.schema') return [{ displayName: 'gone', removed: true }];
			if (name !== 'workflowInputs.value')
				return { operation: 'callSaved', workflow: 'w2' }[name] ?? fallback;
			const value = values[index];
			if (value instanceof Error) throw value;
			return value;
		},
	};
	let got: unknown;
	const saved: Saved = async (items) => {
		got = items.map(({ json }) => json);
		return await deliver(items);
	};
	const items = [1, 2].map((id) => ({ json: { id, gone: 1, kept: 2 } }));
	const { failure, success } = await call([], { more, saved, items });
	expect(got).toEqual([{ id: 'a', extra: 1, kept: 2 }]);
	expect([ids(success), ids(failure)]).toEqual([['a'], [2]]);
	expect(failureOf(failure?.[0])).toMatchObject({
		kind: 'template',
		message: 'Workflow Inputs: no number',
	});
});

it('With an expression each item goes to its own saved webhook, and none to the caller itself', async () => {
	const parameters = { workflow: { __rl: true, mode: 'id', value: '={{ $json.w }}' } };
	const targets = ['w2', 'w3', '1', 'w2'];
	const { calls, success, failure } = await call([0, 1, 2, 3], {
		parameters,
		evaluate: (_code, index) => targets[index],
	});
	expect(calls).toEqual([
		{ id: 'w2', items: 2 },
		{ id: 'w3', items: 1 },
	]);
	expect([ids(success), ids(failure)]).toEqual([[0, 1, 3], [2]]);
	expect(failureOf(failure?.[0])).toMatchObject({ field: 'workflow' });
});

it('Two saved webhooks that call each other end at the second call of one of them', async () => {
	const back: Saved = async (items) => {
		const { success = [], failure = [] } = await call(
			items.map(({ json }) => Number(json.id)),
			{
				parameters: { workflow: { __rl: true, mode: 'list', value: '1' } },
				more: {
					...calledWith([]),
					getWorkflow: () => ({ id: 'w2', name: 'W2', active: true }),
				} as object,
			},
		);
		return [success, failure];
	};
	const { failure } = await call([1], { saved: back });
	expect(failureOf(failure?.[0])).toMatchObject({
		kind: 'request',
		message: '"workflow" is a workflow that calls this one; choose the saved webhook to call',
	});
	expect(server.requests).toEqual([]);
});

it('A missing workflow is a mistake in the set-up', async () => {
	await expect(call([1], { parameters: { workflow: { value: '' } } })).rejects.toThrow(
		'"workflow" is empty; it takes the saved webhook to call',
	);
});

it('What the saved webhook has to say of its items is told by its caller, failures once', async () => {
	const shown: string[] = [];
	const addExecutionHints = (...added: Array<{ message: string }>) =>
		shown.push(...added.map(({ message }) => message));
	const saved: Saved = async (items) => await deliver(items, { url: `${server.url}/{{id}}?kind={{kind}}` });
	await call([1, 'bad'], { saved, more: { addExecutionHints } as object });
	expect(shown).toEqual([
		expect.stringMatching(/^1 of 2 items failed: The service responded with 422 /),
		'Saved webhook: kind was empty for every item. Check the spelling.',
	]);
});

describe('Workflow Inputs are templates', () => {
	const TYPES = { email: 'string', score: 'number', tags: 'array', greeting: 'string' };

	/** What the saved webhook gets, and what its caller shows. */
	async function mapped(value: Record<string, unknown>, json: IDataObject) {
		const hints: string[] = [];
		let got: unknown;
		const { failure } = await call([], {
			items: [{ json }],
			parameters: {
				'workflowInputs.value': value,
				'workflowInputs.schema': Object.keys(value).map((id) => ({
					id,
					type: TYPES[id as keyof typeof TYPES],
				})),
			} as INodeParameters,
			saved: async (items) => {
				got = items[0]?.json;
				return await deliver(items, { url: server.url });
			},
			more: {
				addExecutionHints: (...added: Array<{ message: string }>) =>
					hints.push(...added.map(({ message }) => message)),
			} as object,
		});
		return { got, hints, failure: failureOf(failure?.[0]) };
	}

	const json = { contact: { email: 'a@b.c', score: 5, tags: ['x', 'y'], name: '"Zoë"' } };

	it('in which a placeholder alone keeps the type of its value', async () => {
		const value = {
			email: '{{contact.email}}',
			score: '={{contact.score}}',
			tags: '{{contact.tags}}',
			greeting: 'Dear {{contact.name}}, ={{x}}',
		};
		const { got, hints } = await mapped(value, { ...json, x: 1 });
		expect(got).toMatchObject({
			email: 'a@b.c',
			score: 5,
			tags: ['x', 'y'],
			greeting: 'Dear "Zoë", =1',
		});
		expect(hints).toEqual([]);
	});

	it('in which JSON for a list takes encoded values', async () => {
		const { got } = await mapped({ tags: '["{{contact.name}}"]' }, json);
		expect(got).toMatchObject({ tags: ['"Zoë"'] });
	});

	it('of which an empty one is told, and a placeholder without a value', async () => {
		const { got, hints } = await mapped({ email: '{{contact.mail}}', greeting: '' }, json);
		expect(got).toMatchObject({ greeting: '' });
		expect(hints).toEqual([
			'contact.mail was empty for every item. Did you mean {{contact.email}}?',
			'Workflow Inputs: greeting is empty. Enter a value, such as {{contact.email}}, or remove the input.',
		]);
	});

	it('of which one that does not fit fails its item, unsent', async () => {
		const { got, failure } = await mapped({ score: '{{contact.email}}' }, json);
		expect(got).toBeUndefined();
		expect(failure).toMatchObject({
			kind: 'template',
			field: 'workflowInputs',
			message: "Workflow Inputs: 'score' expects a number but we got 'a@b.c'",
		});
	});
});
