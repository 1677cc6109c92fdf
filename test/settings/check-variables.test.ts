import { checkNames, checkVariables } from '../../nodes/CustomWebhook/settings/check-variables';
import type { VariableRule } from '../../nodes/CustomWebhook/settings';

const rule = (changes: Partial<VariableRule>): VariableRule => ({
	name: 'id',
	source: 'body',
	path: 'data.id',
	type: 'variable',
	dataType: 'auto',
	defaultValue: '',
	required: false,
	...changes,
});

describe('checkVariables', () => {
	test.each<[string, Partial<VariableRule>, string]>([
		['an empty name', { name: ' ' }, '"responseVariables", row 2: enter a name'],
		['a refused name', { name: '__proto__' }, 'row 2 ("__proto__"): this name is not allowed'],
		[
			'a refused name in an advanced path',
			{ name: 'a.constructor.b', type: 'advanced' },
			'this name is not allowed',
		],
		['an advanced name that is no path', { name: 'a..b', type: 'advanced' }, '"a..b" is no path'],
		['an advanced name with *', { name: 'a.*.b', type: 'advanced' }, 'so it cannot have a *'],
		[
			'an advanced name too far down a list',
			{ name: 'a[10000]', type: 'advanced' },
			'9999 is the farthest',
		],
		['a path that is none', { path: 'data[id]' }, 'row 2 ("id"): the path "data[id]" is no path'],
		['a refused path', { path: 'a.prototype' }, 'prototype are refused'],
		['a refused header', { source: 'header', path: '__proto__' }, 'there is no header "__proto__"'],
		[
			'a default that is not of its type',
			{ dataType: 'number', defaultValue: 'none' },
			'the default "none" is no number',
		],
	])('names %s', (_, changes, message) => {
		expect(checkVariables('responseVariables', [rule({}), rule(changes)])).toContain(message);
	});

	test('takes what can be used', () => {
		const rules = [
			rule({}),
			rule({ path: '' }),
			rule({ name: 'a b.c' }),
			rule({ name: 'a.b[0].c', type: 'advanced' }),
			rule({ source: 'header', path: 'x-[id]' }),
			rule({ source: 'status', path: 'a..b' }),
			rule({ dataType: 'number', defaultValue: '5' }),
			rule({ dataType: 'json', defaultValue: '{}' }),
		];
		expect(checkVariables('responseVariables', rules)).toBeUndefined();
		expect(checkVariables('responseVariables', [])).toBeUndefined();
	});
});

test('checkNames looks at names and types alone', () => {
	expect(checkNames('failureVariables', [{ name: 'a b', type: 'variable' }])).toBeUndefined();
	expect(checkNames('failureVariables', [{ name: 'a[', type: 'advanced' }])).toContain(
		'"failureVariables", row 1 ("a["): the name is a path in the item',
	);
});
