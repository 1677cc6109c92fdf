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
 * @property {string} [path] of the service, where it does more than answer: see services.mjs
 * @property {number} [accepted] requests that the service must have answered with 200 after a run; as many as items
 *   where it is not said
 * @property {number} [optimumMs] the shortest time in which the service lets them all through
 * @property {boolean} [fresh] each run calls a service that n8n has seen once: it has not learned its pace
 * @property {boolean} [isSpread] each item goes to one of many services, on addresses of their own
 * @property {number} [runs] executions at once, which share the items
 * @property {'GET'} [method] POST where it is not said
 * @property {object} [options] of Custom Webhook
 * @property {object} [httpRequestOptions]
 * @property {number} concurrency of Custom Webhook and undici; HTTP Request sends all items at once
 * @property {boolean} [expressions] whether every field comes by an n8n expression, for both nodes
 * @property {Contender[]} contenders in each pair
 * @property {number} pairs
 * @property {number} quickPairs with `--quick`
 * @property {Record<string, string>} [env] of n8n, where it is not its default: such cases get an n8n of their own
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
/** What HTTP Request cannot do. @type {Contender[]} */
const OURS_AT_DEFAULTS = ['noop', 'customWebhook'];
/** @type {Contender[]} */
const OURS = ['noop', 'customWebhook', 'undici'];

/** The large ones come first: after them the code of both nodes is compiled, as in an n8n that has run for a while. @type {Case[]} */
export const CASES = [
	{ ...plain('http', 10_000), contenders: ALL, pairs: 5, quickPairs: 2 },
	{ ...plain('https', 10_000), contenders: ALL, pairs: 5, quickPairs: 1 },
	{ ...plain('http', 1_000), contenders: ALL, pairs: 7, quickPairs: 3 },
	{ ...plain('https', 1_000), contenders: ALL, pairs: 7, quickPairs: 3 },
	{ ...expressions('http', 1_000), contenders: ALL, pairs: 5, quickPairs: 3 },
	{ ...expressions('https', 1_000), contenders: ALL, pairs: 5, quickPairs: 3 },
	{ ...expressions('http', 10_000), contenders: OURS, pairs: 5, quickPairs: 2 },
	{ ...expressions('http', 100_000), contenders: OURS, pairs: 1, quickPairs: 1 },
	{ ...away(1_000, 50), pairs: 5, quickPairs: 2 },
	{ ...away(1_000, 200), pairs: 5, quickPairs: 2 },
	{
		...away(1_000, 200),
		name: 'known-1000-200',
		title: '1,000 items to a service that n8n has called before, 200 ms latency',
		fresh: false,
		pairs: 5,
		quickPairs: 2,
	},
	{ ...away(10_000, 200), pairs: 3, quickPairs: 1 },
	{
		...away(1, 50),
		name: 'one-1',
		title: 'One item, 50 ms latency',
		fresh: false,
		pairs: 15,
		quickPairs: 7,
	},
	{
		...away(100, 50),
		name: 'one-100',
		title: '100 executions of one item at once, 50 ms latency, n8n without isolates',
		// to make 100 of them takes n8n 6 s, give or take what the requests take
		env: { N8N_EXPRESSION_ENGINE: 'legacy' },
		fresh: false,
		runs: 100,
		pairs: 9,
		quickPairs: 5,
	},
	{
		...away(2_000, 100),
		name: 'knee-2000',
		title: '2,000 items to a service that takes 20 at once, 100 ms each',
		path: 'knee/20/100',
		optimumMs: 10_000,
		pairs: 3,
		quickPairs: 1,
	},
	{ ...limited('bucket/50/50', '50 a second'), optimumMs: 9_000, pairs: 3, quickPairs: 1 },
	{ ...limited('bucket/50/50', '50 a second', 'hint'), optimumMs: 9_000, pairs: 3, quickPairs: 1 },
	{
		...limited('bucket/50/50', '50 a second'),
		name: 'bucket-5x100',
		title: '5 executions of 100 items at once to a service that takes 50 a second, says nothing',
		runs: 5,
		optimumMs: 9_000,
		pairs: 3,
		quickPairs: 1,
	},
	{ ...limited('window/100/10', '100 in 10 seconds'), optimumMs: 40_000, pairs: 1, quickPairs: 1 },
	{ ...limited('window/100/10', '100 in 10 seconds', 'hint'), optimumMs: 40_000, pairs: 1, quickPairs: 1 },
	{
		...away(1_000, 100),
		name: 'spread-1000',
		title: '1,000 items to 100 services, of which ten take 2 s and the others 100 ms',
		path: 'many/2000/100',
		isSpread: true,
		optimumMs: 2_000,
		pairs: 3,
		quickPairs: 1,
	},
	{
		...away(1_000, 50),
		name: 'batch-1000',
		title: '1,000 items in 10 requests, 50 ms latency',
		accepted: 10,
		options: { batch: { values: { batchSize: 100 } } },
		contenders: OURS_AT_DEFAULTS,
		pairs: 5,
		quickPairs: 2,
	},
	{
		...away(1, 20),
		name: 'pages-100',
		title: '100 pages of 100 members, 20 ms latency',
		path: 'list/100/20',
		method: 'GET',
		accepted: 100,
		options: { pagination: { values: { pagination: 'link', listPath: 'items' } } },
		httpRequestOptions: {
			pagination: {
				pagination: {
					paginationMode: 'responseContainsNextURL',
					nextURL: '={{ $response.body.next }}',
					paginationCompleteWhen: 'other',
					completeExpression: '={{ !$response.body.next }}',
				},
			},
		},
		pairs: 5,
		quickPairs: 2,
	},
	{
		...away(1_000, 0),
		name: 'later-1000',
		title: '1,000 items, each with a result 5 s later',
		path: 'job/5000',
		optimumMs: 5_000,
		options: { result: { values: { waitFor: 'location' } } },
		contenders: OURS_AT_DEFAULTS,
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

/** Measured in an n8n that has done nothing before: what a run leaves behind would hide what the next needs. */
export const FRESH = { ...plain('https', 10_000), name: 'fresh-10000', rounds: 2, quickRounds: 1 };

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
function expressions(protocol, items) {
	const { title, ...rest } = plain(protocol, items);
	return {
		...rest,
		name: `expressions-${protocol}-${items}`,
		title: `${title}, body of four n8n expressions`,
		expressions: true,
	};
}

/** Both nodes as they come, and a service as far away as services are. @param {number} items @param {number} latencyMs */
function away(items, latencyMs) {
	return {
		...plain('http', items),
		name: `away-${items}-${latencyMs}`,
		title: `${items.toLocaleString('en')} items, ${latencyMs} ms latency`,
		latencyMs,
		concurrency: AUTOMATIC,
		fresh: true,
		contenders: DEFAULTS,
	};
}

/** 500 items to a service that limits its callers. @param {string} limit its path @param {string} takes @param {'hint'} [hint] */
function limited(limit, takes, hint) {
	const [kind] = limit.split('/');
	const says = hint ? 'says when to come back' : 'says nothing';
	return {
		...away(500, 50),
		name: `${kind}-500${hint ? '-hint' : ''}`,
		title: `500 items to a service that takes ${takes}, ${says}`,
		path: `${limit}/${hint ?? 'none'}`,
	};
}

/** @param {'http' | 'https'} protocol @param {number} items */
function unlogged(protocol, items) {
	const { name, title, ...rest } = plain(protocol, items);
	return {
		...rest,
		name: `unlogged-${name}`,
		title: `${title}, n8n logs from warn on`,
		env: { N8N_LOG_LEVEL: 'warn' },
	};
}
