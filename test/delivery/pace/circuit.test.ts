import { Circuit, PROBE_INTERVAL_MS } from '../../../nodes/CustomWebhook/delivery/pace/circuit';
import { WebhookFailure, type FailureKind } from '../../../nodes/CustomWebhook/failure';

const fail = (kind: FailureKind) => new WebhookFailure(kind, `it ended in ${kind}`);
const opened = (threshold = 3) => {
	const circuit = new Circuit(threshold, 'api.example.com');
	for (let i = 0; i < threshold; i++) circuit.itemEnded(0, fail('connect'));
	return circuit;
};

test('opens after so many items in a row without an answer, and names the last cause', () => {
	const circuit = new Circuit(3, 'api.example.com');
	circuit.itemEnded(0, fail('dns'));
	circuit.itemEnded(0, fail('timeout'));
	expect(circuit.refusal(0)).toBeUndefined();
	circuit.itemEnded(0, fail('network'));
	expect(circuit.refusal(0)).toMatchObject({
		kind: 'circuit',
		message: expect.stringMatching(/3 items in a row.*api\.example\.com.*it ended in network/),
	});
});

test.each(['dns', 'connect', 'tls', 'timeout', 'network'] as const)('%s counts', (kind) => {
	const circuit = new Circuit(1, 'x');
	circuit.itemEnded(0, fail(kind));
	expect(circuit.refusal(0)).toBeDefined();
});

test.each(['response', 'redirect', undefined] as const)('%s is an answer, which ends the row', (kind) => {
	const circuit = new Circuit(2, 'x');
	circuit.itemEnded(0, fail('connect'));
	circuit.itemEnded(0, kind && fail(kind));
	circuit.itemEnded(0, fail('connect'));
	expect(circuit.refusal(0)).toBeUndefined();
});

test.each(['cancelled', 'blocked', 'credentials', 'circuit', 'request'] as const)(
	'%s says nothing',
	(kind) => {
		const circuit = new Circuit(2, 'x');
		circuit.itemEnded(0, fail('connect'));
		circuit.itemEnded(0, fail(kind));
		expect(circuit.refusal(0)).toBeUndefined();
		circuit.itemEnded(0, fail('connect'));
		expect(circuit.refusal(0)).toBeDefined();
	},
);

test('lets one item through every 30 seconds after it opened', () => {
	const circuit = opened();
	expect(circuit.refusal(PROBE_INTERVAL_MS - 1)).toBeDefined();
	expect(circuit.refusal(PROBE_INTERVAL_MS)).toBeUndefined();
	circuit.enter(PROBE_INTERVAL_MS);
	expect(circuit.refusal(PROBE_INTERVAL_MS)).toBeDefined();
	circuit.itemEnded(PROBE_INTERVAL_MS + 5, fail('connect'));
	expect(circuit.refusal(2 * PROBE_INTERVAL_MS - 1)).toBeDefined();
	expect(circuit.refusal(2 * PROBE_INTERVAL_MS)).toBeUndefined();
});

test('an answer closes it, and the row begins anew', () => {
	const circuit = opened();
	circuit.answered();
	expect(circuit.refusal(1)).toBeUndefined();
	circuit.itemEnded(1, fail('connect'));
	expect(circuit.refusal(1)).toBeUndefined();
});

test('a wait that is too long opens it until then, whatever is answered meanwhile', () => {
	const circuit = new Circuit(25, 'api.example.com');
	circuit.openUntil(3_600_000);
	circuit.answered();
	expect(circuit.refusal(1_800_000)).toMatchObject({ kind: 'circuit', retryAfterMs: 1_800_000 });
	expect(circuit.refusal(3_600_000)).toBeUndefined();
});

test('0 switches off both ways to open it', () => {
	const circuit = new Circuit(0, 'x');
	for (let i = 0; i < 100; i++) circuit.itemEnded(0, fail('connect'));
	circuit.openUntil(1000);
	expect(circuit.refusal(0)).toBeUndefined();
});

test('a wait keeps it open until its very end, and a shorter one does not cut it short', () => {
	const circuit = new Circuit(25, 'x');
	circuit.openUntil(2000);
	circuit.openUntil(1000);
	expect([1999, 2000].map((now) => circuit.refusal(now)?.retryAfterMs)).toEqual([1, undefined]);
});

test('an answer to one item does not take back what others in a row did not get', () => {
	const circuit = new Circuit(2, 'x');
	circuit.itemEnded(0, fail('connect'));
	circuit.answered();
	circuit.itemEnded(0, fail('connect'));
	expect(circuit.refusal(0)).toBeDefined();
});

test('it is fresh while it knows nothing: no row, no probe, no wait', () => {
	const circuit = new Circuit(2, 'x');
	expect(circuit.isFresh(0)).toBe(true);
	circuit.itemEnded(0, fail('connect'));
	expect(circuit.isFresh(0)).toBe(false);
	circuit.itemEnded(0);
	expect(circuit.isFresh(0)).toBe(true);
	circuit.openUntil(1000);
	expect([999, 1000].map((now) => circuit.isFresh(now))).toEqual([false, true]);
	expect(opened().isFresh(0)).toBe(false);
});

test('a refusal says for how long, in whole seconds, and what to do', () => {
	const circuit = new Circuit(1, 'a.test');
	circuit.openUntil(1500);
	expect(circuit.refusal(0)).toMatchObject({
		message: 'Not sent: a.test asked for no more requests for 2 s',
		description: expect.stringContaining('Max Delay'),
	});
	expect(opened().refusal(0)?.description).toContain('the option Circuit Breaker');
});
