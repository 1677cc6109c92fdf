import { Circuit, PROBE_INTERVAL_MS } from '../../../nodes/CustomWebhook/delivery/pace/circuit';
import { WebhookFailure, type FailureKind } from '../../../nodes/CustomWebhook/failure';

const fail = (kind: FailureKind) => new WebhookFailure(kind, `it ended in ${kind}`);
const circuitTo = (host = 'api.example.com') => new Circuit(host, 0);
const opened = (threshold = 3) => {
	const circuit = circuitTo();
	for (let i = 0; i < threshold; i++) circuit.itemEnded(0, fail('connect'), threshold);
	return circuit;
};

test('opens after so many items in a row without a response, and names the last cause', () => {
	const circuit = circuitTo();
	circuit.itemEnded(0, fail('dns'), 3);
	circuit.itemEnded(0, fail('timeout'), 3);
	expect(circuit.refusal(0, 3)).toBeUndefined();
	circuit.itemEnded(0, fail('network'), 3);
	expect(circuit.refusal(0, 3)).toMatchObject({
		kind: 'circuit',
		message: expect.stringMatching(/3 items in a row.*api\.example\.com.*it ended in network/),
		description: expect.stringContaining('the option Circuit Breaker'),
	});
});

test.each(['dns', 'connect', 'tls', 'timeout', 'network'] as const)('%s counts', (kind) => {
	const circuit = circuitTo();
	circuit.itemEnded(0, fail(kind), 1);
	expect(circuit.refusal(0, 1)).toBeDefined();
});

test.each(['response', 'redirect', undefined] as const)('%s is a response, which ends the row', (kind) => {
	const circuit = circuitTo();
	circuit.itemEnded(0, fail('connect'), 2);
	circuit.itemEnded(0, kind && fail(kind), 2);
	circuit.itemEnded(0, fail('connect'), 2);
	expect(circuit.refusal(0, 2)).toBeUndefined();
});

test.each(['cancelled', 'blocked', 'credentials', 'circuit', 'request'] as const)(
	'%s says nothing',
	(kind) => {
		const circuit = circuitTo();
		circuit.itemEnded(0, fail('connect'), 2);
		circuit.itemEnded(0, fail(kind), 2);
		expect(circuit.refusal(0, 2)).toBeUndefined();
		circuit.itemEnded(0, fail('connect'), 2);
		expect(circuit.refusal(0, 2)).toBeDefined();
	},
);

test('lets one item through every 30 seconds after it opened', () => {
	const circuit = opened();
	expect(circuit.refusal(PROBE_INTERVAL_MS - 1, 3)).toBeDefined();
	expect(circuit.refusal(PROBE_INTERVAL_MS, 3)).toBeUndefined();
	circuit.enter(PROBE_INTERVAL_MS, 3);
	expect(circuit.refusal(PROBE_INTERVAL_MS, 3)).toBeDefined();
	circuit.itemEnded(PROBE_INTERVAL_MS + 5, fail('connect'), 3);
	expect(circuit.refusal(2 * PROBE_INTERVAL_MS - 1, 3)).toBeDefined();
	expect(circuit.refusal(2 * PROBE_INTERVAL_MS, 3)).toBeUndefined();
});

test('a response closes it, and the row begins anew', () => {
	const circuit = opened();
	circuit.responded();
	expect(circuit.refusal(1, 3)).toBeUndefined();
	circuit.itemEnded(1, fail('connect'), 3);
	expect(circuit.refusal(1, 3)).toBeUndefined();
});

test('a response to one item does not take back what others in a row did not get', () => {
	const circuit = circuitTo();
	circuit.itemEnded(0, fail('connect'), 2);
	circuit.responded();
	circuit.itemEnded(0, fail('connect'), 2);
	expect(circuit.refusal(0, 2)).toBeDefined();
});

test('each run has its own number: 0 is never refused, a higher one later', () => {
	const circuit = opened(3);
	expect(circuit.refusal(0, 0)).toBeUndefined();
	expect(circuit.refusal(0, 4)).toBeUndefined();
	circuit.itemEnded(0, fail('connect'), 4);
	expect(circuit.refusal(0, 4)).toBeDefined();
});

test('a run with a lower number finds it open after one probe of its own', () => {
	const circuit = circuitTo();
	for (let i = 0; i < 3; i++) circuit.itemEnded(0, fail('connect'), 25);
	expect(circuit.refusal(0, 2)).toBeUndefined();
	circuit.enter(0, 2);
	expect(circuit.refusal(0, 2)).toBeDefined();
});

test('what a run without a circuit breaker sends does not put off the probe of the others', () => {
	const circuit = opened(3);
	circuit.enter(PROBE_INTERVAL_MS - 1, 0);
	expect(circuit.refusal(PROBE_INTERVAL_MS, 3)).toBeUndefined();
});
