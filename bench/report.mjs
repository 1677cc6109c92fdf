/** Writes what was measured: RESULTS.md for people, results.svg to look at. */
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { CASES, NAMES } from './cases.mjs';
import { chart } from './chart.mjs';
import { median, mostConnections, runsOf, timeOnce, timesOf } from './numbers.mjs';
import { judgeTargets } from './targets.mjs';

const BYTES_IN_A_GIGABYTE = 1e9;

/** The cases in the chart: the others would make its bars too short to see. */
const CHARTED = ['http-1000', 'https-1000', 'http-10000', 'https-10000'];

/** The load beyond which other work on the machine makes times unsteady: a core's worth. */
const QUIET_LOAD = 1;

/**
 * @typedef {import('./run.mjs').CaseResult} CaseResult
 * @typedef {import('./cases.mjs').Case} Case
 * @typedef {import('./cases.mjs').Contender} Contender
 * @typedef {ReturnType<typeof machine> & { loadBefore: number[], n8nVersion: string, httpRequestVersion: number,
 *   quick: boolean }} About
 * @typedef {import('./run.mjs').Fresh} Fresh
 * @typedef {Awaited<ReturnType<typeof import('./loading.mjs').measureLoading>>} Loading
 *
 * @typedef {object} All
 * @property {About} about
 * @property {Record<string, CaseResult>} results
 * @property {Fresh} fresh
 * @property {number} paceUs of the pace alone, an item
 * @property {Loading} loading
 * @property {number} tookMs
 */

export function machine() {
	const require = createRequire(import.meta.url);
	return {
		processor: os.cpus()[0]?.model ?? '',
		cores: os.cpus().length,
		memoryGb: os.totalmem() / BYTES_IN_A_GIGABYTE,
		system: `${os.type()} ${os.release()}`,
		undiciVersion: require('undici/package.json').version,
		packageVersion: require('../package.json').version,
	};
}

