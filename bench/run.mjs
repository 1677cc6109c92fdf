/**
 * Custom Webhook side by side with n8n's own HTTP Request node, in the real n8n, in one run.
 *
 *   npm run bench                        everything, about twenty-five minutes; writes RESULTS.md and results.svg
 *   npm run bench -- --quick             fewer pairs, about ten minutes; writes them too, and says so there
 *   npm run bench -- --only https-1000   one case (or `fresh`, `latency` …: all whose names begin so); writes nothing
 */
import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { buildPackage } from '../local/setup/build.mjs';
import { installN8n } from '../local/setup/install-n8n.mjs';
import { stopChildren } from '../local/support/children.mjs';
import { CASES, FRESH, NAMES } from './cases.mjs';
import { measureLoading } from './loading.mjs';
import { startBenchN8n } from './n8n.mjs';
import { median } from './numbers.mjs';
import { measurePace } from './pace-alone.mjs';
import { machine, writeResults } from './report.mjs';
import { SERVICES_AT_ONCE, startServer } from './server.mjs';
import { startUndici } from './undici-alone.mjs';

/** Between two runs. Milliseconds. */
const REST_MS = 500;

/** After HTTP Request: n8n clears away its thousands of sockets, which must not be in the next one's time. Milliseconds. */
const REST_AFTER_HTTP_REQUEST_MS = 3_000;

/** Each contender runs so many items first, unmeasured: a long-running n8n has its code compiled. */
const WARM_UP_ITEMS = 1_000;

/** Items of the run that shows that a workflow is there; one where the service is to be as good as new. */
const FIRST_ITEMS = 200;

/** After this long HTTP Request is no longer waited for. Milliseconds. */
const RUN_TIMEOUT_MS = 300_000;

const startedAt = Date.now();
let rest = REST_MS;

/**
 * @typedef {import('./cases.mjs').Case} Case
 * @typedef {import('./cases.mjs').Contender} Contender
 * @typedef {import('./n8n.mjs').Run & Partial<import('./server.mjs').Counts>} Measured
 * @typedef {{ pairs: Array<Partial<Record<Contender, Measured>>>, once?: Measured }} CaseResult
 * @typedef {{ rounds: number, growthMb: Record<string, number>, firstMs: Record<string, number> }} Fresh medians, by contender
 */

const { values: flags } = parseArgs({
	options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } },
});
const isExact = CASES.some(({ name }) => name === flags.only);
const isWanted = (/** @type {{ name: string }} */ { name }) =>
	!flags.only || (isExact ? name === flags.only : name.startsWith(flags.only));

await installN8n();
await buildPackage();
const server = await startServer();
/** @type {ReturnType<typeof startUndici> | undefined} */
let undici;
try {
	await main();
} finally {
	undici?.stop();
	server.stop();
	await stopChildren();
}

async function main() {
	const loadBefore = loadavg();
	let n8n = await startBenchN8n();
	undici = startUndici(n8n.node);
	const about = {
		...machine(),
		loadBefore,
		n8nVersion: n8n.version,
		httpRequestVersion: n8n.httpRequestVersion,
		quick: flags.quick,
	};
	/** @type {Record<string, CaseResult>} */
	const results = {};
	const wanted = CASES.filter(isWanted);
	const usual = JSON.stringify({});
	const environments = new Set([usual, ...wanted.map(({ env = {} }) => JSON.stringify(env))]);
	for (const environment of environments) {
		if (environment !== usual) n8n = await startBenchN8n(JSON.parse(environment));
		for (const each of wanted.filter(({ env = {} }) => JSON.stringify(env) === environment))
			results[each.name] = await runPairs(n8n, each);
		await n8n.stop();
	}

	for (const each of wanted.filter((one) => one.once && !(flags.quick && one.slow))) {
		n8n = await startBenchN8n();
		const once = await measure(n8n, each, 'httpRequest');
		say(`${each.name}, HTTP Request, once: ${shown(once)}`);
		const result = results[each.name];
		if (result) result.once = once;
		await n8n.stop();
	}
	const fresh = isWanted(FRESH) ? await measureFresh() : undefined;
	if (flags.only || !fresh) return;
	const [paceUs, loading] = [await measurePace(n8n.node), await measureLoading(n8n.node)];
	await writeResults({ about, results, fresh, paceUs, loading, tookMs: Date.now() - startedAt });
	say('bench/RESULTS.md and bench/results.svg are written');
}

