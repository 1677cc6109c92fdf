import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startBareN8n } from './bare-n8n.mjs';
import { FAILING, HABITS, NAMES, OF_MANY, PLAIN } from './expression-kinds.mjs';
import { assertSame, asWritten, byN8nAlone, itemByItem, listOf, previewsBy } from './expression-previews.mjs';

/** Milliseconds for one test on a busy machine. */
const TIMEOUT_MS = 600_000;

describe('n8n expressions in a real n8n', () => {
	/** @type {Awaited<ReturnType<typeof startBareN8n>>} */
	let n8n;
	before(async () => (n8n = await startBareN8n()));
	after(async () => await n8n?.stop());

	/** @param {string[]} bodies @param {Parameters<typeof previewsBy>[2]} [options] */
	const preview = (bodies, options) => previewsBy(run, bodies, options);
	const run = async (/** @type {object} */ workflow) =>
		await n8n.api.run(await n8n.api.createWorkflow(workflow), { timeoutMs: TIMEOUT_MS });

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
			lists.map((list) => {
				assert.ok(Array.isArray(list), JSON.stringify(list));
				return positions.map((at) => list[at]);
			});
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
