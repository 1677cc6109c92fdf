import fc from 'fast-check';

import { checkPath, compilePath, isRefusedName, pathHint } from '../../nodes/CustomWebhook/response/path';
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

describe('checkPath', () => {
	test.each(['a..b', 'a.', '.a', 'a[', 'a[b]', 'a[-1]', 'a]b', '[0]b', 'a["b]', '.', '[]'])(
		'%p is no path, and the message says so',
		(path) => {
			expect(checkPath(path)).toMatch(/is no path: it cannot be read from character \d+ on/);
			expect(() => compilePath(path)).toThrow(expect.objectContaining({ kind: 'mapping' }));
		},
	);

	test('names the place of the mistake', () => {
		expect(checkPath('users[x].title')).toContain(
			'"users[x].title" is no path: it cannot be read from character 6 on',
		);
	});

	test.each(['__proto__', 'a.constructor', 'a["prototype"].b', "['__proto__']"])(
		'%p is refused',
		(path) => {
			expect(checkPath(path)).toContain('not allowed');
		},
	);

	test.each(['', 'a', 'a.b[0].*', 'constructors', 'my__proto__', '["a.constructor"]'])(
		'%p is fine',
		(path) => {
			expect(checkPath(path)).toBeUndefined();
		},
	);
});

describe('isRefusedName', () => {
	test.each(['__proto__', ' constructor ', 'prototype', 'a.__proto__.b', 'x["constructor"]'])(
		'refuses %p',
		(name) => {
			expect(isRefusedName(name)).toBe(true);
		},
	);

	test.each(['', 'proto', 'constructors', 'a.b', 'the constructor'])('takes %p', (name) => {
		expect(isRefusedName(name)).toBe(false);
	});
});

test('A step is a place only where it is digits from end to end', () => {
	const kinds = (path: string) => compilePath(path).map(({ kind }) => kind);
	expect(kinds('10.1a.a1.1')).toEqual(['index', 'name', 'name', 'index']);
});

test('A star finds nothing beside lists and objects, and nothing is found in what has no such member', () => {
	expect(at({ a: [1, { b: 2 }, null] }, 'a.*.b')).toEqual([2]);
	expect(at({ a: [1, { b: 2 }, null] }, 'a.*.*')).toEqual([2]);
	expect(at({ a: ['text', null] }, 'a.*.*')).toBeUndefined();
	expect(at({ a: [] }, 'a.*.*')).toEqual([]);
	expect(at({ a: [{ b: 1 }] }, 'a.*.c')).toBeUndefined();
});

test('A path that cannot be read is told with the place and how paths are written', () => {
	expect(checkPath('a..b')).toMatch(
		/cannot be read from character 2 on\. Write names with dots .*\* for every member$/,
	);
	expect(checkPath('*.a')).toBeUndefined();
});

describe('A path that starts outside the body', () => {
	test.each([
		['$.data.id', 'data.id'],
		['$[0].id', '[0].id'],
		['body.data.id', 'data.id'],
		['response.body.data.id', 'data.id'],
		['{{ $json.response.body.id }}', 'id'],
		['{{id}}', 'id'],
	])('%s is better written %s', (path, better) => {
		expect(pathHint(path)).toBe(`Start inside the body: ${better}, not ${path}`);
	});

	test.each(['data.id', '', '$', 'body', '@odata.etag', 'bodyText', '$id', '{a}'])('%s is fine', (path) => {
		expect(pathHint(path)).toBeUndefined();
	});
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

test('A path with more steps than any body has levels is refused', () => {
	expect(checkPath('*.'.repeat(1000) + 'a')).toMatch(/at most 1000 steps/);
	expect(checkPath('a.'.repeat(500) + 'a')).toBeUndefined();
});
