import { Journey } from '../../nodes/CustomWebhook/delivery/journey';
import type { LookAhead } from '../../nodes/CustomWebhook/delivery/pace';

/** A journey, and what its run hears of it. */
function journeyOf(bytes: number) {
	const heard: unknown[][] = [];
	const lookAhead = {
		prepared: (size: number) => heard.push(['prepared', size]),
		left: () => heard.push(['left']),
		waits: () => heard.push(['waits']),
		ended: (...how: unknown[]) => heard.push(['ended', ...how]),
	} as unknown as LookAhead;
	return { journey: new Journey(lookAhead, bytes, () => 0), heard };
}

test('an item leaves once, however often it is tried', () => {
	const { journey, heard } = journeyOf(7);
	journey.attempts(0, 100);
	journey.attempts(50, 100);
	journey.end();
	expect(heard).toEqual([['prepared', 7], ['left'], ['ended', 7, true, false]]);
});

test('the total time counts from the first attempt', () => {
	const { journey } = journeyOf(0);
	expect(journey.endsAt).toBeUndefined();
	journey.attempts(1000, 500);
	journey.attempts(1400, 500);
	expect(journey.endsAt).toBe(1500);
});

test('an item waits for a later result once, however often it asks', () => {
	const { journey, heard } = journeyOf(0);
	journey.attempts(0, 1);
	journey.waits();
	journey.waits();
	journey.end();
	expect(heard).toEqual([['prepared', 0], ['left'], ['waits'], ['ended', 0, true, true]]);
});

test('an item that never left gives its bytes back', () => {
	const { journey, heard } = journeyOf(9);
	journey.end();
	expect(heard).toEqual([
		['prepared', 9],
		['ended', 9, false, false],
	]);
});
