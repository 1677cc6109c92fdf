import { Remaining } from '../../../nodes/CustomWebhook/delivery/pace/remaining';

const SECOND = 1000;
/** What the service says is left for the next second, in a response that arrives at `now`. */
const say = (limit: Remaining, remaining: number, now: number, sentAt = now) =>
	limit.hear({ remaining, resetMs: SECOND }, sentAt, now);

it('Nothing is held back until the service says what is left', () => {
	const limit = new Remaining();
	expect(limit.freeAt).toBe(-Infinity);
	expect(limit.hasRoom(0, 1_000_000)).toBe(true);
});

it('No more requests are in flight than are left', () => {
	const limit = new Remaining();
	say(limit, 2, 0);
	expect(limit.freeAt).toBe(-Infinity);
	expect([0, 1, 2, 3].map((inFlight) => limit.hasRoom(SECOND - 1, inFlight))).toEqual([
		true,
		true,
		false,
		false,
	]);
});

it('Once nothing is left, only the reset is waited for', () => {
	const limit = new Remaining();
	say(limit, 0, 5);
	expect(limit.freeAt).toBe(5 + SECOND);
	expect(limit.hasRoom(5, 9)).toBe(true);
});

it('After the reset there are as many as were ever left, and the one that was counted', () => {
	const limit = new Remaining();
	say(limit, 2, 0);
	say(limit, 1, 1);
	expect([2, 3].map((inFlight) => limit.hasRoom(1 + SECOND, inFlight))).toEqual([true, false]);
});

it('An earlier request that is heard late tells of less, never of more', () => {
	const limit = new Remaining();
	say(limit, 3, 10);
	say(limit, 7, 11, 9);
	expect([2, 3].map((inFlight) => limit.hasRoom(11, inFlight))).toEqual([true, false]);
	say(limit, 3, 500, 9);
	expect(limit.hasRoom(10 + SECOND, 3)).toBe(true);
	say(limit, 1, 12, 9);
	expect([0, 1].map((inFlight) => limit.hasRoom(12, inFlight))).toEqual([true, false]);
});

it('A request that was sent later tells of more', () => {
	const limit = new Remaining();
	say(limit, 1, 10);
	say(limit, 4, 11, 10);
	expect(limit.hasRoom(11, 3)).toBe(true);
});

it('After the reset an earlier request counts like any other', () => {
	const limit = new Remaining();
	say(limit, 1, 10);
	say(limit, 4, 10 + SECOND, 9);
	expect(limit.hasRoom(10 + SECOND, 3)).toBe(true);
});
