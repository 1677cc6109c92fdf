import fc from 'fast-check';

import { compilePath, MAX_INDEX } from '../../nodes/CustomWebhook/formats';
import { CopyOnWrite, NoPlace } from '../../nodes/CustomWebhook/response/set-path';
import type { JsonValue } from '../../nodes/CustomWebhook/formats/json/value';

type Item = { [name: string]: JsonValue };

const set = (item: Item, ...writes: Array<[string, JsonValue]>) => {
	const copy = new CopyOnWrite(item);
	for (const [path, value] of writes) copy.set(compilePath(path), value);
	return copy.result;
};

describe('CopyOnWrite', () => {
	test.each<[string, Item, string, Item]>([
		['a member is added', { a: 1 }, 'b', { a: 1, b: 'v' }],
		['a member is replaced', { a: 1 }, 'a', { a: 'v' }],
		['objects are made where they are missing', {}, 'a.b.c', { a: { b: { c: 'v' } } }],
		['an object that is there is added to', { a: { x: 1 } }, 'a.b', { a: { x: 1, b: 'v' } }],
		['a list is made for a number', {}, 'a.0.b', { a: [{ b: 'v' }] }],
		['what lies before the place is null', {}, 'a[2]', { a: [null, null, 'v'] }],
		['a list that is there is set in place', { a: [1, 2, 3] }, 'a[1]', { a: [1, 'v', 3] }],
		[
			'an object in a list is added to',
			{ a: [{ x: 1 }, { y: 2 }] },
			'a.1.b',
			{ a: [{ x: 1 }, { y: 2, b: 'v' }] },
		],
		['a number is a name in an object that is there', { a: { '15': 1 } }, 'a.15', { a: { '15': 'v' } }],
		['a quoted number makes an object', {}, 'a["15"]', { a: { '15': 'v' } }],
		['null gives way', { a: null }, 'a.b', { a: { b: 'v' } }],
	])('%s', (_, item, path, result) => {
		const before = structuredClone(item);
		expect(set(item, [path, 'v'])).toEqual(result);
		expect(item).toEqual(before);
	});

	test('several writes add up', () => {
		const item = { a: { x: 1 } };
		expect(set(item, ['a.b', 1], ['a.c.d', 2], ['a.c.e', 3])).toEqual({
			a: { x: 1, b: 1, c: { d: 2, e: 3 } },
		});
		expect(item).toEqual({ a: { x: 1 } });
	});

	test('a value that was set is not changed by a later write into it', () => {
		const value = { x: 1 };
		expect(set({}, ['a', value], ['a.y', 2])).toEqual({ a: { x: 1, y: 2 } });
		expect(value).toEqual({ x: 1 });
	});

	test('what is not on the way is shared, not copied', () => {
		const item = { big: { a: 1 }, other: {} };
		expect(set(item, ['other.x', 1]).big).toBe(item.big);
	});

	test.each(['a.name', `a[${MAX_INDEX + 1}]`])('a list has no place %s', (path) => {
		expect(() => set({ a: [1] }, [path, 'v'])).toThrow(NoPlace);
	});

	test.each(['text', '', 7, 0, true, false])('%j does not give way', (value) => {
		expect(() => set({ a: value }, ['a.b', 'v'])).toThrow(NoPlace);
		expect(set({ a: value }, ['a', 'v'])).toEqual({ a: 'v' });
	});

	test('the prototype of nothing is changed', () => {
		const result = set(JSON.parse('{"__proto__":{"x":1}}') as Item, ['__proto__.polluted', 'v']);
		expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
		expect(Object.getOwnPropertyDescriptor(result, '__proto__')?.value).toEqual({ x: 1, polluted: 'v' });
		expect(({} as { polluted?: string }).polluted).toBeUndefined();
	});

	test('never changes the item it was given', () => {
		const segment = fc.constantFrom('a', 'b', '0', '1');
		const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => segments.join('.'));
		const item = fc.dictionary(fc.constantFrom('a', 'b'), fc.jsonValue()) as fc.Arbitrary<Item>;
		fc.assert(
			fc.property(item, fc.array(path, { maxLength: 5 }), (given, paths) => {
				const before = structuredClone(given);
				try {
					set(given, ...paths.map((one): [string, JsonValue] => [one, { v: 1 }]));
				} catch (error) {
					expect(error).toBeInstanceOf(NoPlace);
				}
				expect(given).toEqual(before);
			}),
		);
	});
});

test('A list takes places that are digits from end to end, up to the farthest', () => {
	for (const place of ['1a', 'a1']) expect(() => set({ a: [] }, [`a.${place}`, 'v'])).toThrow(NoPlace);
	expect(set({ a: [] }, ['a.10', 'v']).a).toHaveLength(11);
	expect(set({ a: [] }, [`a[${MAX_INDEX}]`, 'v']).a).toHaveLength(MAX_INDEX + 1);
	expect(() => set({ a: [] }, ['a.b', 'v'])).toThrow('a is a list and cannot hold "b"');
});
