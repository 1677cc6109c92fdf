/**
 * Why a target is not reached where it is not, by the target's id: from profiles of that case in n8n
 * (`NODE_OPTIONS=--cpu-prof`), read with bench/profile.mjs.
 */

/** n8n's Logger.log and what it calls: 1,069 ms of 40,200 deliveries' profile, of about 105 µs each. */
const LOG =
	'about 30 µs an item are n8n’s own logger, which takes a stack trace for each line (callsites), formats it (winston) ' +
	'and writes it synchronously; undici alone writes no log. The line for each delivery is part of what the node promises; ' +
	'where n8n logs from warn on, it costs 3 µs: see those rows.';

/** A profile of the engine alone, 160,000 deliveries on ten connections. */
const REST =
	'beside the socket (writev, the HTTP parser), which undici alone pays too, no single thing stands out: n8n copies the ' +
	'items (2 µs), garbage is collected (5 µs, the items that stay), and template, request, checks, admission, attempt, ' +
	'decoding and item take 1 to 2 µs each.';

/** @type {Record<string, string>} */
export const REASONS = {
	'undici-http-1000': LOG,
	'undici-https-1000': LOG,
	'undici-http-10000': LOG,
	'undici-https-10000': LOG,
	'undici-http-100000': LOG,
	'undici-unlogged-http-1000': REST,
	'undici-unlogged-https-1000': REST,
	'undici-unlogged-http-10000': REST,
	'undici-unlogged-https-10000': REST,
};
