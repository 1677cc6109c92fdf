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

test('Requests that several items lost are counted together, and an item without pages counts for none', () => {
	const outcomes = [
		{ followed: { pages: 2, withoutList: 1, morePages: true } },
		{ followed: { pages: 3, withoutList: 2 } },
		{ followed: {} },
		{},
	];
	const { settings } = seen({}) as { settings: object };
	expect(pageHints({ settings, outcomes } as never)).toEqual([
		'1 of 4 items: reading ended at Max Pages (1), and there are more pages (response.morePages). Raise Max Pages.',
		'3 of 5 pages had nothing at "list" and count as empty. Check List Path.',
	]);
});

test('A service that names the next page once needs no advice on its path', () => {
	const { settings } = seen({}) as { settings: object };
	const outcomes = [{ followed: { namesNext: false } }, { followed: { namesNext: true } }];
	expect(pageHints({ settings, outcomes } as never)).toEqual([]);
	expect(pageHints({ settings, outcomes: [{}] } as never)).toEqual([]);
});

test('Only a preview of what takes several requests says that it shows the first one', () => {
	const preview = { operation: 'preview', pagination: undefined, result: undefined };
	const said = (settings: object) => previewOfFirst({ settings: { ...preview, ...settings } } as never);
	const hint = ['The preview shows the first request. What follows it depends on the response.'];
	expect(said({ pagination: {} })).toEqual(hint);
	expect(said({ result: {} })).toEqual(hint);
	expect(said({})).toEqual([]);
	expect(said({ operation: 'send', pagination: {}, result: {} })).toEqual([]);
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
