import { LookAhead } from '../../../nodes/CustomWebhook/delivery/pace';

const strict = () => new LookAhead(true, true);
const spread = () => new LookAhead(false, true);
const single = () => new LookAhead(false, false);

test('strictly in order, an item is done before the next begins', () => {
	expect([0, 1].map((open) => strict().mayBegin(open))).toEqual(['now', 'later']);
});

test('strictly in order, an item that waits for a result that comes later lets the next begin', () => {
	const lookAhead = strict();
	let changes = 0;
	lookAhead.onChange = () => changes++;
	lookAhead.waits();
	expect(changes).toBe(1);
	expect([1, 2].map((open) => lookAhead.mayBegin(open))).toEqual(['now', 'later']);
	lookAhead.ended(0, false, true);
	expect(lookAhead.mayBegin(1)).toBe('later');
});

test('some wait ready for a place in flight, and no more if all go to one origin', () => {
	expect([31, 32].map((open) => single().mayBegin(open))).toEqual(['now', 'later']);
});

test('behind items that wait there may be some for another origin: more begin, without hurry, up to 1,000', () => {
	expect([31, 32, 999, 1000].map((open) => spread().mayBegin(open))).toEqual([
		'now',
		'soon',
		'soon',
		'later',
	]);
});

test('what is in flight, or waits for its retry, takes no place of those that wait ready', () => {
	const lookAhead = single();
	let changes = 0;
	lookAhead.onChange = () => changes++;
	for (let i = 0; i < 100; i++) lookAhead.left();
	expect(changes).toBe(100);
	expect([131, 132].map((open) => lookAhead.mayBegin(open))).toEqual(['now', 'later']);
	for (let i = 0; i < 100; i++) lookAhead.ended(0, true);
	expect(lookAhead.mayBegin(32)).toBe('later');
});

test('2,000 under way are enough', () => {
	const lookAhead = single();
	for (let i = 0; i < 2000; i++) lookAhead.left();
	expect(lookAhead.mayBegin(2000)).toBe('later');
});

test('large bodies begin only as memory allows, but one always may', () => {
	const lookAhead = single();
	lookAhead.prepared(64_000_000);
	expect([0, 1].map((open) => lookAhead.mayBegin(open))).toEqual(['now', 'later']);
	lookAhead.ended(64_000_000, false);
	expect(lookAhead.mayBegin(1)).toBe('now');
});
