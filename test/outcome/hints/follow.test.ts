import {
	fragmentOfStatus,
	pageHints,
	previewOfFirst,
} from '../../../nodes/CustomWebhook/outcome/hints/follow';

const seen = (followed: object, pagination: object = {}) =>
	({
		settings: {
			operation: 'preview',
			pagination: { mode: 'cursor', nextPath: 'next', listPath: 'list', maxPages: 1, ...pagination },
		},
		outcomes: [{ followed: { requests: 1, pages: 2, namesNext: true, ...followed } }],
	}) as never;

test.each([
	[{ morePages: true }, {}, 'reading ended at Max Pages (1), and there are more pages'],
	[{ morePages: true, objects: 1 }, {}, 'Raise Max Pages'],
	[{ morePages: true, objects: 1 }, { mode: 'counter' }, 'Raise Max Pages'],
	[
		{ morePages: true, objects: 1 },
		{ mode: 'counter', nextPath: '' },
		'no page looked like the last one: each response is an object',
	],
	[{ isLoop: true }, {}, 'named a page that was read already'],
	[{ withoutList: 1 }, {}, '1 of 2 pages had nothing at "list"'],
	[{ namesNext: false }, {}, 'No response had anything at "next"'],
	[{ namesNext: false }, { mode: 'link' }, 'No response had a Link header'],
])('%j with %j: %s', (followed, pagination, hint) => {
	expect(pageHints(seen(followed, pagination))).toEqual([expect.stringContaining(hint)]);
});

test('A list that was read to its end needs no hint', () => {
	expect(pageHints(seen({}))).toEqual([]);
	expect(pageHints({ settings: {}, outcomes: [] } as never)).toEqual([]);
});

test('A preview says that it shows the first request only', () => {
	expect(previewOfFirst(seen({}))).toHaveLength(1);
});

test.each([
	['https://h/jobs/{{response.body.id}}?x=#f', 1],
	['https://h/jobs/{{ response.body.id + "#" }}', 0],
	['', 0],
])('A # in the Status URL is told: %s', (statusUrl, count) => {
	const settings = { result: { statusUrl }, templates: { syntax: 'handlebars' } };
	expect(fragmentOfStatus(settings as never)).toHaveLength(count);
	expect(fragmentOfStatus({ ...settings, result: undefined } as never)).toEqual([]);
});
