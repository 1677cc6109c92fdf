import fc from 'fast-check';

import { encodeQuery, renderUrl } from '../../nodes/CustomWebhook/request/url';
import type { QueryArrays } from '../../nodes/CustomWebhook/settings';
import { compile, scopeOf } from './support';

const render = (
	url: string,
	json: object,
	parameters: Array<[string, string]> = [],
	queryArrays: QueryArrays = 'comma',
	key?: { name: string; value: string },
) =>
	renderUrl(
		compile(url, 'url', 'url'),
		parameters.map(([name, value]) => ({
			name,
			value: compile(value, `queryParameters.${name}`, 'query'),
		})),
		scopeOf(json),
		queryArrays,
		key,
	);

it('puts parameters behind those that the URL has, in order, with repeats', () => {
	expect(
		render('https://example.com/a?x=1', {}, [
			['y', '2'],
			['x', '3'],
		]),
	).toBe('https://example.com/a?x=1&y=2&x=3');
	expect(render('https://example.com/a', {}, [['y', '2']])).toBe('https://example.com/a?y=2');
});

it('keeps the query of the URL as it is typed', () => {
	expect(render('https://example.com/?q=a+b%20c&empty', {}, [['z', '1']])).toBe(
		'https://example.com/?q=a+b%20c&empty&z=1',
	);
});

it('sends no fragment', () => {
	expect(render('https://example.com/a#part', {})).toBe('https://example.com/a');
});

it.each<[QueryArrays, string]>([
	['comma', 'tags=a%2Cb'],
	['repeat', 'tags=a&tags=b'],
	['brackets', 'tags%5B%5D=a&tags%5B%5D=b'],
])('sends a list that stands alone as %s', (queryArrays, query) => {
	expect(render('https://example.com/', { tags: ['a', 'b'] }, [['tags', '{{tags}}']], queryArrays)).toBe(
		`https://example.com/?${query}`,
	);
	expect(render('https://example.com/', { tags: ['a', 'b'] }, [['tags', 'x {{tags}}']], queryArrays)).toBe(
		'https://example.com/?tags=x%20a%2Cb',
	);
});

it('an API key in the query wins over a parameter of its name', () => {
	expect(
		render('https://example.com/?k=1&a=2', {}, [['k', '3']], 'comma', { name: 'k', value: 'x&y' }),
	).toBe('https://example.com/?a=2&k=x%26y');
});

it('any text as a parameter decodes back to itself, and no value adds a parameter', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, value) => {
			const url = new URL(render('https://example.com/p', { value }, [[name, '{{value}}']]));
			expect([...url.searchParams]).toEqual([[name.toWellFormed(), value.toWellFormed()]]);
			expect(url.pathname).toBe('/p');
		}),
	);
});

it('encodes once, a space as %20', () => {
	expect(encodeQuery([['a b', 'c/d?ü%20']])).toBe('a%20b=c%2Fd%3F%C3%BC%2520');
});
