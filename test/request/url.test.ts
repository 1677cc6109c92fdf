import fc from 'fast-check';

import { encodeQuery, planUrl, renderUrl } from '../../nodes/CustomWebhook/request/url';
import { compilePairs } from '../../nodes/CustomWebhook/request/pairs';
import type { QueryArrays } from '../../nodes/CustomWebhook/template';
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
		compilePairs(
			parameters.map(([name, value]) => ({ name, value })),
			'queryParameters',
			'query',
			compile,
		),
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

it('puts one & between them, also where the URL ends with one', () => {
	expect(render('https://example.com/?x=1&', {}, [['y', '2']])).toBe('https://example.com/?x=1&y=2');
	expect(render('https://example.com/?x=1&', {})).toBe('https://example.com/?x=1&');
});

it('sends no fragment', () => {
	expect(render('https://example.com/a#part', {})).toBe('https://example.com/a');
});

it.each([
	['https://example.com/a#top', {}],
	['https://example.com/?color=#fff&size={{x}}', { x: 1 }],
	['https://example.com/#/{{x}}', { x: 1 }],
	['{{base}}/v1/{{x}}', { base: 'https://example.com/#', x: 1 }],
])('a # in the URL is told, since nothing behind it is sent: %s', (url, json) => {
	const scope = scopeOf(json);
	renderUrl(compile(url, 'url', 'url'), [], scope, 'comma');
	expect([...scope.remarks]).toEqual([
		'URL has a #, and nothing behind it is sent: it is a fragment. For a # in a value, write %23.',
	]);
});

it.each(['https://example.com/{{x}}?q={{x}}', 'https://example.com/%23?q=%23', 'https://example.com/#'])(
	'a # of a value, an encoded one, and one with nothing behind it are not: %s',
	(url) => {
		const scope = scopeOf({ x: '#f' });
		expect(renderUrl(compile(url, 'url', 'url'), [], scope, 'comma')).not.toContain('#');
		expect([...scope.remarks]).toEqual([]);
	},
);

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

it('what an API key does not replace in the query of the URL stays as it is typed', () => {
	const key = { name: 'my key', value: 'v' };
	expect(
		render('https://example.com/?q=a+b%20c&my%20key=1&empty&my+key=2&t=~*', {}, [], 'comma', key),
	).toBe('https://example.com/?q=a+b%20c&empty&t=~*&my%20key=v');
});

it('any text as a parameter decodes back to itself, and no value adds a parameter', () => {
	fc.assert(
		fc.property(
			fc.string({ unit: 'binary', minLength: 1 }),
			fc.string({ unit: 'binary' }),
			(name, value) => {
				const url = new URL(
					render('https://example.com/p', { name, value }, [['{{name}}', '{{value}}']]),
				);
				expect([...url.searchParams]).toEqual([[name.toWellFormed(), value.toWellFormed()]]);
				expect(url.pathname).toBe('/p');
			},
		),
	);
});

it('encodes once, a space as %20', () => {
	expect(encodeQuery([['a b', 'c/d?ü%20']])).toBe('a%20b=c%2Fd%3F%C3%BC%2520');
});

it('works a URL without placeholders out once', () => {
	const url = compile('https://example.com/a', 'url', 'url');
	const render = jest.spyOn(url, 'render');
	const rows = compilePairs([{ name: 'x', value: '1' }], 'queryParameters', 'query', compile);
	const urlFor = planUrl(url, rows, 'comma', { name: 'key', value: 'k' });
	expect([urlFor(scopeOf({})), urlFor(scopeOf({}))]).toEqual(
		Array(2).fill('https://example.com/a?x=1&key=k'),
	);
	expect(render).toHaveBeenCalledTimes(1);
});

it.each([
	['https://example.com/{{n}}', 'x', '1'],
	['https://example.com/', 'x', '{{n}}'],
	['https://example.com/', 'x{{n}}', '1'],
])('works a URL with a placeholder out for each item: %s, %s=%s', (text, name, value) => {
	const rows = compilePairs([{ name, value }], 'queryParameters', 'query', compile);
	const urlFor = planUrl(compile(text, 'url', 'url'), rows, 'comma');
	expect(urlFor(scopeOf({ n: 1 }))).not.toBe(urlFor(scopeOf({ n: 2 })));
});

it('says for each item what is wrong with a URL without placeholders', () => {
	const urlFor = planUrl(compile('example.com', 'url', 'url'), [], 'comma');
	expect(() => urlFor(scopeOf({}))).toThrow('must start with https:// or http://');
	expect(() => urlFor(scopeOf({}))).toThrow('must start with https:// or http://');
});

it('counts line and column in the text as it was rendered, blanks in front of it included', () => {
	const urlFor = planUrl(compile('\n  ftp://{{n}}', 'url', 'url'), [], 'comma');
	expect(() => urlFor(scopeOf({ n: 1 }))).toThrow('URL, line 2, column 3: ');
});

it('a name is a template like its value, encoded once, and must not be empty', () => {
	const rows: Array<[string, string]> = [['metadata[{{key}}]', '{{v}}']];
	expect(render('https://example.com/', { key: 'a&b', v: 1 }, rows)).toBe(
		'https://example.com/?metadata%5Ba%26b%5D=1',
	);
	expect(render('https://example.com/', { key: 'k', v: ['a', 'b'] }, rows, 'brackets')).toBe(
		'https://example.com/?metadata%5Bk%5D%5B%5D=a&metadata%5Bk%5D%5B%5D=b',
	);
	expect(() => render('https://example.com/', {}, [['{{key}}', 'v']])).toThrow(
		expect.objectContaining({ kind: 'request', field: 'queryParameters.{{key}}' }),
	);
});

it('a row without a name is told as one', () => {
	expect(() => render('https://example.com/', {}, [['', 'v']])).toThrow(
		'Query Parameters: a row has a value but no name',
	);
});
