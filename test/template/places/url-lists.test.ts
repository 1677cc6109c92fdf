import type { QueryArrays } from '../../../nodes/CustomWebhook/template';
import { failureOf, render } from '../render';

const ITEM = {
	tags: ['a b', 'c&d', null, ['e', 1]],
	one: ['x'],
	none: [],
	text: 'x,y',
	base: 'https://a.com/?t=',
};

const url = (text: string, queryArrays: QueryArrays, item: object = ITEM) =>
	render(text, item, 'url', { queryArrays });

describe('A list alone in a value of the query that is typed in the URL', () => {
	it.each<[string, string]>([
		['https://a.com/?t={{tags}}', 'https://a.com/?t=a%20b&t=c%26d&t=&t=e%2C1'],
		['https://a.com/?o=1&t={{one}}&p=2#f', 'https://a.com/?o=1&t=x&p=2#f'],
		[
			'https://a.com/?t={{tags}}&u={{one}}&v={{one}}',
			'https://a.com/?t=a%20b&t=c%26d&t=&t=e%2C1&u=x&v=x',
		],
		["https://a.com/?t={{ ['p', 'q'] }}", 'https://a.com/?t=p&t=q'],
		['{{base}}{{one}}', 'https://a.com/?t=x'],
		['{{#if one}}https://a.com/?t={{tags}}{{/if}}', 'https://a.com/?t=a%20b&t=c%26d&t=&t=e%2C1'],
	])('%s has a row for each part', (template, expected) => {
		expect(url(template, 'repeat')).toBe(expected);
	});

	it('has brackets behind its name where they are asked for', () => {
		expect(url('https://a.com/?t={{tags}}', 'brackets')).toBe(
			'https://a.com/?t%5B%5D=a%20b&t%5B%5D=c%26d&t%5B%5D=&t%5B%5D=e%2C1',
		);
	});

	it.each<[string, string]>([
		['https://a.com/?t={{none}}', 'https://a.com/'],
		['https://a.com/?t={{none}}&u=1', 'https://a.com/?u=1'],
		['https://a.com/?o=1&t={{none}}', 'https://a.com/?o=1'],
		['https://a.com/?o=1&t={{none}}&u=1', 'https://a.com/?o=1&u=1'],
		['https://a.com/?t={{none}}#f', 'https://a.com/#f'],
	])('%s without parts has no row', (template, expected) => {
		expect(url(template, 'repeat')).toBe(expected);
	});

	it('stays one value joined by commas unless something else is asked for', () => {
		expect(url('https://a.com/?t={{tags}}', 'comma')).toBe('https://a.com/?t=a%20b%2Cc%26d%2C%2Ce%2C1');
	});
});

it.each<[string, string]>([
	['https://a.com/?t=x{{one}}', 'https://a.com/?t=xx'],
	['https://a.com/?t={{one}}x', 'https://a.com/?t=xx'],
	['https://a.com/?{{one}}', 'https://a.com/?x'],
	['https://a.com/?={{one}}', 'https://a.com/?=x'],
	['https://a.com/t={{one}}?u', 'https://a.com/t=x?u'],
	['https://a.com/?u#t={{one}}', 'https://a.com/?u#t=x'],
	['https://a.com/?t={{text}}', 'https://a.com/?t=x%2Cy'],
	['https://a.com/?t={{{tags}}}', 'https://a.com/?t=a b,c&d,,e,1'],
])('%s has no list alone in a value of the query', (template, expected) => {
	expect(url(template, 'brackets')).toBe(expected);
});

it('A step to another folder is refused beside a list', () => {
	const failure = failureOf(() => url('https://a.com/{{x}}/?t={{tags}}', 'repeat', { ...ITEM, x: '..' }));
	expect(failure).toMatchObject({ kind: 'request', column: 15 });
});
