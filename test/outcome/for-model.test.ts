import fc from 'fast-check';

import type { JsonObject, JsonValue } from '../../nodes/CustomWebhook/formats/json';
import { forModel } from '../../nodes/CustomWebhook/outcome/for-model';

const LONGEST = 1000;

const shown = (json: JsonObject) => forModel(json, LONGEST) as Record<string, unknown>;

const response = (body: JsonValue) => ({ response: { ok: true, statusCode: 200, body } });

it('An item that fits is left as it is', () => {
	const json = response({ found: 'Zoë' });
	expect(forModel(json, LONGEST)).toBe(json);
});

it('No item is longer than the model is to see, and what is shown was in it', () => {
	fc.assert(
		fc.property(
			fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 6 })),
			fc.integer({ min: 200, max: 2000 }),
			(json, longest) => {
				const result = forModel(json as JsonObject, longest);
				expect(JSON.stringify(result).length).toBeLessThanOrEqual(longest);
				const known = new Set([...Object.keys(json), 'cut']);
				expect(Object.keys(result).filter((name) => !known.has(name))).toEqual([]);
			},
		),
	);
});

it('A long text keeps its beginning and says that it was cut', () => {
	const { cut, response: kept } = shown(response('abc'.repeat(100_000)));
	expect(cut).toBe('Cut to 1000 characters. Ask for less: a filter, a page, fewer fields.');
	expect(kept).toMatchObject({
		ok: true,
		statusCode: 200,
		body: expect.stringMatching(/^(abc){200,}a?b?…$/) as string,
	});
});

it('The note comes first, and no field of the item takes its place', () => {
	const result = shown({ big: 'x'.repeat(5000), cut: 'mine' });
	expect(Object.keys(result)).toEqual(['cut', 'big']);
	expect(result.cut).toMatch(/^Cut to/);
});

it('Of a long list whole members are kept, and what stands beside it', () => {
	const items = Array.from({ length: 10_000 }, (_, id) => ({ id, name: `Name ${id}` }));
	const { response: kept } = shown(response({ items, next: '/page/2', total: 10_000 }));
	const { body } = kept as { body: { items: typeof items; next: string; total: number } };
	expect([body.next, body.total]).toEqual(['/page/2', 10_000]);
	expect(body.items.length).toBeGreaterThan(10);
	expect(body.items).toEqual(items.slice(0, body.items.length));
});

it('Two large values share the space, and neither pushes out the status', () => {
	const { variables, response: kept } = shown({
		variables: { all: 'v'.repeat(9000) },
		...response('b'.repeat(9000)),
	});
	expect((variables as { all: string }).all.length).toBeGreaterThan(300);
	expect(kept).toMatchObject({ statusCode: 200, body: expect.stringMatching(/^b{300,}…$/) as string });
});

it.each([
	['quotes and line breaks', '"\n'.repeat(2000), /^("\n)+"?…$/],
	['control characters', '\u0001'.repeat(2000), /^\u0001{100,}…$/],
	['emoji, which are not halved', '😀'.repeat(2000), /^(😀)+…$/u],
])('A text with %s is cut by the length of its JSON', (_, text, start) => {
	const result = shown({ text });
	expect(JSON.stringify(result).length).toBeLessThanOrEqual(LONGEST);
	expect(result.text).toMatch(start);
});

it('A body with a hundred thousand members, and one nested ten thousand deep, are cut too', () => {
	const wide = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`k${index}`, index]));
	const { response: kept } = shown(response(wide));
	expect(JSON.stringify(kept).length).toBeGreaterThan(LONGEST / 2);
	expect(JSON.stringify(shown(response(wide))).length).toBeLessThanOrEqual(LONGEST);
	let deep: JsonValue = 'end';
	for (let level = 0; level < 10_000; level++) deep = [deep];
	expect(JSON.stringify(shown(response(deep))).length).toBeLessThanOrEqual(LONGEST);
});
