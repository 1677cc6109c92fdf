/** Why a target is not reached if it is not, by the target's id. */

/** Measured apart from a run of these benchmarks, on another machine of the same kind. */
const OWN_TIME =
	'of about 70 µs of processor time an item, once all is compiled (npm run bench:engine), about 40% are the kernel’s for writing ' +
	'to the socket, 15% undici’s and Node’s, 5% garbage collection, and 40% the node’s own, spread thinly: it renders and checks ' +
	'the body, keeps the limits, reports the attempts, hides secrets and makes the item that leaves. Beside a run in n8n, its code ' +
	'is compiled, and n8n makes the isolate of the next run, on one of two cores. A fresh page of memory takes such a machine 20 µs.';

const EXPRESSIONS =
	'n8n’s isolate takes 10 to 15 µs an item for four expressions, many evaluated at once; each run gets a new one, with nothing ' +
	`compiled. For the rest: ${OWN_TIME}`;

const NOISE =
	'the node’s part of 100 executions is a fifth of n8n’s own: the difference of two such times is mostly chance.';

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
