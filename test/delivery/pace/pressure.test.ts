import { Pressure } from '../../../nodes/CustomWebhook/delivery/pace/pressure';

test('is not felt until a service asks to slow down', () => {
	const pressure = new Pressure();
	pressure.succeed();
	expect(pressure.limit).toBe(Infinity);
});

test('halves what is in flight each time the service asks to slow down, down to one', () => {
	const pressure = new Pressure();
	const seen = [];
	for (let inFlight = 10, i = 0; i < 5; i++) {
		pressure.slowDown(pressure.currentRound, inFlight);
		seen.push(pressure.limit);
		inFlight = pressure.limit;
	}
	expect(seen).toEqual([5, 2, 1, 1, 1]);
});

test('requests that were in flight together halve it once', () => {
	const pressure = new Pressure();
	for (let inFlight = 10; inFlight > 0; inFlight--) pressure.slowDown(0, inFlight);
	expect(pressure.limit).toBe(5);
});

test('grows by one with each round of successes, and is no longer felt where it began', () => {
	const pressure = new Pressure();
	pressure.slowDown(0, 4);
	const seen = [];
	for (let successes = 0; successes < 6; successes++) {
		seen.push(pressure.limit);
		pressure.succeed();
	}
	expect(seen).toEqual([2, 2, 3, 3, 3, Infinity]);
});
