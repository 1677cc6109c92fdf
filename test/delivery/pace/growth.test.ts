import { Growth, MOST, START } from '../../../nodes/CustomWebhook/delivery/pace/growth';
import { dice, fewConnections, knee, latency, simulate, tokenBucket } from '../../support/simulation';

/** So many responses of a service that takes so long, with as many in flight as allowed. */
function respond(growth: Growth, count: number, latencyMs: number): void {
	for (let i = 0; i < count; i++) growth.accepted(latencyMs, growth.limit);
}

const middle = (numbers: number[]) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1]!;

test('starts at 10, and grows with each round while latency stays the same', () => {
	const growth = new Growth();
	const seen = [growth.limit];
	for (let round = 0; round < 14; round++) {
		respond(growth, growth.limit, 200);
		seen.push(growth.limit);
	}
	expect(seen.slice(0, 7)).toEqual([START, 30, 33, 33, 99, MOST, MOST]);
	expect(seen.at(-1)).toBe(MOST);
	expect(seen).toEqual([...seen].sort((a, b) => a - b));
});

test('has 33 in flight at most until 105 were accepted, so that a small limit is not overrun', () => {
	const growth = new Growth();
	respond(growth, 104, 200);
	expect(growth.limit).toBe(33);
	respond(growth, 66, 200);
	expect(growth.limit).toBeGreaterThan(33);
});

test('in a run of 1,000 items or more it is one round of 95, so that 105 are accepted after two', () => {
	const growth = new Growth();
	growth.expect(1000);
	const seen = [growth.limit];
	for (let round = 0; round < 3; round++) {
		respond(growth, growth.limit, 200);
		seen.push(growth.limit);
	}
	expect(seen).toEqual([START, 95, MOST, MOST]);
});

test('a run of fewer items does not have more in flight than others, and takes nothing from a larger one', () => {
	const growth = new Growth();
	growth.expect(999);
	respond(growth, START, 200);
	respond(growth, 30, 200);
	expect(growth.limit).toBe(33);
	const shared = new Growth();
	shared.expect(5000);
	shared.expect(1);
	respond(shared, START, 200);
	expect(shared.limit).toBe(95);
});

test('does not grow while less is in flight than allowed: nothing is known about more', () => {
	const growth = new Growth();
	for (let i = 0; i < 1000; i++) growth.accepted(200, START - 1);
	expect(growth.limit).toBe(START);
});

test('a service that becomes slower under load gets fewer requests', () => {
	const growth = new Growth();
	respond(growth, 300, 100);
	const before = growth.limit;
	respond(growth, 3 * before, 400);
	expect(growth.limit).toBeLessThan(before);
	expect(growth.limit).toBeGreaterThanOrEqual(START);
});

test('a service that is slower for good is not held back for ever', () => {
	const growth = new Growth();
	respond(growth, 300, 100);
	respond(growth, 5000, 400);
	expect(growth.limit).toBeGreaterThan(START + 10);
});

test('trouble halves the limit, once for the requests that were in flight together, down to 1', () => {
	const growth = new Growth();
	const seen = [];
	for (let i = 0; i < 5; i++) {
		const round = growth.currentRound;
		growth.shrink(round);
		growth.shrink(round);
		seen.push(growth.limit);
	}
	expect(seen).toEqual([5, 2, 1, 1, 1]);
});

test('after trouble it grows again with successes', () => {
	const growth = new Growth();
	for (let i = 0; i < 4; i++) growth.shrink(growth.currentRound);
	respond(growth, 200, 100);
	expect(growth.limit).toBeGreaterThanOrEqual(START);
});

test('has learned nothing until its first round or trouble', () => {
	const growth = new Growth();
	expect(growth.isFresh).toBe(true);
	respond(growth, START - 1, 200);
	expect(growth.isFresh).toBe(true);
	respond(growth, 1, 200);
	expect(growth.isFresh).toBe(false);
	const troubled = new Growth();
	troubled.shrink(troubled.currentRound);
	expect(troubled.isFresh).toBe(false);
});

