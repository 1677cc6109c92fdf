import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startBareN8n } from './bare-n8n.mjs';
import { FAILING, HABITS, ITEMS, NAMES, OF_MANY, PLAIN } from './expression-kinds.mjs';

/** Milliseconds for one test on a busy machine. */
const TIMEOUT_MS = 600_000;

/** As people write them: evaluated for many items in one call of n8n. @param {string} code */
const asWritten = (code) => `{{ ${code} }}`;

/** With something in it that is never evaluated together with other items. @param {string} code */
const itemByItem = (code) => `{{ ($position, (${code.replace(/[\s;]+$/, '')}\n)) }}`;

/** With something in it that leaves it to n8n alone. @param {string} code */
const byN8nAlone = (code) => (code.startsWith('{') ? `{{ (${code} /*$cw*/) }}` : `{{ ${code}\n/*$cw*/ }}`);

describe('n8n expressions in a real n8n', () => {
	/** @type {Awaited<ReturnType<typeof startBareN8n>>} */
	let n8n;
	before(async () => (n8n = await startBareN8n()));
	after(async () => await n8n?.stop());

	/**
	 * What previews make of each body for all items: a list for each body.
	 *
	 * @param {string[]} bodies
	 * @param {{ oneByOne?: boolean, items?: object[] }} [options] `oneByOne`: a run of the node for each item
	 */
	async function preview(bodies, { oneByOne = false, items = ITEMS } = {}) {
		const nodes = bodies.map((jsonBody, index) => ({
			id: `node${index}`,
			name: `Body ${index}`,
			type: 'n8n-nodes-custom-webhook.customWebhook',
			typeVersion: 1,
			position: [600, index * 100],
			parameters: {
				operation: 'preview',
				onFailure: 'continue',
				url: 'https://api.example.com/',
				jsonBody,
			},
		}));
		const links = nodes.map(({ name }) => ({ node: name, type: 'main', index: 0 }));
		const back = [[{ node: 'Loop', type: 'main', index: 0 }], [{ node: 'Loop', type: 'main', index: 0 }]];
		const created = await n8n.api.createWorkflow({
			name: 'Expressions',
			nodes: [
				{ ...base('Start', 'n8n-nodes-base.manualTrigger', 1), parameters: {} },
				{ ...base('Some', 'n8n-nodes-base.filter', 2), parameters: WITHOUT_EVERY_SEVENTH },
				...(oneByOne
					? [{ ...base('Loop', 'n8n-nodes-base.splitInBatches', 3), parameters: {} }]
					: []),
				...nodes,
			],
			connections: {
				Start: { main: [[{ node: 'Some', type: 'main', index: 0 }]] },
				Some: { main: [oneByOne ? [{ node: 'Loop', type: 'main', index: 0 }] : links] },
				...(oneByOne
					? {
							Loop: { main: [[], links] },
							...Object.fromEntries(nodes.map(({ name }) => [name, { main: back }])),
						}
					: {}),
			},
			pinData: { Start: items.map((json) => ({ json })) },
			settings: { executionOrder: 'v1' },
		});
		const execution = await n8n.api.run(created, { timeoutMs: TIMEOUT_MS });
		assert.equal(execution.error, undefined);
		return nodes.map(({ name }) =>
			[...execution.items(name, 0), ...execution.items(name, 1)]
				.sort((one, other) => one.json.n - other.json.n)
				.map(({ json }) => json.failure ?? json.request.body),
		);
	}

	/** @param {string[]} codes @param {(code: string) => string} form */
	const listOf = (codes, form) => `[${codes.map(form).join(', ')}]`;

	/** @param {string[]} codes @param {unknown[][]} actual @param {unknown[][]} expected */
	function assertSame(codes, actual, expected) {
		assert.equal(actual.length, 300);
		assert.equal(expected.length, 300);
		actual.forEach((values, item) => {
			assert.ok(Array.isArray(values), JSON.stringify(values));
			assert.ok(Array.isArray(expected[item]), JSON.stringify(expected[item]));
			codes.forEach((code, index) =>
				assert.deepEqual(values[index], expected[item]?.[index], `${code}, item ${item}`),
			);
		});
	}

	it(
		'give the same for many items at once as item by item in n8n alone',
		{ timeout: TIMEOUT_MS },
		async () => {
			const all = [...PLAIN, ...OF_MANY.filter((code) => !code.startsWith('@'))];
			const [many, n8nAlone] = await preview([listOf(all, asWritten), listOf(all, byN8nAlone)]);
			assertSame(all, many, n8nAlone);
		},
	);

	it('that name fields or encode by themselves do so too', { timeout: TIMEOUT_MS }, async () => {
		const all = [...NAMES, ...HABITS, ...OF_MANY];
		const [many, single] = await preview([listOf(all, asWritten), listOf(all, itemByItem)]);
		assertSame(all, many, single);
		const [first] = many;
		assert.deepEqual(first.slice(0, 6), ['F0', 0, true, 'no', false, 'Dr O"Neill']);
	});

	it('give the same for an item that comes alone', { timeout: TIMEOUT_MS }, async () => {
		const all = [...PLAIN, ...NAMES, ...HABITS].filter((code) => !code.startsWith('$position'));
		const [many] = await preview([listOf(all, asWritten)]);
		const [alone] = await preview([listOf(all, asWritten)], { oneByOne: true });
		const comparable = all.filter((code) => !/\$node|\$prevNode/.test(code));
		const positions = comparable.map((code) => all.indexOf(code));
		const only = (/** @type {unknown[][]} */ lists) =>
			lists.map((list) => positions.map((at) => list[at]));
		assertSame(comparable, only(many), only(alone));
	});

	it('in loops are those of each round', { timeout: TIMEOUT_MS }, async () => {
		const codes = [
			'this',
			'@index + 1',
			'../n + @index',
			'this.title || ../name',
			'$json.n',
			'$itemIndex',
		];
		const body = (/** @type {(code: string) => string} */ form) =>
			`[0{{#each deep.list}}, [${codes.map((code) => form(code)).join(', ')}]{{/each}}]`;
		const [many, single] = await preview([body(asWritten), body(itemByItem)]);
		assert.deepEqual(many, single);
		assert.deepEqual(many[1].slice(1), [
			[{ title: 't1' }, 1, 1, 't1', 1, 1],
			[{ title: 'x' }, 2, 2, 'x', 1, 1],
		]);
	});

	it('fail each by itself, as in n8n alone, and say where', { timeout: TIMEOUT_MS }, async () => {
		const body = (/** @type {string} */ code) => `[{{ $json.n + 1 }},\n {{ ${code} }}]`;
		const results = await preview([
			...FAILING.map(body),
			...FAILING.map((code) => body(`${code}\n/*$cw*/`)),
		]);
		FAILING.forEach((code, index) => {
			const together = results[index].map(essential);
			const alone = results[index + FAILING.length].map(essential);
			assert.deepEqual(together, alone, code);
			assert.ok(
				together.some(({ kind }) => kind === 'template'),
				code,
			);
		});
	});

	it('that are not needed fail nothing', { timeout: TIMEOUT_MS }, async () => {
		const [results] = await preview([
			'[{{ $json.n + 1 }}{{#if nobody}}{{ $("Nobody").item.json.x }}{{/if}}]',
		]);
		assert.deepEqual(results[0], [1]);
	});
});

/** What of a failure does not depend on how the expression is written. @param {any} result */
function essential(result) {
	if (Array.isArray(result)) return { values: result };
	const { kind, message, line, column, field } = result;
	return {
		kind,
		line,
		column,
		field,
		reason: message.replace(/^.*?cannot evaluate [^]*?(?:\}\}|…): /, ''),
	};
}

/** @param {string} name @param {string} type @param {number} typeVersion */
function base(name, type, typeVersion) {
	return { id: name, name, type, typeVersion, position: [0, 0] };
}

const WITHOUT_EVERY_SEVENTH = {
	conditions: {
		options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
		conditions: [
			{
				id: 'condition',
				leftValue: '={{ $json.n % 7 }}',
				rightValue: 3,
				operator: { type: 'number', operation: 'notEquals' },
			},
		],
		combinator: 'and',
	},
	options: {},
};
