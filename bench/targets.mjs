/** What the node is to reach, as ratios in one run, and whether it did. */
import { CASES } from './cases.mjs';
import { isWhole, median, mostConnections, runsOf, timeOnce, timesOf } from './numbers.mjs';
import { REASONS } from './reasons.mjs';
import { isSlow } from './services.mjs';

/** With n8n's log as it is by default, and without the node's line for each delivery in it. */
const TO_UNDICI = ['http-1000', 'https-1000', 'http-10000', 'https-10000', 'http-100000'].flatMap((name) => {
	const unlogged = `unlogged-${name}`;
	return CASES.some((each) => each.name === unlogged) ? [name, unlogged] : [name];
});

/**
 * @typedef {Record<string, import('./run.mjs').CaseResult>} Results
 * @typedef {{ id: string, target: string, measured: string, reached: boolean, reason: string }} Verdict
 *
 * @param {Results} results
 * @param {Pick<import('./report.mjs').All, 'fresh' | 'paceUs'>} alone
 * @returns {Verdict[]}
 */
export function judgeTargets(results, { fresh: { growthMb }, paceUs }) {
	return [
		...['away-1000-50', 'away-1000-200'].flatMap((name) => [
			besideHttpRequest(results, name, 1.2),
			fewConnections(results, name),
		]),
		besideHttpRequest(results, 'known-1000-200', 1),
		besideHttpRequest(results, 'away-10000-200', 1),
		...['one-1', 'one-100'].map((name) => besideHttpRequest(results, name, 1.1)),
		...['bucket-500', 'bucket-500-hint', 'bucket-5x100', 'window-500', 'window-500-hint'].map((name) =>
			limited(results, name),
		),
		knee(results, 'knee-2000'),
		spread(results, 'spread-1000'),
		optimum(results, 'later-1000', 1.4),
		less(results, 'batch-1000', 'away-1000-50'),
		besideHttpRequest(results, 'pages-100', 1.1),
		speed(results, 'expressions-http-1000', 6),
		speed(results, 'expressions-https-1000', 12),
		...['http-1000', 'https-1000', 'http-10000']
			.filter((name) => CASES.some((each) => each.name === `expressions-${name}`))
			.map((name) => expressions(results, name)),
		speed(results, 'https-1000', 10),
		speed(results, 'http-1000', 5),
		...bulk(results),
		atMost(
			'memory',
			'Peak memory growth at 10,000 items over HTTPS: at most an eighth of HTTP Request’s',
			(growthMb.customWebhook ?? NaN) / (growthMb.httpRequest ?? NaN),
			1 / 8,
		),
		verdict('pace', 'The pace alone: at most 5 µs an item', `${paceUs.toFixed(1)} µs`, paceUs <= 5),
		...TO_UNDICI.map((name) => toUndici(results, name)),
		...['http', 'expressions-http'].map((name) => linear(results, name)),
		...['latency-1000', 'latency-10000'].map((name) => latency(results, name)),
	];
}

/** @param {Results} results @param {string} name @param {number} times */
function speed(results, name, times) {
	const ratio = timeOf(results, name, 'httpRequest') / ownTime(results, name);
	return verdict(
		name,
		`${titleOf(name)}: at least ${times} times HTTP Request’s speed`,
		`${ratio.toFixed(1)} times`,
		ratio >= times,
	);
}

/** @param {Results} results @param {string} name @param {number} limit */
function besideHttpRequest(results, name, limit) {
	const ratio = ownTime(results, name) / timeOf(results, name, 'httpRequest');
	const most = limit === 1 ? 'less than' : `at most ${limit} times`;
	return atMost(name, `${titleOf(name)}: ${most} HTTP Request’s time`, ratio, limit);
}

/** @param {Results} results @param {string} name */
function fewConnections(results, name) {
	const result = resultOf(results, name);
	const ours = mostConnections(result, 'customWebhook');
	const theirs = mostConnections(result, 'httpRequest');
	return verdict(
		`connections-${name}`,
		`${titleOf(name)}: on at most a quarter of HTTP Request’s connections`,
		`${ours} of ${theirs}`,
		ours <= theirs / 4,
	);
}

/** All delivered, in little more than the service's own time, and few refused. @param {Results} results @param {string} name */
function limited(results, name) {
	const { items, optimumMs = NaN } = caseOf(name);
	const runs = runsOf(resultOf(results, name), 'customWebhook');
	const isWhole = runs.every(({ ok }) => ok);
	const refused = Math.max(...runs.map(({ requests = NaN, accepted = NaN }) => requests - accepted));
	const ratio = ownTime(results, name) / optimumMs;
	return verdict(
		name,
		`${titleOf(name)}: all delivered, within 1.15 of the optimum, at most 10% refused`,
		`${isWhole ? 'all' : 'NOT all'}, ${ratio.toFixed(2)}, ${refused} refused`,
		isWhole && ratio <= 1.15 && refused <= items / 10,
	);
}

/** As many as the service takes, and no queue in it. @param {Results} results @param {string} name */
function knee(results, name) {
	const { optimumMs = NaN, latencyMs = NaN } = caseOf(name);
	const share = optimumMs / ownTime(results, name);
	const runs = runsOf(resultOf(results, name), 'customWebhook');
	const times = median(runs.map(({ meanMs = NaN }) => meanMs)) / latencyMs;
	return verdict(
		name,
		`${titleOf(name)}: at least 90% of what it can take, at most twice its latency`,
		`${(share * 100).toFixed(0)}%, ${times.toFixed(2)} times`,
		share >= 0.9 && times <= 2,
	);
}

