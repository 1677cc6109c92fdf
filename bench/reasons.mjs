/** Why a target is not reached if it is not, by the target's id. */

const OWN_TIME =
	'almost half of the node’s time an item is undici’s and the kernel’s. The rest is spread thinly over what the node does beside ' +
	'sending: it renders and checks the body, keeps the limits, reports the attempts, hides secrets and makes the item that ' +
	'leaves. In a profile of n8n, no file of it takes more than 7 µs an item, and garbage collection 20.';

const EXPRESSIONS =
	'n8n’s isolate takes 30 µs an item for four expressions, also if many items are evaluated at once. ' +
	OWN_TIME;

const NOISE =
	'n8n itself takes 5 to 6 s for 100 executions; the difference of two such times is mostly chance.';

/** The simulation (bench/pace.mjs) shows the same: see docs/pace.md. */
const RAMP =
	'the first requests to a service that n8n does not know yet are few: 10, then 95, and 250 after two round trips. HTTP Request ' +
	'sends all at once. The next run to the same service starts where this one ended.';

/** @type {Record<string, string>} */
export const REASONS = {
	'away-1000-200': RAMP,
	'away-10000-200':
		'with 250 in flight, 10,000 items take 8 s at least. HTTP Request has 10,000 connections, and needs about as long to open them.',
	'http-1000': OWN_TIME,
	'https-1000': OWN_TIME,
	'expressions-http-1000': EXPRESSIONS,
	'expressions-https-1000': EXPRESSIONS,
	bulk: OWN_TIME,
	'one-100': NOISE,
	'latency-1000': OWN_TIME,
	'latency-10000': OWN_TIME,
	...Object.fromEntries(
		['http-1000', 'https-1000', 'http-10000', 'https-10000', 'http-100000'].flatMap((name) => [
			[`undici-${name}`, OWN_TIME],
			[`undici-unlogged-${name}`, OWN_TIME],
		]),
	),
};
