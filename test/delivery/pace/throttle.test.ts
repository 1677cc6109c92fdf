import * as fc from 'fast-check';

import { Throttle } from '../../../nodes/CustomWebhook/delivery/pace/throttle';

test('requests leave evenly spaced, the first at once', () => {
	const throttle = new Throttle();
	expect(throttle.freeAt(250)).toBe(-Infinity);
	throttle.take(1000);
	expect(throttle.freeAt(250)).toBe(1250);
});

test('a pause is not made up for by a burst', () => {
	const throttle = new Throttle();
	throttle.take(0);
	throttle.take(60_000);
	expect(throttle.freeAt(100)).toBe(60_100);
});

test('in no span do more leave than the rate allows', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 1, max: 50 }),
			fc.array(fc.nat(400), { minLength: 2 }),
			(rate, delays) => {
				const throttle = new Throttle();
				let now = 0;
				let before: number | undefined;
				for (const delay of delays) {
					now = Math.max(now + delay, throttle.freeAt(1000 / rate));
					if (before !== undefined) expect(now - before).toBeGreaterThanOrEqual(1000 / rate - 1e-6);
					throttle.take(now);
					before = now;
				}
			},
		),
	);
});
