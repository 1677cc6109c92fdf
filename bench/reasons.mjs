/** Why a target is not reached if it is not, by the target's id. */

const OWN_TIME =
	'the node’s own time an item has grown since the first version: in the engine alone from 120 to 200 µs on this machine. 13 µs ' +
	'of it were an error for each request without a typed Content-Type, mended after this run; the rest is yet to be profiled.';

const NOISE =
	'n8n itself takes 5 to 6 s for 100 executions; the difference of two such times is mostly chance.';

/** The simulation (bench/pace.mjs) shows the same: see docs/pace.md. */
const RAMP =
	'the first requests to a service that n8n does not know yet are few, and their number grows only with each response: five ' +
	'round trips pass until 250 are under way. HTTP Request sends all at once.';

/** @type {Record<string, string>} */
export const REASONS = {
	'away-1000-200': RAMP,
	'http-1000': OWN_TIME,
	'https-1000': OWN_TIME,
	'expressions-http-1000': OWN_TIME,
	'expressions-https-1000': OWN_TIME,
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
