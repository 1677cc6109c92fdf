import fc from 'fast-check';

import { compilePath } from '../../nodes/CustomWebhook/formats';
import { ownResults } from '../../nodes/CustomWebhook/response';
import type { JsonValue } from '../../nodes/CustomWebhook/formats/json';
import { parseXml } from '../../nodes/CustomWebhook/formats/xml';
import { markAsXml } from '../../nodes/CustomWebhook/response/from-xml';

const at = (text: string) => ({ text, path: compilePath(text) });
const byField = (ids: string[], path = 'id') => ({
	list: at('results'),
	match: { by: 'field' as const, ids, result: at(path) },
});
const byPosition = (list: string, sent: JsonValue[] = []) => ({
	list: at(list),
	match: { by: 'position' as const, sent: (index: number) => sent[index] ?? null },
});

it('by an ID, an item has its own result or a failure, never that of another, whatever comes', () => {
	const results = fc.array(
		fc.oneof(fc.record({ id: fc.oneof(fc.nat(9), fc.nat(9).map(String)), v: fc.nat() }), fc.jsonValue()),
	);
	fc.assert(
		fc.property(results, fc.uniqueArray(fc.nat(9).map(String)), (list, ids) => {
			const own = ownResults({ results: list as never }, ids.length, byField(ids));
			expect(own).toHaveLength(ids.length);
			own.forEach(({ value, failure }, index) => {
				const mine = list.filter(
					(each) => String((each as { id?: unknown } | null)?.id) === ids[index],
				);
				if (mine.length === 1) expect(value).toBe(mine[0]);
				else expect(failure).toMatchObject({ kind: 'mapping' });
			});
		}),
	);
});

it('by position, there are results for all items or for none', () => {
	fc.assert(
		fc.property(fc.jsonValue(), fc.integer({ min: 1, max: 5 }), (body, size) => {
			const own = ownResults(body as never, size, byPosition(''));
			if (Array.isArray(body) && body.length === size)
				expect(own.map(({ value }) => value)).toEqual(body);
			else expect(own.map(({ failure }) => failure?.kind)).toEqual(Array(size).fill('mapping'));
		}),
	);
});

it('the results of doubled and missing IDs are said by ID', () => {
	const [first, second, third] = ownResults(
		{ results: [{ id: 1 }, { id: '1' }, { id: 2 }, { id: null }, 'text'] },
		3,
		byField(['1', '2', '3']),
	);
	expect(first!.failure!.message).toBe(
		'2 results in the response have "1" at "id", so it is not known which is this item\'s own.',
	);
	expect(second).toEqual({ value: { id: 2 } });
	expect(third!.failure!.message).toBe('No result in the response has "3" at "id", so this item has none.');
	expect(third!.failure).toMatchObject({ retryable: false, field: 'options.batchAnswers' });
	expect(third!.failure!.description).toContain('may have acted on the item');
});

it('an object of results is matched by ID only: the order of members says nothing', () => {
	const body = { results: { b: { id: 'b' }, a: { id: 'a' } } };
	expect(ownResults(body, 2, byField(['a', 'b'])).map(({ value }) => value)).toEqual([
		{ id: 'a' },
		{ id: 'b' },
	]);
	expect(ownResults(body, 2, byPosition('results'))[0]!.failure!.message).toBe(
		'The value at "results" of the response is not a list of results.',
	);
});

it('a body that should be the list, and is text, is said to be none', () => {
	const [own] = ownResults('<html>', 1, { ...byPosition(''), list: { text: '*', path: [] } });
	expect(own!.failure!.message).toBe('The response body is not a list of results.');
});

it('a single element of XML is a list of one', () => {
	const body = markAsXml(parseXml('<r><results><id>7</id></results></r>'));
	const rule = { list: at('r.results'), match: { by: 'field' as const, ids: ['7'], result: at('id') } };
	expect(ownResults(body, 1, rule)).toEqual([{ value: { id: '7' } }]);
});

const SENT = [
	{ fields: { Email: 'a@x.co', Score: 1 } },
	{ fields: { Email: 'b@x.co', Score: 1 } },
	{ fields: { Email: 'c@x.co', Score: 2 } },
];

it('by position, results that name the items in another order belong to none of them', () => {
	const [first, ...others] = SENT.map((each, index) => ({ id: `r${index}`, ...each }));
	const own = ownResults([...others, first!], 3, byPosition('', SENT));
	expect(own.map(({ failure }) => failure?.message)).toEqual(
		Array(3).fill('The results are in another order than the items, as "fields.Email" in them shows.'),
	);
	expect(own[0]!.failure!.description).toContain('with "fields.Email" as ID in the Result');
});

it.each<[string, JsonValue[], JsonValue[]]>([
	['the same order', SENT, SENT],
	['no values of the items', SENT, [{ id: 1 }, { id: 2 }, { id: 3 }]],
	[
		'a value that several items have',
		[{ s: 'on' }, { s: 'off' }, { s: 'on' }],
		[{ s: 'off' }, { s: 'on' }, { s: 'on' }],
	],
	['a value that the service has changed', [{ s: 'on' }, { s: 'off' }], [{ s: 'off' }, { s: 'off' }]],
	[
		'a rank of its own beside a name in place',
		[
			{ n: 'a', rank: 2 },
			{ n: 'b', rank: 1 },
		],
		[
			{ n: 'a', rank: 1 },
			{ n: 'b', rank: 2 },
		],
	],
	['texts', ['a', 'b'], ['b', 'a']],
	['a single result', [{ n: 'a' }], [{ n: 'b' }]],
])('by position, results with %s belong to the items in their places', (_what, sent, results) => {
	const own = ownResults(results, sent.length, byPosition('', sent));
	expect(own.map(({ value }) => value)).toEqual(results);
});
