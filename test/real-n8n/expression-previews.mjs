/** Expressions in the bodies of previews, for many items, written in three ways that must give the same. */
import assert from 'node:assert/strict';
import { ITEMS } from './expression-kinds.mjs';

/** As people write them: evaluated for many items in one call of n8n. @param {string} code */
export const asWritten = (code) => `{{ ${code} }}`;

/** With something in it that is never evaluated together with other items. @param {string} code */
export const itemByItem = (code) => `{{ ($position, (${code.replace(/[\s;]+$/, '')}\n)) }}`;

/** With something in it that leaves it to n8n alone. @param {string} code */
export const byN8nAlone = (code) =>
	code.startsWith('{') ? `{{ (${code} /*$cw*/) }}` : `{{ ${code}\n/*$cw*/ }}`;

/**
 * What previews make of each body for all items: a list for each body.
 *
 * @param {(workflow: object) => Promise<any>} run gives the execution
 * @param {string[]} bodies
 * @param {{ oneByOne?: boolean, items?: object[] }} [options] `oneByOne`: a run of the node for each item
 */
export async function previewsBy(run, bodies, { oneByOne = false, items = ITEMS } = {}) {
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
	const execution = await run({
		name: 'Expressions',
		nodes: [
			{ ...base('Start', 'n8n-nodes-base.manualTrigger', 1), parameters: {} },
			{ ...base('Some', 'n8n-nodes-base.filter', 2), parameters: WITHOUT_EVERY_SEVENTH },
			...(oneByOne ? [{ ...base('Loop', 'n8n-nodes-base.splitInBatches', 3), parameters: {} }] : []),
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
	assert.equal(execution.error, undefined);
	return nodes.map(({ name }) =>
		[...execution.items(name, 0), ...execution.items(name, 1)]
			.sort((one, other) => one.json.n - other.json.n)
			.map(({ json }) => json.failure ?? json.request.body),
	);
}

/** @param {string[]} codes @param {(code: string) => string} form */
export const listOf = (codes, form) => `[${codes.map(form).join(', ')}]`;

/** @param {string[]} codes @param {unknown[][]} actual @param {unknown[][]} expected */
export function assertSame(codes, actual, expected) {
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
