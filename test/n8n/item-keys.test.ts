import fc from 'fast-check';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { itemKeysOf } from '../../nodes/CustomWebhook/n8n';
import { inCall, SavedCall } from '../../nodes/CustomWebhook/n8n/saved-call';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** A node of an execution with this store; `run` is n8n's count of the node's runs. */
function contextOf(store: object, { run = 0, name = 'Send', type = 'x.customWebhook', ...more } = {}) {
	return {
		getContext: () => store,
		getNode: () => ({ name, type }),
		getMode: () => 'trigger',
		getWorkflowDataProxy: () => ({ $runIndex: run }),
		...more,
	} as unknown as IExecuteFunctions;
}

/** As n8n saves an execution, and reads it to retry it. */
const saved = (store: object) => JSON.parse(JSON.stringify(store)) as object;

it('The key of an item is a UUID of its own', () => {
	const keyOf = itemKeysOf(contextOf({}));
	const keys = Array.from({ length: 1000 }, (_, index) => keyOf(index));
	expect(keys.every((key) => UUID.test(key))).toBe(true);
	expect(new Set(keys).size).toBe(1000);
});

it('It is the same whenever the node runs for the same items again in the execution, or in a retry of it', () => {
	fc.assert(
		fc.property(fc.nat(), fc.nat(), (run, index) => {
			const store = {};
			const key = itemKeysOf(contextOf(store, { run }))(index);
			expect(itemKeysOf(contextOf(store, { run }))(index)).toBe(key);
			expect(itemKeysOf(contextOf(saved(store), { run }))(index)).toBe(key);
		}),
	);
});

it('It is another one in another execution, and in each run of a loop', () => {
	const store = {};
	const first = itemKeysOf(contextOf(store))(0);
	expect(itemKeysOf(contextOf({}))(0)).not.toBe(first);
	expect(itemKeysOf(contextOf(store, { run: 1 }))(0)).not.toBe(first);
});

it('Nothing is stored if no key is asked for', () => {
	const store = {};
	itemKeysOf(contextOf(store));
	expect(store).toEqual({});
});

it('A tool of an agent has a new key for each call: n8n may count two calls as one run', () => {
	const store = {};
	const tool = { type: 'x.customWebhookTool' };
	expect(itemKeysOf(contextOf(store, tool))(0)).not.toBe(itemKeysOf(contextOf(store, tool))(0));
});

it('Without a store to keep anything in, each key is new', () => {
	const without = contextOf({}, { getContext: () => undefined } as object);
	expect(itemKeysOf(without)(0)).not.toBe(itemKeysOf(without)(0));
	expect(itemKeysOf(without)(0)).toMatch(UUID);
});

describe('In a saved webhook', () => {
	const call = (keyOf: (index: number) => string) => new SavedCall(undefined, keyOf, []);
	const called = (previousNode: string, name = 'Send') =>
		contextOf({}, {
			name,
			getMode: () => 'integrated',
			getInputSourceData: () => ({ previousNode }),
			getParentNodes: () => [
				{ name: 'Trigger', type: 'n8n-nodes-base.executeWorkflowTrigger' },
				{ name: 'Filter', type: 'n8n-nodes-base.filter' },
			],
			getInputData: () => [] as INodeExecutionData[],
		} as object);
	const keyIn = async (context: IExecuteFunctions, keyOf: (index: number) => string) =>
		await inCall(call(keyOf), async () => await Promise.resolve(itemKeysOf(context)(0)));

	it('it is made of the key that the item has in the calling node', async () => {
		const key = await keyIn(called('Trigger'), () => 'a');
		expect(key).toMatch(UUID);
		expect(await keyIn(called('Trigger'), () => 'a')).toBe(key);
		expect(await keyIn(called('Trigger'), () => 'b')).not.toBe(key);
		expect(await keyIn(called('Trigger', 'Another'), () => 'a')).not.toBe(key);
	});

	it('it is a new one behind other steps, which may have changed which item is which', async () => {
		expect(await keyIn(called('Filter'), () => 'a')).not.toBe(await keyIn(called('Filter'), () => 'a'));
	});
});
