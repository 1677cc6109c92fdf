import { Script } from 'node:vm';

import { DateTime, Duration, Interval } from 'luxon';

import { compileTemplate, createScope } from '../../../nodes/CustomWebhook/template';
import { OPTIONS, RUN } from '../render';

interface Item {
	json: Record<string, unknown>;
	binary?: Record<string, object>;
}

/** n8n's evaluator: of a call for many, the item whose call it is is the first. */
function evaluatorOf(item: Item, index: number, items: readonly Item[]) {
	const node = (name: string) => {
		if (name === 'Nobody') throw Object.assign(new Error('no such node'), { name: 'ExpressionError' });
		return {
			first: () => items[0],
			all: () => items,
			itemMatching: (at: number) => items[at],
			item,
		};
	};
	return (code: string, data?: string): unknown => {
		if (code.includes('$unreadable')) throw new Error('n8n cannot read this');
		const expression = `(${code}\n)`;
		return new Script(
			data === undefined ? expression : `${expression}(JSON.parse(data))`,
		).runInNewContext({
			...{ $json: item.json, $binary: item.binary ?? {}, $itemIndex: index, $runIndex: 0 },
			...{
				$: node,
				$workflow: { name: 'Flow' },
				$unheardOf: 'new',
				data,
				DateTime,
				Duration,
				Interval,
			},
		});
	};
}

/** A text, rendered for each item in turn; how often n8n was asked. */
function renderAll(text: string, items: readonly Item[], order = [...items.keys()]) {
	const template = compileTemplate(text, 'f', 'text', OPTIONS);
	const run = { ...RUN, items };
	let asked = 0;
	const results = order.map((index) => {
		const item = items[index] as Item;
		const scope = createScope(run, item.json, index, (...given) => {
			asked += 1;
			return evaluatorOf(item, index, items)(...given);
		});
		try {
			return template.render(scope);
		} catch (error) {
			return (error as Error).message;
		}
	});
	return { results, asked };
}

const numbered = (count: number, more: (n: number) => object = () => ({})): Item[] =>
	Array.from({ length: count }, (_, n) => ({ json: { n, ...more(n) } }));

describe('the expressions of the next items', () => {
	afterEach(() => jest.restoreAllMocks());

	it.each([
		['{{ $json.n * 2 }}', (n: number) => String(n * 2)],
		['{{ $itemIndex + 1 }}', (n: number) => String(n + 1)],
		['{{ $("A").item.json.n + 0 }}', (n: number) => String(n)],
		['{{ n + 1 }}', (n: number) => String(n + 1)],
		['{{ $json.n + $runIndex }}|{{ $workflow.name + n }}', (n: number) => `${n}|Flow${n}`],
		['{{ Object.keys($json).length + n }}', (n: number) => String(n + 1)],
		['{{#each list}}{{ this + n }},{{/each}}{{ n + 1 }}', (n: number) => String(n + 1)],
	])('are evaluated with those of the first, each with its own values: %s', (text, expected) => {
		const { results, asked } = renderAll(text, numbered(100));
		expect(results).toEqual(Array.from({ length: 100 }, (_, n) => expected(n)));
		expect(asked).toBeLessThan(6);
	});

	it('are evaluated one by one where the code says something else of each', () => {
		const { results, asked } = renderAll('{{ $unheardOf + $json.n }}', numbered(3));
		expect([results, asked]).toEqual([['new0', 'new1', 'new2'], 3]);
	});

	it.each(['first().json.n', 'all().length', 'all($json.n).length', 'first?.().json.n'])(
		'read lists of other nodes as each does by itself: %s',
		(list) => {
			const value = list.includes('all') ? 5 : 0;
			const { results } = renderAll(`{{ $("A").${list} + $json.n }}`, numbered(5));
			expect(results).toEqual([0, 1, 2, 3, 4].map((n) => String(value + n)));
		},
	);

	it('fail each by itself, with what n8n says of it, and leave the others as they are', () => {
		const { results } = renderAll('{{ $json.n === 3 ? $("Nobody").item : $json.n + 1 }}', numbered(6));
		expect(results[3]).toContain('no such node');
		expect(results.filter((_, n) => n !== 3)).toEqual(['1', '2', '3', '5', '6']);
	});

	it('are not spoilt by one that n8n cannot read, which is given up soon', () => {
		const text = '{{ $json.n + 1 }}|{{ $json.$unreadable || 1 }}';
		const { results } = renderAll(text, numbered(8));
		expect(results.every((result) => result.includes('n8n cannot read this'))).toBe(true);
	});

	it('know the files without what is in them', () => {
		const items = numbered(3).map((item, n) => ({
			...item,
			binary: { file: { fileName: `f${n}`, data: 'secret' } },
		}));
		const { results } = renderAll('{{ $binary.file.fileName + $binary.file.data }}', items);
		expect(results[1]).toBe('f1undefined');
	});

	it('leave to n8n what is too large or not plain, and functions as values', () => {
		const large = numbered(3, (n) => ({ a: n === 1 ? 'x'.repeat(300_000) : 'x' }));
		expect(renderAll('{{ $json.a.length + 0 }}', large).results).toEqual(['1', '300000', '1']);
		const classes = numbered(3, (n) => ({ a: n === 1 ? new Set([1]) : new Set() }));
		expect(renderAll('{{ $json.a.size + 0 }}', classes).results).toEqual(['0', '1', '0']);
		const named = numbered(3, (n) => ({ a: 'x'.repeat(n === 1 ? 300_000 : 1) }));
		expect(renderAll('{{ a.length + 0 }}', named).results).toEqual(['1', '300000', '1']);
	});

	it('are more than fit into one call: the rest follows in another', () => {
		const items = numbered(20, () => ({ a: 'x'.repeat(150_000) }));
		const { results, asked } = renderAll('{{ $json.a.length + $json.n }}', items);
		expect(results).toEqual(items.map(({ json: { n } }) => String(150_000 + Number(n))));
		expect(asked).toBeGreaterThan(1);
	});

	it('are evaluated again where a value of the time has become old', () => {
		let now = 0;
		jest.spyOn(performance, 'now').mockImplementation(() => (now += 2000));
		expect(renderAll('{{ DateTime.fromMillis($json.n).toMillis() }}', numbered(3)).asked).toBe(3);
		expect(renderAll('{{ $json.n + 1 }}', numbered(3)).asked).toBe(1);
	});

	it('are kept for a while only: an item that comes late is evaluated by itself', () => {
		const items = numbered(6000);
		const firstOfCalls = [0, 32, 96, 224, 480, 992, 2016, 3040, 4064];
		const { results } = renderAll('{{ $json.n + 1 }}', items, [...firstOfCalls, 1]);
		expect(results).toEqual([...firstOfCalls, 1].map((n) => String(n + 1)));
	});
});
