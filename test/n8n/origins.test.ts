import fc from 'fast-check';
import type { INodeExecutionData, IRunExecutionData, ITaskData } from 'n8n-workflow';

import { originsOf } from '../../nodes/CustomWebhook/n8n/origins';

type Pair = INodeExecutionData['pairedItem'];

const items = (...pairs: Pair[]): INodeExecutionData[] =>
	pairs.map((pairedItem) => (pairedItem === undefined ? { json: {} } : { json: {}, pairedItem }));

/** A run of a node: where its items came from, and what it gave out. */
const task = (previousNode: string | undefined, ...main: INodeExecutionData[][]) =>
	({ source: previousNode ? [{ previousNode }] : [], data: { main } }) as unknown as ITaskData;

const execution = (lastNodeExecuted: string, runData: Record<string, ITaskData[]>) =>
	({ resultData: { lastNodeExecuted, runData } }) as IRunExecutionData;

const TRIGGER = [task(undefined, items({ item: 0 }, { item: 1 }, { item: 2 }))];

it('leads back through the steps to the items at the start, for each output', () => {
	const run = execution('Deliver', {
		Start: TRIGGER,
		Sort: [task('Start', items({ item: 2 }, 1, [{ item: 0 }]))],
		Deliver: [task('Sort', items({ item: 0 }, { item: 2 }), items({ item: 1 }))],
	});
	expect(originsOf(run, [items(0, 0), items(0)])).toEqual([[2, 0], [1]]);
});

it('takes the right run of a node that ran several times', () => {
	const runData = {
		Start: TRIGGER,
		Deliver: [task('Start', items({ item: 2 })), task('Start', items({ item: 0 }))],
	};
	expect(originsOf(execution('Deliver', runData), [items(0, 0)])).toEqual([[2, 0]]);
	expect(originsOf(execution('Deliver', runData), [items(0)])).toEqual([[0]]);
});

it.each<[string, Pair]>([
	['has no pair', undefined],
	['was made of several items', [{ item: 0 }, { item: 1 }]],
	['has a pair that does not exist', { item: 7 }],
	['has a pair at an input that does not exist', { item: 0, input: 3 }],
])('does not guess where an item %s', (_title, pair) => {
	const run = execution('Set', { Start: TRIGGER, Set: [task('Start', items(pair))] });
	expect(originsOf(run, [items(0)])).toEqual([[undefined]]);
});

it('knows nothing if the execution was not saved, or does not fit what came back', () => {
	expect(originsOf(undefined, [items(0)])).toEqual([[undefined]]);
	expect(originsOf(execution('Start', { Start: TRIGGER }), [items(0)])).toEqual([[undefined]]);
});

it('ends also if an execution leads in a circle', () => {
	const run = execution('A', { A: [task('B', items(0))], B: [task('A', items(0))] });
	expect(originsOf(run, [items(0)])).toEqual([[undefined]]);
});

it('finds each item again after any order of steps', () => {
	const order = fc.integer({ min: 1, max: 20 }).chain((count) =>
		fc.array(fc.shuffledSubarray([...Array(count).keys()], { minLength: count }), {
			minLength: 1,
			maxLength: 5,
		}),
	);
	fc.assert(
		fc.property(order, (orders) => {
			const all = [...(orders[0] ?? [])].sort((a, b) => a - b);
			const runData: Record<string, ITaskData[]> = { 0: [task(undefined, items(...all))] };
			let expected = all;
			orders.forEach((step, index) => {
				runData[index + 1] = [task(String(index), items(...step))];
				expected = step.map((from) => expected[from] ?? -1);
			});
			const run = execution(String(orders.length), runData);
			expect(originsOf(run, [items(...all)])).toEqual([expected]);
		}),
	);
});
