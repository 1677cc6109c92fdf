import fc from 'fast-check';

import { compilePath } from '../../nodes/CustomWebhook/formats/path';
import { markAsXml } from '../../nodes/CustomWebhook/response/from-xml';
import { getPath } from '../../nodes/CustomWebhook/response/get-path';
import type { JsonValue } from '../../nodes/CustomWebhook/formats/json/value';

const at = (value: JsonValue, path: string) => getPath(value, compilePath(path));

const answer: JsonValue = {
	users: [
		{ title: 'Dr', tags: ['a', 'b'], 'a b': 1, address: null },
		{ title: 'Ms', tags: ['c'] },
	],
	empty: [],
	lists: [[1], [2, 3]],
	czCol: { '15': 'x' },
	'a.b': { '[c]': { 'say "hi"': true, "it's": false } },
	'*': 'star',
	'soap:Body': { '@_id': '7', '#text': 't' },
	'': 'nameless',
};

describe('getPath', () => {
	test.each<[string, unknown]>([
		['', answer],
		['  ', answer],
		['users.0.title', 'Dr'],
		['users[1].title', 'Ms'],
		[' users [1].title ', undefined],
		['users[ 1 ].title', 'Ms'],
		['users.[1].title', 'Ms'],
		['users[0]["a b"]', 1],
		["users[0]['a b']", 1],
		['users.0.a b', 1],
		['czCol.15', 'x'],
		['czCol[15]', 'x'],
		['["a.b"]["[c]"]["say \\"hi\\""]', true],
		['["a.b"]["[c]"][\'it\\\'s\']', false],
		['["*"]', 'star'],
		['[""]', 'nameless'],
		['soap:Body.@_id', '7'],
		['soap:Body.#text', 't'],
		['users.0.address', null],
		['users.0.address.street', undefined],
		['users.2', undefined],
		['users.0.title.length', undefined],
		['users.*.title', ['Dr', 'Ms']],
		['users[*].title', ['Dr', 'Ms']],
		['users.*.tags.*', ['a', 'b', 'c']],
		['users.*.tags', [['a', 'b'], ['c']]],
		['users.*.address', [null]],
		['users.*.a b', [1]],
		['users.*.nothing', undefined],
		['lists.*', [[1], [2, 3]]],
		['lists.*.*', [1, 2, 3]],
		['empty.*', []],
		['empty.*.title', []],
		['czCol.*', ['x']],
		['nothing.*', undefined],
		['users.0.title.*', undefined],
		['*.0.title', ['Dr']],
	])('%s', (path, value) => {
		expect(at(answer, path)).toEqual(value);
	});

	test('sees own members only', () => {
		for (const path of ['toString', 'hasOwnProperty', 'valueOf', 'users.map', 'users.0.toString']) {
			expect(at(answer, path)).toBeUndefined();
		}
		expect(at(JSON.parse('{"toString":"own","__proto__":{"x":1}}') as JsonValue, '__proto__.x')).toBe(1);
	});

	test('reaches every member of any JSON by its quoted names', () => {
		const walk = (value: JsonValue, path: string, root: JsonValue): void => {
			expect(at(root, path)).toBe(value);
			if (typeof value !== 'object' || value === null) return;
			for (const [name, member] of Object.entries(value)) {
				walk(member as JsonValue, `${path}["${name.replace(/["\\]/g, '\\$&')}"]`, root);
			}
		};
		fc.assert(fc.property(fc.jsonValue(), (value) => walk(value as JsonValue, '', value as JsonValue)));
	});
});

test('A star finds nothing beside lists and objects, and nothing is found in what has no such member', () => {
	expect(at({ a: [1, { b: 2 }, null] }, 'a.*.b')).toEqual([2]);
	expect(at({ a: [1, { b: 2 }, null] }, 'a.*.*')).toEqual([2]);
	expect(at({ a: ['text', null] }, 'a.*.*')).toBeUndefined();
	expect(at({ a: [] }, 'a.*.*')).toEqual([]);
	expect(at({ a: [{ b: 1 }] }, 'a.*.c')).toBeUndefined();
});

describe('A name with dots', () => {
	test.each<[JsonValue, string, unknown]>([
		[{ '@odata.nextLink': 'u' }, '@odata.nextLink', 'u'],
		[{ value: [{ '@odata.etag': '1' }, { '@odata.etag': '2' }] }, 'value.*.@odata.etag', ['1', '2']],
		[{ a: { 'b.c.d': { e: 1 } } }, 'a.b.c.d.e', 1],
		[{ 'a.b': 1, a: { b: 2 } }, 'a.b', 1],
		[{ 'a.0': 1, a: [2] }, 'a.0', 1],
		[{ 'a.0': 1, a: [2] }, 'a[0]', 2],
		[{ 'a.*': 1 }, 'a.*', undefined],
	])('in %j, %s is found as it is typed', (value, path, found) => {
		expect(at(value, path)).toEqual(found);
	});
});

describe('In XML', () => {
	const one = markAsXml({ r: { item: { id: { '@_t': 'a', '#text': '99' }, name: 'n' } } });
	test.each<[string, unknown]>([
		['r.item.*.name', ['n']],
		['r.item.0.name', 'n'],
		['r.item[0].name', 'n'],
		['r.item[0].id.#text', '99'],
		['r.item.*.name.*', ['n']],
		['r.item.name.0', 'n'],
		['r.item[1].name', undefined],
		['r.other.*.name', undefined],
		['*.item.name', ['n']],
	])('a single element is a list of one: %s', (path, found) => {
		expect(at(one, path)).toEqual(found);
	});

	test.each<[string, unknown]>([
		['r.item.*.*', [{ '@_t': 'a', '#text': '99' }, 'n']],
		['r.item.0.*', [{ '@_t': 'a', '#text': '99' }, 'n']],
		['*.*.name', ['n']],
	])('a further * lists the members of the element that was picked: %s', (path, found) => {
		expect(at(one, path)).toEqual(found);
	});

	test('a repeated element is the list that it is, also in a part of a larger body', () => {
		const two = markAsXml({ r: { item: [{ id: '1' }, { id: '2' }] } });
		expect(at([{ body: two }, { body: one }], '*.body.r.item.*.id')).toEqual([
			'1',
			'2',
			expect.anything(),
		]);
		expect(at(two, 'r.item.1.id')).toBe('2');
	});

	test('what is not from XML is as it was', () => {
		expect(at({ r: { item: { id: '1' } } }, 'r.item.*')).toEqual(['1']);
		expect(at({ r: { item: { id: '1' } } }, 'r.item.0.id')).toBeUndefined();
	});
});
