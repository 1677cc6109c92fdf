import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { asText, deliveryWith, requestTo } from '../support/delivery';
import { FAULTS, FaultServer, type Play } from '../support/fault-server';
import { until } from '../support/until';

const status =
	(code: number): Play =>
	(_request, response) =>
		void response.writeHead(code).end(`status ${code}`);

const LATER = status(429);

/** Ten ways to fail, each for three in a hundred requests. */
const WAYS: Play[] = [
	...[
		'reset-before-response',
		'close-before-response',
		'reset-in-headers',
		'cut-short',
		'garbage',
		'corrupt-gzip',
	].map((name) => FAULTS[name] as Play),
	status(500),
	status(503),
	LATER,
	status(404),
];
const FAIL_OF_100 = 30;
/** What the engine itself may have kept meanwhile: compiled code, caches. */
const SLACK_BYTES = 3_000_000;
const CONCURRENCY = 10;
/** A net: they take seconds, minutes on a machine that is slow and busy. */
const LONGEST_MS = 600_000;

let server: FaultServer;
/** By item: how many answers with success the server gave. */
let successes: Map<string, number>;
/** By item: how many requests the server may have acted on, that is all but those that it told to come later. */
let acted: Map<string, number>;
const countIn = (counts: Map<string, number>, item: string) => counts.set(item, (counts.get(item) ?? 0) + 1);

beforeAll(async () => {
	successes = new Map();
	acted = new Map();
	let count = 0;
	const play: Play = (request, response, socket) => {
		// spread over the items by a stride that no method or key shares
		const turn = (count++ * 37) % 100;
		const item = request.url.split('?')[1] ?? '';
		const way = turn < FAIL_OF_100 ? WAYS[turn % WAYS.length] : undefined;
		if (way !== LATER) countIn(acted, item);
		if (!way) countIn(successes, item);
		if (way) way(request, response, socket);
		else response.end('done');
	};
	server = await FaultServer.start({ play });
});
afterAll(async () => await server.stop());

async function runItems(count: number, run: number) {
	const delivery = deliveryWith({
		concurrency: CONCURRENCY,
		circuitBreaker: 0,
		retry: { baseDelayMs: 0 },
	});
	return await Promise.all(
		Array.from({ length: count }, (_, i) => {
			const keyed = i % 4 === 0;
			const request = requestTo(server.url(`play?${run}-${i}${keyed ? '-key' : ''}`), {
				body: `{"i":${i}}`,
			});
			return delivery.deliver(keyed ? { ...request, idempotencyKey: `k${i}` } : request, asText);
		}),
	);
}

test(
	'10,000 items against a server that fails in ten ways: 10,000 out, no POST without a key succeeds twice',
	async () => {
		const all = await runItems(10_000, 0);
		expect(all).toHaveLength(10_000);
		expect(all.every(({ response, failure }) => response !== undefined || failure !== undefined)).toBe(
			true,
		);

		const kinds = new Set(all.map(({ failure }) => failure?.kind));
		expect(kinds).toEqual(new Set([undefined, 'network', 'response']));
		for (const counts of [successes, acted]) {
			expect([...counts].filter(([item, count]) => count > 1 && !item.endsWith('-key'))).toEqual([]);
		}
		expect([...acted.values()].filter((count) => count > 1).length).toBeGreaterThan(100);

		const done = all.filter(({ response }) => response?.body === 'done').length;
		const counted = [...successes.values()].filter((count) => count > 0).length;
		expect(done).toBe(counted);
		expect(done).toBeGreaterThan(6500);
	},
	LONGEST_MS,
);

test(
	'memory stops growing after a number of runs',
	async () => {
		setFlagsFromString('--expose-gc');
		const collect = runInNewContext('gc') as () => void;
		let run = 0;
		const heapAfter = async (runs: number) => {
			for (const last = run + runs; run < last; run++) {
				await runItems(100, run);
				server.received.length = 0;
				successes.clear();
				acted.clear();
			}
			await until(() => server.open <= CONCURRENCY);
			collect();
			collect();
			return process.memoryUsage().heapUsed;
		};
		const heaps = [await heapAfter(5), await heapAfter(95)];
		// The engine may still have warmed up in one stretch of runs. What leaks grows in each of them.
		const growth = () => (heaps.at(-1) ?? 0) - (heaps.at(-2) ?? 0);
		while (growth() >= SLACK_BYTES && heaps.length < 5) heaps.push(await heapAfter(95));
		expect(growth()).toBeLessThan(SLACK_BYTES);
	},
	LONGEST_MS,
);
