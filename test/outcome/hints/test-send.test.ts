import { testRun } from '../../../nodes/CustomWebhook/outcome/hints/test-send';

/** What a run says of its test; `attempts` of each item. */
const said = (test: object | undefined, attempts: number[], operation = 'send') =>
	testRun({
		settings: { operation, test },
		outcomes: attempts.map((each) => ({ item: { json: {} }, attempts: each })),
	} as never);

test.each<[number[], string]>([
	[[1], '1 of 1 item was sent. Production'],
	[[0], 'the only item was not sent. What was not sent is shown as a preview. Production'],
	[[0, 0], 'none of 2 items was sent. What was not sent is shown as a preview. Production'],
	[[2, 1], '2 of 2 items were sent. Production'],
	[[1, 0], '1 of 2 items was sent, 1 was not.'],
	[[1, 0, 0], '1 of 3 items was sent, 2 were not.'],
])('A test says how many of its items were sent: %j', (attempts, hint) => {
	expect(said({ send: 'first' }, attempts)).toEqual([expect.stringContaining(`Test: ${hint}`)]);
});

test.each<[string, object | undefined, string | undefined]>([
	['a production run', undefined, undefined],
	['a test that sends all', { send: 'all' }, undefined],
	[
		'a test address',
		{ send: 'all', address: 'https://t.test/' },
		'requests went to https://t.test/ without',
	],
	['a record for one item', { send: 'all', record: {} }, 'it was used in place of the input item.'],
])('%s', (_what, test, hint) => {
	expect(said(test, [1])).toEqual(hint === undefined ? [] : [expect.stringContaining(hint)]);
});

test('A test that changes nothing says so if it sent several items', () => {
	expect(said({ send: 'all' }, [1, 2, 1])).toEqual([
		'Test: all 3 items were sent to the service, as in production. To try one first, set Send to First Item.',
	]);
	expect(said({ send: 'all' }, [0, 1])).toEqual([]);
	expect(said({ send: 'all' }, [0, 0], 'preview')).toEqual([]);
});

test('Nothing went to a test address that was refused', () => {
	expect(said({ send: 'all', address: 'https://t.test/' }, [0])).toEqual([]);
});

test('A record stands for all items', () => {
	expect(said({ send: 'all', record: {} }, [1, 1])).toEqual([expect.stringContaining('all 2 input items')]);
});

test('A preview sends nothing, so its test has nothing to say of that', () => {
	expect(said({ send: 'first', address: 'https://t.test/' }, [0], 'preview')).toEqual([]);
});
