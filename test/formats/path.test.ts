import { checkPath, compilePath, isRefusedName } from '../../nodes/CustomWebhook/formats/path';

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

test('A path that cannot be read is told with the place and how paths are written', () => {
	expect(checkPath('a..b')).toMatch(
		/cannot be read from character 2 on\. Write names with dots .*\* for every member$/,
	);
	expect(checkPath('*.a')).toBeUndefined();
});

test('A path with more steps than any body has levels is refused', () => {
	expect(checkPath('*.'.repeat(1000) + 'a')).toMatch(/at most 1000 steps/);
	expect(checkPath('a.'.repeat(500) + 'a')).toBeUndefined();
});