/** @param {import('./n8n.mjs').BenchN8n} n8n @param {Case} each @returns {Promise<CaseResult>} */
async function runPairs(n8n, each) {
	const count = flags.quick ? each.quickPairs : each.pairs;
	/** @type {CaseResult['pairs']} */
	const pairs = [];
	const warmUp = { ...each, items: Math.min(each.items, WARM_UP_ITEMS) };
	if (!each.fresh) for (const contender of each.contenders) await measure(n8n, warmUp, contender);
	for (let at = 0; at < count; at++) {
		/** @type {CaseResult['pairs'][number]} */
		const pair = {};
		const order = at % 2 === 0 ? each.contenders : [...each.contenders].reverse();
		for (const contender of order) pair[contender] = await measure(n8n, each, contender);
		pairs.push(pair);
		const line = each.contenders.map(
			(one) => `${NAMES[one]} ${shown(/** @type {Measured} */ (pair[one]))}`,
		);
		say(`${each.name}, pair ${at + 1} of ${count}: ${line.join('; ')}`);
	}
	return { pairs };
}

/**
 * @param {import('./n8n.mjs').BenchN8n} n8n
 * @param {Case} each
 * @param {Contender} contender
 * @returns {Promise<Measured>}
 */
async function measure(n8n, each, contender) {
	const url = await urlOf(each);
	const setup = contender === 'undici' ? undefined : setupOf(each, contender, url);
	if (setup) await n8n.prepare(setup, each.fresh || each.runs ? 1 : FIRST_ITEMS);
	await sleep(rest);
	rest = contender === 'httpRequest' ? REST_AFTER_HTTP_REQUEST_MS : REST_MS;
	await server.take();
	const { items, runs } = each;
	const run = setup
		? await n8n.run(setup, { items, runs, timeoutMs: RUN_TIMEOUT_MS })
		: { ok: true, ...(await undici?.run(url, items, each.concurrency)) };
	const measured = /** @type {Measured} */ ({ ...run, ...(await server.take()) });
	const isWhole = contender === 'noop' || measured.accepted === (each.accepted ?? items);
	if (measured.ok && !isWhole) return { ...measured, ok: false, error: 'not every item was delivered' };
	return measured;
}

/**
 * What only a fresh n8n shows: how long the first item takes, and what its memory grows by.
 *
 * @returns {Promise<Fresh>}
 */
async function measureFresh() {
	const rounds = flags.quick ? FRESH.quickRounds : FRESH.rounds;
	/** @type {Fresh} */
	const fresh = { rounds, growthMb: {}, firstMs: {} };
	for (const contender of /** @type {const} */ (['noop', 'httpRequest', 'customWebhook'])) {
		/** @type {number[]} */
		const growth = [];
		/** @type {number[]} */
		const first = [];
		for (let round = 0; round < rounds; round++) {
			const n8n = await startBenchN8n();
			const each = { ...FRESH, contenders: [], pairs: 0, quickPairs: 0 };
			first.push(await n8n.prepare(setupOf(each, contender, await urlOf(each)), 1));
			await measure(n8n, { ...each, items: FIRST_ITEMS }, contender);
			const run = await measure(n8n, each, contender);
			await n8n.stop();
			say(`fresh n8n, ${each.items} items, ${NAMES[contender]}: ${shown(run)}`);
			growth.push(run.growthMb ?? NaN);
		}
		fresh.growthMb[contender] = median(growth);
		fresh.firstMs[contender] = median(first);
	}
	return fresh;
}

/**
 * @param {Case} each
 * @param {Exclude<Contender, 'undici'>} under
 * @param {string} url
 * @returns {import('./n8n.mjs').Setup}
 */
function setupOf(each, under, url) {
	const { concurrency, expressions = false, method = 'POST', options = {}, httpRequestOptions = {} } = each;
	return { under, url, expressions, concurrency, method, options, httpRequestOptions };
}

/** @param {Case} each @returns {Promise<string>} */
async function urlOf({ protocol, latencyMs, path = latencyMs ? `wait/${latencyMs}` : '', fresh, isSpread }) {
	if (isSpread)
		return `=http://127.0.0.{{ $json.id % ${SERVICES_AT_ONCE} + 1 }}:${await server.openMany()}/${path}`;
	return `${fresh ? await server.open() : server[protocol]}/${path}`;
}

/** @param {Measured} run */
function shown({ ok, error, ms, requests = 0, accepted = 0, connections, growthMb }) {
	const refused = requests > accepted ? `, ${accepted} of ${requests} requests accepted` : '';
	const memory = growthMb === undefined ? '' : `, +${growthMb.toFixed(0)} MB`;
	const outcome = ok ? '' : ` FAILED (${error})`;
	return `${(ms / 1000).toFixed(2)} s (${connections} connections${refused}${memory})${outcome}`;
}

/** @param {string} text */
function say(text) {
	const seconds = Math.round((Date.now() - startedAt) / 1000);
	const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
	console.log(`[${clock}] ${text}`);
}
