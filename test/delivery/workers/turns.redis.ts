/** With the real redis-server: npm run test:redis. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';

import { Paces } from '../../../nodes/CustomWebhook/delivery/pace';
import { redisAddress, SharedSlots, Turns } from '../../../nodes/CustomWebhook/delivery/workers';
import { until } from '../../support/until';

let port: number;
let redis: ChildProcess | undefined;
const opened: Turns[] = [];

beforeAll(async () => {
	port = await freePort();
});
afterEach(async () => {
	for (const turns of opened.splice(0)) turns.close();
	await stopRedis();
});

/** As another process has it: a connection of its own. */
function openTurns(): Turns {
	const turns = new Turns(redisAddress({ CUSTOM_WEBHOOK_REDIS_URL: `redis://127.0.0.1:${port}` })!);
	opened.push(turns);
	return turns;
}

test('turns are evenly spaced over all processes, and keys have turns of their own', async () => {
	await startRedis();
	const [one, other] = [openTurns(), openTurns()];
	await Promise.all([one.take('warm', 1), other.take('warm', 1)]);
	const waits = await Promise.all(
		Array.from({ length: 10 }, (_, i) => (i % 2 ? one : other).take('a', 10_000)),
	);
	waits.sort((a, b) => a - b);
	expect(waits[0]).toBeLessThan(1000);
	for (const [i, wait] of waits.slice(1).entries()) {
		expect(wait - waits[i]!).toBeLessThanOrEqual(10_000);
		expect(wait - waits[i]!).toBeGreaterThan(5000);
	}
	expect(await one.take('b', 10_000)).toBe(0);
});

test('a run sends at its own rate while Redis is gone, says so, and comes back to the turns of all', async () => {
	await startRedis();
	const turns = openTurns();
	const now = () => Date.now();
	const slots: SharedSlots[] = [];
	const sleep = (ms: number, signal?: AbortSignal) =>
		new Promise<void>((resolve, reject) => {
			const timer = setTimeout(resolve, ms);
			signal?.addEventListener('abort', () => {
				clearTimeout(timer);
				reject(signal.reason);
			});
		});
	const paces = new Paces({ now, sleep }, (key) => {
		const made = new SharedSlots((ms) => turns.take(key, ms), now);
		slots.push(made);
		return made;
	});
	const run = () =>
		paces.openRun({
			concurrency: 0,
			requestsPerSecond: 100,
			circuitBreaker: 25,
			maxDelayMs: 30_000,
			limitScope: 'workers',
		});
	const send = async (admission: ReturnType<typeof run>, count: number) => {
		for (let i = 0; i < count; i++) {
			const lane = admission.to({ origin: 'https://a.test' });
			const entry = await lane.enter({});
			if (entry.entered) lane.leave(entry.ticket);
		}
	};
	const first = run();
	await send(first, 5);
	expect(first.sharedWasDown).toBe(false);

	await stopRedis();
	const second = run();
	await send(second, 5);
	expect(second.sharedWasDown).toBe(true);

	await startRedis();
	await until(() => !slots[0]!.isDown);
	const third = run();
	await send(third, 5);
	expect(third.sharedWasDown).toBe(false);
});

async function startRedis(): Promise<void> {
	const where = ['--port', String(port), '--bind', '127.0.0.1', '--dir', tmpdir()];
	redis = spawn('redis-server', [...where, '--save', '', '--appendonly', 'no'], { stdio: 'pipe' });
	let output = '';
	redis.stdout?.on('data', (chunk) => (output += chunk));
	await until(() => output.includes('Ready to accept connections'));
}

async function stopRedis(): Promise<void> {
	if (!redis) return;
	const ended = new Promise((resolve) => redis?.once('exit', resolve));
	redis.kill('SIGKILL');
	redis = undefined;
	await ended;
}

async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	const { port: free } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return free;
}
