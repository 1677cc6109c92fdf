import * as fc from 'fast-check';

import { Throttle } from '../../../nodes/CustomWebhook/delivery/pace/throttle';

test('requests leave evenly spaced, the first at once', () => {
	const throttle = new Throttle(4);
	expect(throttle.freeAt).toBe(-Infinity);
	throttle.take(1000);
	expect(throttle.freeAt).toBe(1250);
	throttle.take(1250);
	expect(throttle.freeAt).toBe(1500);
});

test('a pause is not made up for by a burst', () => {
	const throttle = new Throttle(10);
	throttle.take(0);
	throttle.take(60_000);
	expect(throttle.freeAt).toBe(60_100);
});

test('0 is no limit', () => {
	const throttle = new Throttle(0);
	throttle.take(1000);
	expect(throttle.isLimited).toBe(false);
	expect(throttle.freeAt).toBe(-Infinity);
});

test('in no span do more leave than the rate allows', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 1, max: 50 }),
			fc.array(fc.nat(400), { minLength: 2 }),
			(rate, delays) => {
				const throttle = new Throttle(rate);
				let now = 0;
				let before: number | undefined;
				for (const delay of delays) {
					now = Math.max(now + delay, throttle.freeAt);
					if (before !== undefined) expect(now - before).toBeGreaterThanOrEqual(1000 / rate - 1e-6);
					throttle.take(now);
					before = now;
				}
			},
		),
	);
});
