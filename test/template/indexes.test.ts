import { computedIndexes, rewriteIndexes } from '../../nodes/CustomWebhook/template/indexes';

describe('indexes as in code', () => {
	it.each([
		['czCol.15', 'czCol.[15]'],
		['a.1.2', 'a.[1].[2]'],
		['users[0].title', 'users.[0].title'],
		['users[0][1]', 'users.[0].[1]'],
		['users.0.title', 'users.[0].title'],
		['user["first name"].x', 'user.[first name].x'],
		['#each orders[0].lines as |line|', '#each orders.[0].lines as |line|'],
		['lookup users[1] (trim a.0)', 'lookup users.[1] (trim a.[0])'],
		['@root.users[0]', '@root.users.[0]'],
		['a.12', 'a.[12]'],
		['lookup "x"[0] a.1', 'lookup "x"[0] a.[1]'],
		['contact.null', 'contact.[null]'],
		['eq a.true b/undefined', 'eq a.[true] b/[undefined]'],
		['a.false.b', 'a.[false].b'],
		['/a.true', '/a.[true]'],
		['~./0', '~./[0]'],
		['#if b.0~', '#if b.[0]~'],
		['{b.0}', '{b.[0]}'],
		['a[0].true', 'a.[0].[true]'],
		['users[ 0 ].title', 'users.[0].title'],
		['user[ "first name" ]', 'user.[first name]'],
		["user[ 'a' ][\t1]", 'user.[a].[1]'],
	])('%s becomes %s', (source, expected) => {
		expect(rewriteIndexes(source)).toBe(expected);
	});

	it.each([
		'number a 1.5',
		'number a -1.5',
		'a.[15]',
		'[0]',
		'upper "a.15 b[0]"',
		"upper 'x[0]'",
		'a15.b2',
		'eq a null',
		'/true',
		'~/15',
		'/null~',
		'a.nullable.truest',
		'upper "a.true"',
		'join l sep="[1]"',
		'[a b].[c.1]',
	])('%s stays', (source) => {
		expect(rewriteIndexes(source)).toBe(source);
	});
});

it.each([
	['users[i].title', ['i']],
	['a[b[0]].c', ['b[0']],
	['#each map[first name]', ['first name']],
	['users[0].x a["b c"].d e.[f] [g]', []],
])('the computed indexes of %s are %j', (source, expected) => {
	expect(computedIndexes(source)).toEqual(expected);
});
