/**
 * What is measured.
 *
 * @typedef {'noop' | 'httpRequest' | 'customWebhook' | 'undici'} Contender
 *
 * @typedef {object} Case
 * @property {string} name for `--only`
 * @property {string} title
 * @property {'http' | 'https'} protocol
 * @property {number} items
 * @property {number} [latencyMs] of the server
 * @property {number} concurrency of Custom Webhook and undici; HTTP Request sends all items at once
 * @property {boolean} [expressions] whether every field comes by an n8n expression, for both nodes
 * @property {Contender[]} contenders in each pair
 * @property {number} pairs
 * @property {number} quickPairs with `--quick`
 * @property {'warn'} [logLevel] of n8n, where it is not its default: then the node's line for each delivery is not written
 * @property {boolean} [once] HTTP Request is run once, in an n8n of its own: it takes minutes, and may take n8n with it
 * @property {boolean} [slow] HTTP Request is left out with `--quick`
 */

/** What the contenders are called where people read of them. @type {Record<Contender, string>} */
export const NAMES = {
	noop: 'No-Op',
	httpRequest: 'HTTP Request',
	customWebhook: 'Custom Webhook',
	undici: 'undici alone',
};

/** What the node did before it was automatic: a number to compare runs by. */
const CONCURRENCY = 10;

/** The node's own default. */
const AUTOMATIC = 0;

/** @type {Contender[]} */
const ALL = ['noop', 'httpRequest', 'customWebhook', 'undici'];
/** Both as they come. @type {Contender[]} */
const DEFAULTS = ['noop', 'httpRequest', 'customWebhook'];
/** @type {Contender[]} */
const OURS = ['noop', 'customWebhook', 'undici'];

/** The large ones come first: after them the code of both nodes is compiled, as in an n8n that has run for a while. @type {Case[]} */
export const CASES = [
	{ ...plain('http', 10_000), contenders: ALL, pairs: 5, quickPairs: 2 },
	{ ...plain('https', 10_000), contenders: ALL, pairs: 5, quickPairs: 1 },
	{ ...plain('http', 1_000), contenders: ALL, pairs: 7, quickPairs: 3 },
	{ ...plain('https', 1_000), contenders: ALL, pairs: 7, quickPairs: 3 },
	{
		...plain('http', 1_000),
		name: 'expressions-1000',
		title: '1,000 items, HTTP, body of four n8n expressions',
		expressions: true,
		contenders: ALL,
		pairs: 5,
		quickPairs: 3,
	},
	{
		...plain('http', 10_000),
		name: 'expressions-10000',
		title: '10,000 items, HTTP, body of four n8n expressions',
		expressions: true,
		contenders: OURS,
		pairs: 5,
		quickPairs: 3,
	},
	{
		...plain('http', 1_000),
		name: 'real-1000-50',
		title: '1,000 items, HTTP, 50 ms latency, defaults',
		latencyMs: 50,
		concurrency: AUTOMATIC,
		contenders: DEFAULTS,
		pairs: 5,
		quickPairs: 2,
	},
	{
		...plain('http', 1_000),
		name: 'real-1000-200',
		title: '1,000 items, HTTP, 200 ms latency, defaults',
		latencyMs: 200,
		concurrency: AUTOMATIC,
		contenders: DEFAULTS,
		pairs: 5,
		quickPairs: 2,
	},
	{
		...plain('http', 10_000),
		name: 'real-10000-200',
		title: '10,000 items, HTTP, 200 ms latency, defaults',
		latencyMs: 200,
		concurrency: AUTOMATIC,
		contenders: DEFAULTS,
		pairs: 3,
		quickPairs: 1,
	},
	{
		...plain('http', 1_000),
		name: 'latency-1000',
		title: '1,000 items, HTTP, 50 ms latency, concurrency 100',
		latencyMs: 50,
		concurrency: 100,
		contenders: ALL,
		pairs: 5,
		quickPairs: 3,
	},
	{
		...plain('http', 10_000),
		name: 'latency-10000',
		title: '10,000 items, HTTP, 50 ms latency, concurrency 100',
		latencyMs: 50,
		concurrency: 100,
		contenders: OURS,
		pairs: 5,
		quickPairs: 1,
	},
	{ ...plain('https', 20_000), contenders: OURS, pairs: 5, quickPairs: 2, once: true },
	{ ...plain('http', 100_000), contenders: OURS, pairs: 3, quickPairs: 1, once: true, slow: true },
	{ ...plain('https', 100_000), contenders: OURS, pairs: 1, quickPairs: 1 },
	{ ...unlogged('http', 10_000), contenders: OURS, pairs: 5, quickPairs: 3 },
	{ ...unlogged('https', 10_000), contenders: OURS, pairs: 5, quickPairs: 3 },
	{ ...unlogged('http', 1_000), contenders: OURS, pairs: 7, quickPairs: 3 },
	{ ...unlogged('https', 1_000), contenders: OURS, pairs: 7, quickPairs: 3 },
];

/** Memory is measured in an n8n that has done nothing before: what a run leaves behind would hide what the next needs. */
export const MEMORY = { ...plain('https', 10_000), name: 'memory-10000', rounds: 2, quickRounds: 1 };

/** @param {'http' | 'https'} protocol @param {number} items */
function plain(protocol, items) {
	return {
		name: `${protocol}-${items}`,
		title: `${items.toLocaleString('en')} items, ${protocol.toUpperCase()}`,
		protocol,
		items,
		concurrency: CONCURRENCY,
	};
}

/** @param {'http' | 'https'} protocol @param {number} items */
function unlogged(protocol, items) {
	const { name, title, ...rest } = plain(protocol, items);
	return {
		...rest,
		name: `unlogged-${name}`,
		title: `${title}, n8n logs from warn on`,
		logLevel: /** @type {const} */ ('warn'),
	};
}