/** Responses that take turns at two latencies. */
const respondInTurns = (growth: Growth, count: number, ...latencies: number[]) => {
	for (let i = 0; i < count; i++) growth.accepted(latencies[i % latencies.length]!, growth.limit);
};

test('a round of very different latencies proves no slowdown, where one of the same latencies does', () => {
	const [mixed, even] = [new Growth(), new Growth()];
	for (const growth of [mixed, even]) respond(growth, START, 200);
	// both 320 ms in the geometric mean
	respondInTurns(mixed, 30, 160, 640);
	respond(even, 30, 320);
	expect(mixed.limit).toBe(33);
	expect(even.limit).toBeLessThan(30);
});

test('a first round of very different latencies is no measure that only luck can reach', () => {
	const growth = new Growth();
	respondInTurns(growth, START, 50, 800);
	respond(growth, 30, 434);
	expect(growth.limit).toBe(33);
});

test('below the start it grows by one a round, and only if as many were in flight as allowed', () => {
	const growth = new Growth();
	growth.shrink(growth.currentRound);
	for (let i = 0; i < 50; i++) growth.accepted(200, 4);
	expect(growth.limit).toBe(5);
	respond(growth, 5, 200);
	expect(growth.limit).toBe(6);
});

test('after trouble it grows by half of its root up to what was safe, then by one', () => {
	const growth = new Growth();
	respond(growth, 10 + 30 + 33 + 33, 200);
	expect(growth.limit).toBe(99);
	growth.shrink(growth.currentRound);
	const seen = [growth.limit];
	for (let round = 0; round < 3; round++) {
		respond(growth, growth.limit, 200);
		seen.push(growth.limit);
	}
	expect(seen).toEqual([49, 52, 53, 54]);
});

test('once it has slowed down it stays where it is while less is in flight than allowed, and latency is good', () => {
	const growth = new Growth();
	respond(growth, 10 + 30 + 33 + 33, 200);
	growth.shrink(growth.currentRound);
	for (let i = 0; i < 500; i++) growth.accepted(200, 20);
	expect(growth.limit).toBe(49);
});

test.each([
	['the same each time', 0],
	['30% up and down', 0.3],
])('1,000 items at 200 ms latency, %s, take no longer than 2 s', async (_name, jitter) => {
	const { ms, delivered } = await simulate(latency(200, jitter), [{ items: 1000 }]);
	expect(delivered).toBe(1000);
	expect(ms).toBeLessThan(2000);
});

test.each([
	['1,000', 1000, 1.5],
	['10,000', 10_000, 8.7],
])('%s items at 200 ms latency need few round trips until 250 are in flight', async (_name, items, s) => {
	const { ms, delivered } = await simulate(latency(200, 0.3), [{ items }]);
	expect(delivered).toBe(items);
	expect(ms).toBeLessThan(s * 1000);
});

test.each([
	['50 a second', () => tokenBucket(50, 50, { ms: 200 })],
	['10 a second', () => tokenBucket(10, 10, { ms: 50 })],
])('a service that takes %s refuses at most a tenth of 1,000 items', async (_name, service) => {
	const { refused, delivered } = await simulate(service(), [{ items: 1000 }]);
	expect(delivered).toBe(1000);
	expect(refused).toBeLessThanOrEqual(100);
});

test.each([20, 60])('settles near the knee of a service that slows down beyond %i in flight', async (at) => {
	const items = 3000;
	const service = () => knee(at, 100, 0.2, dice(1));
	const { sent, ms } = await simulate(service(), [{ items }]);
	const best = await simulate(service(), [{ items, concurrency: at }]);
	expect(best.ms / ms).toBeGreaterThan(0.9);
	expect(middle(sent.map(({ at: from, endedAt }) => endedAt - from))).toBeLessThan(200);
});

test('a service that refuses connections beyond some is not overrun again and again', async () => {
	const { sent, delivered } = await simulate(fewConnections(50, 100), [{ items: 2000 }]);
	expect(delivered).toBe(2000);
	expect(sent.filter(({ status }) => status === 0).length).toBeLessThan(100);
});
