import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startBareN8n, workflowOf } from './bare-n8n.mjs';

/** Milliseconds for one test on a busy machine. */
const TIMEOUT_MS = 60_000;

const ITEM = {
	name: 'O"Neill',
	price: 19.5,
	tags: ['a', { b: null }],
	deep: { list: [{ title: 'x' }] },
	at: '2026-02-03T04:05:06.000Z',
	none: null,
};

/** What people write between the braces: all kinds of values, n8n's own additions, and what has no value. */
const EXPRESSIONS = [
	'$json.name.toUpperCase()',
	'$json.price * 2',
	'$json.price > 10',
	'$json.tags',
	'[...$json.tags].reverse()',
	'$json.deep.list.map((each) => each.title)',
	'({ name: $json.name, tags: $json.tags })',
	'{ name: $json.name }',
	'$json.none ?? null',
	'undefined',
	'$json.nobody?.name?.first',
	'$json.name?.toTitleCase()',
	'$json.deep?.list?.first()?.title',
	'$json.tags.first()',
	'$json.at.toDateTime().plus({ days: 1 }).toISODate()',
	'$json.at.toDateTime()',
	'DateTime.fromISO($json.at, { zone: "utc" })',
	'new Date($json.at)',
	'JSON.stringify($json.deep)',
	'JSON.stringify($json.name);',
	'$("Start").item.json.price',
	'$input.all().length',
	'$if($json.price > 10, "dear", "cheap")',
	'`${$json.name} & "co"`',
	'$json.name // a remark',
	'$itemIndex + 1',
	'"),("',
];

describe('n8n expressions in a real n8n', () => {
	/** @type {Awaited<ReturnType<typeof startBareN8n>>} */
	let n8n;
	before(async () => (n8n = await startBareN8n()));
	after(async () => await n8n?.stop());

	/** What a preview makes of each body, for one item. @param {string[]} bodies */
	async function preview(bodies) {
		const workflow = workflowOf({ name: 'Preview', items: [ITEM], parameters: {}, credentials: {} });
		const [start, node] = workflow.nodes;
		const nodes = bodies.map((jsonBody, index) => ({
			...node,
			id: `node${index}`,
			name: `Body ${index}`,
			parameters: { operation: 'preview', url: 'https://api.example.com/', jsonBody },
		}));
		const links = nodes.map(({ name }) => ({ node: name, type: 'main', index: 0 }));
		const created = await n8n.api.createWorkflow({
			...workflow,
			nodes: [start, ...nodes],
			connections: { Start: { main: [links] } },
		});
		const execution = await n8n.api.run(created);
		return nodes.map(({ name }) => {
			const [item] = [...execution.items(name, 0), ...execution.items(name, 1)];
			return item?.json.failure ?? item?.json.request.body;
		});
	}

	it('of one field are what each of them is by itself', { timeout: TIMEOUT_MS }, async () => {
		const [together, ...singly] = await preview([
			`[${EXPRESSIONS.map((code) => `{{ ${code} }}`).join(', ')}]`,
			...EXPRESSIONS.map((code) => `[{{ ${code} }}]`),
		]);
		assert.deepEqual(together, singly.flat(1));
		assert.equal(together.length, EXPRESSIONS.length);
	});

	it('fail each by itself, and say where', { timeout: TIMEOUT_MS }, async () => {
		const [unneeded, needed, swallowed] = await preview([
			'[{{ $json.price + 1 }}{{#if nobody}}{{ $("Nobody").item.json.x }}{{/if}}]',
			'[{{ $json.price + 1 }},\n {{ $("Nobody").item.json.x }}]',
			'[{{ $json.price + 1 }}, {{ $json.nobody.name.first + "" }}]',
		]);
		assert.deepEqual(unneeded, [20.5]);
		assert.deepEqual([needed.kind, needed.line, needed.column], ['template', 2, 2]);
		assert.deepEqual(swallowed, [20.5, null], 'n8n makes nothing of what JavaScript cannot read');
	});
});
