import { Pressure } from '../../../nodes/CustomWebhook/delivery/pace/pressure';

/** Enters as many as there is room for; gives how many, and their round. */
function fill(pressure: Pressure): { count: number; round: number } {
	let count = 0;
	let round = 0;
	while (pressure.hasRoom) {
		round = pressure.enter();
		count++;
	}
	return { count, round };
}

function empty(pressure: Pressure, count: number): void {
	for (let i = 0; i < count; i++) pressure.leave();
}

test('as many are in flight as allowed, and no more', () => {
	const pressure = new Pressure(10);
	expect(fill(pressure).count).toBe(10);
	pressure.leave();
	expect(fill(pressure).count).toBe(1);
});

test('halves each time the origin asks to slow down, down to one', () => {
	const pressure = new Pressure(10);
	const seen = [];
	for (let i = 0; i < 5; i++) {
		const { count, round } = fill(pressure);
		seen.push(count);
		pressure.slowDown(0, round);
		empty(pressure, count);
	}
	expect(seen).toEqual([10, 5, 2, 1, 1]);
});

test('requests that were under way together halve it once', () => {
	const pressure = new Pressure(10);
	const { count, round } = fill(pressure);
	for (let i = 0; i < count; i++) pressure.slowDown(0, round);
	empty(pressure, count);
	expect(fill(pressure).count).toBe(5);
});

test('grows by one with each round of successes, up to where it began', () => {
	const pressure = new Pressure(4);
	const { count, round } = fill(pressure);
	pressure.slowDown(0, round);
	empty(pressure, count);
	const room = () => {
		const { count: now } = fill(pressure);
		empty(pressure, now);
		return now;
	};
	const seen = [];
	for (let successes = 0; successes < 8; successes++) {
		seen.push(room());
		pressure.succeed();
	}
	expect(seen).toEqual([2, 2, 3, 3, 3, 4, 4, 4]);
	expect(room()).toBe(4);
});

test('the longest of the waits that were asked for holds', () => {
	const pressure = new Pressure(4);
	pressure.slowDown(5000, 0);
	pressure.slowDown(3000, 0);
	expect(pressure.freeAt).toBe(5000);
});

test('is not like new while it is slowed down, although the wait is over', () => {
	const pressure = new Pressure(4);
	pressure.slowDown(100, 0);
	expect(pressure.isFresh(200)).toBe(false);
});

test('is like new when all is done and forgotten', () => {
	const pressure = new Pressure(2);
	expect(pressure.isFresh(0)).toBe(true);
	pressure.enter();
	expect(pressure.isFresh(0)).toBe(false);
	pressure.slowDown(100, 0);
	pressure.leave();
	pressure.succeed();
	expect(pressure.isFresh(50)).toBe(false);
	expect(pressure.isFresh(100)).toBe(true);
});
