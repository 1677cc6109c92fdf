import fc from 'fast-check';

import {
	checkPath,
	compilePath,
	getPath,
	isRefusedName,
	pathHint,
} from '../../nodes/CustomWebhook/response/path';
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

describe('A path that begins outside of the body', () => {
	test.each([
		['$.data.id', 'data.id'],
		['$[0].id', '[0].id'],
		['body.data.id', 'data.id'],
		['response.body.data.id', 'data.id'],
		['{{ $json.response.body.id }}', 'id'],
		['{{id}}', 'id'],
	])('%s is better written %s', (path, better) => {
		expect(pathHint(path)).toBe(`A path begins inside of the body: write "${better}".`);
	});

	test.each(['data.id', '', '$', 'body', '@odata.etag', 'bodyText', '$id', '{a}'])('%s is fine', (path) => {
		expect(pathHint(path)).toBeUndefined();
	});
});