/** @param {All} all */
export async function writeResults(all) {
	const { about, results, fresh, loading, tookMs } = all;
	const text = [
		'# Custom Webhook beside HTTP Request',
		`Written by \`npm run bench${about.quick ? ' -- --quick' : ''}\`, which took ${Math.round(tookMs / 60_000)} minutes. Do not edit: run it again.`,
		'![Time an item](results.svg)',
		'## Targets',
		...targets(all),
		'## Times',
		'A node’s time is its run less the run of the same pair with a No-Op in its place: median (least–most) of the pairs. Requests and connections: the most in a run that the server saw.',
		times(results),
		'## Memory',
		memoryTable(fresh),
		'## The first item',
		firstTable(fresh, loading),
		'## Nothing lost',
		await outbox(),
		'## Conditions',
		conditions(about),
		'## To repeat it',
		'`npm run bench` on a machine that does nothing else: about twenty-five minutes. `npm run bench -- --quick` takes about ten, `npm run bench -- --only https-1000` measures one case and writes nothing. `npm run bench:engine` runs the node in n8n’s engine alone, for finding where time goes.',
	].join('\n\n');
	const file = fileURLToPath(new URL('RESULTS.md', import.meta.url));
	await writeFile(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
	await writeFile(new URL('results.svg', import.meta.url), drawing(results, about));
}

/** @param {All} all */
function targets(all) {
	const verdicts = judgeTargets(all.results, all);
	const rows = verdicts.map(({ target, measured, reached }) => [
		target,
		measured,
		reached ? 'reached' : '**not reached**',
	]);
	const parts = [table(['target', 'measured', ''], rows)];
	const missed = verdicts.filter(({ reason }) => reason !== '');
	for (const reason of new Set(missed.map((verdict) => verdict.reason))) {
		const targets = missed.filter((verdict) => verdict.reason === reason);
		parts.push(targets.map(({ target }) => `- ${target}`).join('\n'), `Why not: ${reason}`);
	}
	return parts;
}

/** @param {Record<string, CaseResult>} results */
function times(results) {
	const rows = CASES.flatMap((each) => {
		const result = results[each.name];
		return result ? rowsOf(each, result) : [];
	});
	return table(
		['case', '', 'time', 'an item', 'HTTP Request / this', 'requests', 'connections', 'pairs'],
		rows,
	);
}

/** @param {Case} each @param {CaseResult} result @returns {string[][]} */
function rowsOf({ title, items, contenders }, result) {
	const theirs = contenders.includes('httpRequest')
		? median(timesOf(result, 'httpRequest'))
		: timeOnce(result);
	const rows = contenders
		.filter((contender) => contender !== 'noop')
		.map((contender) => {
			const times = timesOf(result, contender);
			if (times.length === 0) return failedRow(title, items, contender, result);
			const time = median(times);
			const ratio = contender !== 'httpRequest' && theirs > 0 ? (theirs / time).toFixed(1) : '';
			const spread =
				times.length > 1 ? ` (${seconds(Math.min(...times))}–${seconds(Math.max(...times))})` : '';
			return [
				title,
				NAMES[contender],
				`${seconds(time)} s${spread}`,
				`${((time * 1000) / items).toFixed(0)} µs`,
				ratio,
				String(Math.max(...runsOf(result, contender).map(({ requests = NaN }) => requests))),
				String(mostConnections(result, contender)),
				String(times.length),
			];
		});
	return result.once ? [onceRow(title, items, result), ...rows] : rows;
}

/** Of a contender whose every run ended with an error. @param {string} title @param {number} items @param {Contender} contender @param {CaseResult} result */
function failedRow(title, items, contender, result) {
	const runs = runsOf(result, contender);
	const [most] = runs.sort((a, b) => (b.accepted ?? 0) - (a.accepted ?? 0));
	return [
		title,
		NAMES[contender],
		`**failed**: ${most?.accepted} of ${items} delivered`,
		'',
		'',
		String(most?.requests),
		String(most?.connections),
		String(runs.length),
	];
}

/** @param {string} title @param {number} items @param {CaseResult} result */
function onceRow(title, items, result) {
	const { once } = result;
	const time = timeOnce(result);
	const end = once?.ok ? '' : `, **failed** after ${once?.requests} requests: ${once?.error}`;
	return [
		title,
		NAMES.httpRequest,
		`${seconds(time)} s${end}`,
		once?.ok ? `${((time * 1000) / items).toFixed(0)} µs` : '',
		'',
		String(once?.requests),
		String(once?.connections),
		`once; peak of n8n ${once?.peakMb?.toFixed(0)} MB`,
	];
}

/** @param {Fresh} fresh */
function memoryTable({ growthMb, rounds }) {
	const rows = Object.entries(growthMb).map(([contender, mb]) => [
		NAMES[/** @type {Contender} */ (contender)],
		`${mb.toFixed(0)} MB`,
	]);
	const how = `What the memory of the n8n process (resident set) grew by at its peak, at 10,000 items over HTTPS, in a fresh n8n each time, after a run of 200 items; ${rounds === 1 ? 'one round' : `median of ${rounds} rounds`}. Nothing is subtracted: the items themselves are in it.`;
	return `${how}\n\n${table(['', 'growth'], rows)}`;
}

/** @param {Fresh} fresh @param {Loading} loading */
function firstTable({ firstMs, rounds }, loading) {
	const rows = /** @type {const} */ (['httpRequest', 'customWebhook']).map((contender) => [
		NAMES[contender],
		`${Math.max(0, (firstMs[contender] ?? NaN) - (firstMs.noop ?? NaN)).toFixed(0)} ms`,
		`${loading[contender].cpuMs.toFixed(0)} ms`,
		`${loading[contender].heapMb.toFixed(0)} MB`,
	]);
	const how = `The first run of a fresh n8n, of one item over HTTPS, less that with a No-Op (${rounds === 1 ? 'one n8n each' : `median of ${rounds}`}); and what loading the node’s file takes in a fresh process that has n8n’s own modules: processor time, and what stays in the heap (medians of five).`;
	return `${how}\n\n${table(['', 'first item', 'loading', 'heap'], rows)}`;
}

/** What `npm run soak:outbox` measured when it ran last. */
async function outbox() {
	const { items, downSeconds, at, replayed, requests } = JSON.parse(
		await readFile(new URL('outbox.json', import.meta.url), 'utf8'),
	);
	const how = `By \`npm run soak:outbox\`, in queue mode with two workers: ${items.toLocaleString('en')} items through the [outbox](../docs/outbox.md) to a service that honours idempotency keys, is down for ${downSeconds / 60} minutes, and fails for three in ten requests afterwards. ${replayed} dead letters were listed and replayed. Requests: ${requests.requests.toLocaleString('en')}, of which ${requests.down} while it was down, ${requests.refused} refused, ${requests.failed} failed, ${requests.repeated} repeats of a key that it knew.`;
	const rows = Object.entries(at).map(([what, seconds]) => [what, `${seconds} s`]);
	return `${how}\n\n${table(['', 'after'], rows)}`;
}

/** @param {About} about */
function conditions(about) {
	const load = about.loadBefore.map((each) => each.toFixed(1)).join(', ');
	const busy = (about.loadBefore[0] ?? 0) > QUIET_LOAD;
	return [
		`- n8n ${about.n8nVersion} on its own Node, HTTP Request version ${about.httpRequestVersion}, Custom Webhook ${about.packageVersion}, undici ${about.undiciVersion}.`,
		`- ${about.processor}, ${about.cores} cores, ${about.memoryGb.toFixed(0)} GB, ${about.system}. n8n, the service and the benchmark share them.`,
		`- Load of the machine when it began (1, 5, 15 minutes): ${load}.${busy ? ' **It was busy with other work: take the ratios, not the times.**' : ''}`,
		`- ${about.quick ? '**A quick run: few pairs.** ' : ''}Contenders take turns, in one n8n, the order reversed from pair to pair, half a second apart, three seconds after HTTP Request, so that its sockets are cleared away; each runs 1,000 items before, unmeasured, and the large cases come first, so that the code of all is compiled, as in an n8n that has run for a while.`,
		'- Webhook → Edit Fields → Split Out → node under test → No-Op that runs once. Executions are not saved. n8n logs at its default level, but for the cases that say otherwise: Custom Webhook’s line for the run is in its time; HTTP Request writes none.',
		'- The service is a process of its own on loopback, and answers 60 bytes of JSON. Certificates are not verified, by either node.',
		'- Both nodes as they are set by default, with what the case needs. HTTP Request sends all items at once. Custom Webhook finds the number by itself, and calls a service that n8n has seen once before; without latency in the service it is set to 10 at a time, as undici is, and to 100 where the case says so. HTTP Request’s body is always made by n8n’s expressions, as it knows nothing else, with `JSON.stringify` for the one field that has quotes; Custom Webhook’s by Handlebars. Where the case says so, both have the same text of four expressions, `{{ JSON.stringify($json.name) }}` and so on.',
		'- undici alone: a `Pool` with as many connections, in a process of its own, the same Node, the same bodies by `JSON.stringify`, the answers parsed and kept.',
	].join('\n');
}

/** @param {Record<string, CaseResult>} results @param {About} about */
function drawing(results, { n8nVersion, quick }) {
	const groups = CASES.filter(({ name }) => CHARTED.includes(name)).map(({ name, title, items }) => {
		const result = /** @type {CaseResult} */ (results[name]);
		const perItem = (/** @type {Contender} */ contender) =>
			(median(timesOf(result, contender)) * 1000) / items;
		return {
			title,
			microseconds: {
				httpRequest: perItem('httpRequest'),
				customWebhook: perItem('customWebhook'),
				undici: perItem('undici'),
			},
		};
	});
	return chart(groups, `Time an item in n8n ${n8nVersion}, less is better${quick ? ' (quick run)' : ''}`);
}

/** @param {string[]} head @param {string[][]} rows */
function table(head, rows) {
	const line = (/** @type {string[]} */ cells) =>
		`| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** @param {number} ms */
function seconds(ms) {
	return (ms / 1000).toFixed(ms < 10_000 ? 2 : 0);
}
