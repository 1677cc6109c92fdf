import type { Outcome } from '../../../nodes/CustomWebhook/outcome';
import {
	listed,
	lostBodies,
	lostBytes,
	refusedInBody,
	unreadBodies,
	unsetVariables,
} from '../../../nodes/CustomWebhook/outcome/hints/values';
import { WebhookFailure } from '../../../nodes/CustomWebhook/failure';

const outcome = (more: Partial<Outcome> = {}): Outcome => ({ item: { json: {} }, attempts: 1, ...more });
const FAILED = { failure: new WebhookFailure('status', 'no') };

it('The first five names are listed, each in short, and the others are counted', () => {
	expect(listed(['a'])).toBe('a');
	expect(listed(['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c, d, e');
	expect(listed(['a', 'b', 'c', 'd', 'e', 'f', 'g'])).toBe('a, b, c, d, e and 2 more');
	expect(listed(['x'.repeat(1000)]).length).toBeLessThan(100);
});

it('Of variables without a value, five are told with their reason, and the others are counted', () => {
	const five = ['a.', 'b.', 'c.', 'd.', 'e.'];
	expect(unsetVariables(five)).toEqual(five);
	expect(unsetVariables([...five, 'f.'])).toEqual([...five, '1 more response variable had no value.']);
	expect(unsetVariables([...five, 'f.', 'g.'])).toEqual([
		...five,
		'2 more response variables had no value.',
	]);
});

it('A body that could not be read is told of an item that did not fail', () => {
	const unread = { parseError: 'Not JSON.' };
	expect(unreadBodies([outcome(), outcome(unread)])).toEqual(['Not JSON. The body stays text.']);
	expect(unreadBodies([outcome({ ...unread, ...FAILED }), outcome()])).toEqual([]);
});

it('Bytes that are lost are told, with the option that reads them', () => {
	expect(lostBytes([outcome()])).toEqual([]);
	expect(lostBytes([outcome({ hasLostBytes: true }), outcome()])).toEqual([
		'1 of 2 items: the response has bytes that are not valid in its charset, and � (U+FFFD) is in their place. ' +
			'Set Response Charset in the option Output & Response Format, for example to windows-1252.',
	]);
});

it.each([
	['errors', 'has errors', 'GraphQL Errors'],
	['error', 'has an error and no data', 'Value in the Body, with a path that only a success has'],
	[
		'result',
		"has an error in the item's own result",
		'Value in the Body, with a path of the result that only a success has',
	],
	['ok', 'says "ok": false', 'Value in the Body, with the path ok and the value true'],
	[
		'some',
		'has errors, or a result that failed, beside other data',
		'Value in the Body, with a path that only a success has',
	],
] as const)(
	'A refusal in the body of a success is told with the rule that finds it: %s',
	(saysFailed, says, rule) => {
		expect(
			refusedInBody([outcome(), outcome({ saysFailed }), outcome({ saysFailed, ...FAILED })]),
		).toEqual([
			`1 of 3 items: the status is a success, but the response ${says}. ` +
				`For these to fail, set Rule in the option Success Condition to ${rule}.`,
		]);
		expect(refusedInBody([outcome(), outcome({ saysFailed, ...FAILED })])).toEqual([]);
	},
);

it('That some of a batch failed is told with the way to results of their own', () => {
	const saysFailed = 'someInBatch' as const;
	expect(refusedInBody([outcome({ saysFailed }), outcome({ saysFailed })])).toEqual([
		'2 of 2 items: the status is a success, but the response says that some of the batch failed. ' +
			'Set Results Path in the option Batches to the list of results, so that each item gets its own.',
	]);
});

it('Bodies that were lost on the way are counted, with the address that they should have gone to', () => {
	const lost = outcome({ lostBody: true });
	const way =
		'redirected (301 or 302) and followed with GET, so the body was not sent to the new address. ' +
		'If the address has moved, put the new one into URL: it is response.url in the output.';
	expect(lostBodies([outcome()])).toEqual([]);
	expect(lostBodies([lost])).toEqual([`1 of 1 item was ${way}`]);
	expect(lostBodies([lost, outcome()])).toEqual([`1 of 2 items were ${way}`]);
});
