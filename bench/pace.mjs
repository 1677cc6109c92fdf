/**
 * The pace of requests at simulated services, on a simulated clock: minutes take a second, and nothing is measured of the
 * machine. Prints a table, and with `--picture` writes docs/images/pace.svg.
 *
 *   node bench/pace.mjs
 *   node bench/pace.mjs --picture
 */
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { importSource } from './bundled.mjs';
import { picture } from './pace-picture.mjs';

const PROJECT = dirname(dirname(fileURLToPath(import.meta.url)));
const PICTURE = 'docs/images/pace.svg';
/** The simulation of the tests, with the real pace in it. */
const SIMULATION = 'test/support/simulation/index.ts';

const { values: flags } = parseArgs({ options: { picture: { type: 'boolean', default: false } } });
const { dice, fewConnections, fixedWindow, knee, latency, simulate, tokenBucket } =
	await importSource(SIMULATION);

const one = [{ items: 500 }];
const five = Array.from({ length: 5 }, () => ({ items: 100 }));
const hundred = Object.fromEntries(
	Array.from({ length: 100 }, (_, i) => [`https://service${i}.test`, latency(i % 10 === 0 ? 2000 : 100)]),
);

/** What is sent where; `best` is the shortest time in which the service takes it, in milliseconds. */
const cases = [
	{ name: '1,000 items, 50 ms', service: latency(50), runs: [{ items: 1000 }] },
	{ name: '1,000 items, 200 ms, 30% jitter', service: latency(200, 0.3), runs: [{ items: 1000 }] },
	{ name: '10,000 items, 200 ms', service: latency(200), runs: [{ items: 10_000 }] },
	{
		name: 'knee at 20 in flight, 100 ms',
		service: knee(20, 100, 0.2),
		runs: [{ items: 2000 }],
		best: 2000 * 5,
		shown: true,
	},
	{ name: '50 connections at most', service: fewConnections(50, 100), runs: [{ items: 2000 }] },
	{
		name: '50/s, burst of 50, no hint',
		service: tokenBucket(50, 50, { ms: 50 }),
		runs: one,
		best: 9000,
		shown: true,
	},
	{
		name: '50/s, burst of 50, Retry-After',
		service: tokenBucket(50, 50, { ms: 50, hint: true }),
		runs: one,
		best: 9000,
	},
	{
		name: '100 per 10 s, no hint',
		service: fixedWindow(100, 10_000, { ms: 50 }),
		runs: one,
		best: 40_000,
		shown: true,
	},
	{
		name: '100 per 10 s, Retry-After',
		service: fixedWindow(100, 10_000, { ms: 50, hint: true }),
		runs: one,
		best: 40_000,
	},
	{
		name: '100 per 10 s, RateLimit headers',
		service: fixedWindow(100, 10_000, { ms: 50, headers: true }),
		runs: one,
		best: 40_000,
	},
	{ name: '50/s, no hint, 5 runs', service: tokenBucket(50, 50, { ms: 50 }), runs: five, best: 9000 },
	{
		name: '100 per 10 s, no hint, 5 runs',
		service: fixedWindow(100, 10_000, { ms: 50 }),
		runs: five,
		best: 40_000,
	},
	{
		name: '100 services, every tenth slow',
		service: hundred,
		runs: Object.keys(hundred).map((origin) => ({ origin, items: 10 })),
	},
];

const shown = [];
for (const { name, service, runs, best, shown: isShown } of cases) {
	const result = await simulate(service, runs);
	if (isShown) shown.push({ name, result });
	const items = runs.reduce((sum, run) => sum + run.items, 0);
	const latencies = result.sent
		.filter(({ status }) => status === 200)
		.map(({ at, endedAt }) => endedAt - at);
	console.log(
		[
			name.padEnd(34),
			`${(result.ms / 1000).toFixed(1)} s`.padStart(8),
			(best ? `${(result.ms / best).toFixed(2)} × best` : '').padStart(12),
			`${result.delivered} of ${items}`.padStart(14),
			`${result.refused} refused`.padStart(11),
			`${Math.max(...result.sent.map(({ inFlight }) => inFlight))} in flight`.padStart(14),
			`${latencies.sort((a, b) => a - b)[latencies.length >> 1]?.toFixed(0)} ms`.padStart(8),
		].join(' '),
	);
}
const fixed = await simulate(knee(20, 100, 0.2, dice()), [{ items: 2000, concurrency: 20 }]);
console.log(`knee at 20, by the best fixed concurrency: ${(fixed.ms / 1000).toFixed(1)} s`);

if (flags.picture) {
	await writeFile(join(PROJECT, PICTURE), picture(shown));
	console.log(`${PICTURE} is written`);
}