/** No service waits for another: the slow ones are done in their own time, and the others long before. @param {Results} results @param {string} name */
function spread(results, name) {
	const { optimumMs = NaN } = caseOf(name);
	const runs = runsOf(resultOf(results, name), 'customWebhook');
	const fastMs = Math.max(...runs.map(lastFastMs));
	const ratio = ownTime(results, name) / optimumMs;
	return verdict(
		name,
		`${titleOf(name)}: done within 1.2 times the slow services’ time, the others within half of it`,
		`${ratio.toFixed(2)}, the others after ${(fastMs / 1000).toFixed(2)} s`,
		ratio <= 1.2 && fastMs <= optimumMs / 2,
	);
}

/** When the last service that is not slow has sent its last response. @param {import('./run.mjs').Measured} run */
function lastFastMs({ endMs = {} }) {
	const ends = Object.entries(endMs).filter(([host]) => !isSlow(host));
	return Math.max(...ends.map(([, ms]) => ms));
}

/** @param {Results} results @param {string} name @param {number} limit */
function optimum(results, name, limit) {
	const ratio = ownTime(results, name) / (caseOf(name).optimumMs ?? NaN);
	return atMost(name, `${titleOf(name)}: at most ${limit} times the time that they take`, ratio, limit);
}

/** @param {Results} results @param {string} name @param {string} than */
function less(results, name, than) {
	const ratio = ownTime(results, name) / ownTime(results, than);
	return atMost(name, `${titleOf(name)}: less than the time without batches`, ratio, 1);
}

/** @param {Results} results @param {string} name of the case with placeholders */
function expressions(results, name) {
	const ratio = ownTime(results, `expressions-${name}`) / ownTime(results, name);
	return atMost(
		`placeholders-${name}`,
		`${titleOf(name)}: n8n expressions within 1.5 of the same body by placeholders`,
		ratio,
		1.5,
	);
}

/** @param {Results} results @returns {Verdict[]} */
function bulk(results) {
	const name = 'https-20000';
	const result = resultOf(results, name);
	const connections = mostConnections(result, 'customWebhook');
	const { concurrency } = caseOf(name);
	const once = timeOnce(result);
	const end = result.once?.ok ? 'which delivered all' : `which failed: ${result.once?.error}`;
	const share = once / ownTime(results, name);
	return [
		verdict(
			'delivered',
			`${titleOf(name)}: every item delivered, on at most ${concurrency} connections`,
			`${isWhole(result, 'customWebhook') ? 'every item' : 'NOT every item'}, ${connections} connections`,
			isWhole(result, 'customWebhook') && connections <= concurrency,
		),
		verdict(
			'bulk',
			`${titleOf(name)}: less than a fifteenth of HTTP Request’s time`,
			`1/${share.toFixed(0)} of its ${(once / 1000).toFixed(0)} s (run once, ${end})`,
			share > 15,
		),
	];
}

/** @param {Results} results @param {string} name */
function toUndici(results, name) {
	const ratio = ownTime(results, name) / timeOf(results, name, 'undici');
	return atMost(
		`undici-${name}`,
		`${titleOf(name)}: at most twice undici’s own time at the same concurrency`,
		ratio,
		2,
	);
}

/** What grows with the number of items: memory, queues. @param {Results} results @param {string} name without the number */
function linear(results, name) {
	const many = ownTime(results, `${name}-100000`) / 100_000;
	return atMost(
		`linear-${name}`,
		`${titleOf(`${name}-100000`)}: time an item at most 1.3 times that at 10,000`,
		many / (ownTime(results, `${name}-10000`) / 10_000),
		1.3,
	);
}

/** @param {Results} results @param {string} name */
function latency(results, name) {
	const { items, concurrency, latencyMs = 0 } = caseOf(name);
	const ratio = ownTime(results, name) / ((latencyMs * items) / concurrency);
	return atMost(name, `${titleOf(name)}: within 1.2 of latency × items / concurrency`, ratio, 1.2);
}

/** @param {string} id @param {string} target @param {number} ratio @param {number} limit */
function atMost(id, target, ratio, limit) {
	const shown = ratio > 0 && ratio < 1 ? `1/${(1 / ratio).toFixed(1)}` : ratio.toFixed(2);
	return verdict(id, target, shown, ratio <= limit);
}

/** @param {string} id @param {string} target @param {string} measured @param {boolean} reached @returns {Verdict} */
function verdict(id, target, measured, reached) {
	return { id, target, measured, reached, reason: reached ? '' : (REASONS[id] ?? '') };
}

/** @param {Results} results @param {string} name */
function ownTime(results, name) {
	return timeOf(results, name, 'customWebhook');
}

/** @param {Results} results @param {string} name @param {import('./cases.mjs').Contender} contender */
function timeOf(results, name, contender) {
	return median(timesOf(resultOf(results, name), contender));
}

/** @param {Results} results @param {string} name */
function resultOf(results, name) {
	return /** @type {import('./run.mjs').CaseResult} */ (results[name]);
}

/** @param {string} name */
function caseOf(name) {
	return /** @type {import('./cases.mjs').Case} */ (CASES.find((each) => each.name === name));
}

/** @param {string} name */
function titleOf(name) {
	return caseOf(name).title;
}
