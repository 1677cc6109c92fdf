/** Evenly spaced turns over all n8n processes, kept in Redis. */
import { createHash } from 'node:crypto';

import type { Cluster, Redis } from 'ioredis';

import type { RedisAddress } from './address';

/** A slower Redis is of no use for a rate. Milliseconds. */
const SLOW_MS = 1000;
/** The connection is closed after so long without requests. Milliseconds. */
const IDLE_MS = 60_000;
const RECONNECT_STEP_MS = 200;
const LONGEST_RECONNECT_MS = 5000;

/**
 * Takes the next free turn, and returns the time until then, in milliseconds. Redis runs a script atomically, and its
 * clock is the same for all processes.
 */
const TAKE_TURN = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local turn = tonumber(redis.call('GET', KEYS[1]) or '0')
if turn < now then turn = now end
local after = turn + tonumber(ARGV[1])
redis.call('SET', KEYS[1], string.format('%.3f', after), 'PX', math.ceil(after - now + 1000))
return string.format('%.3f', turn - now)`;

export class Turns {
	private client?: Promise<Redis | Cluster> | undefined;
	private idle?: NodeJS.Timeout;

	constructor(private readonly address: RedisAddress) {}

	/**
	 * Takes the next turn for this key. Resolves with the time until then, in milliseconds.
	 * @throws Error if Redis does not respond in time
	 */
	async take(key: string, intervalMs: number): Promise<number> {
		this.client ??= connect(this.address);
		this.closeLater();
		const client = await this.client;
		const name = `${this.address.prefix}:custom-webhook:pace:${createHash('sha256').update(key).digest('hex')}`;
		return Number(await inTime(client.eval(TAKE_TURN, 1, name, intervalMs)));
	}

	close(): void {
		clearTimeout(this.idle);
		void this.client?.then((client) => client.disconnect());
		this.client = undefined;
	}

	private closeLater(): void {
		clearTimeout(this.idle);
		this.idle = setTimeout(() => this.close(), IDLE_MS).unref();
	}
}

/** Loaded lazily, because most users have no Redis. */
async function connect(address: RedisAddress): Promise<Redis | Cluster> {
	const { Cluster, Redis } = await import('ioredis');
	const { url, nodes, isCluster, db, tls, username, password } = address;
	const access = {
		...(username === undefined ? {} : { username }),
		...(password === undefined ? {} : { password }),
		...(tls ? { tls: {} } : {}),
	};
	const retryStrategy = (times: number) => Math.min(times * RECONNECT_STEP_MS, LONGEST_RECONNECT_MS);
	const options = { connectTimeout: SLOW_MS, maxRetriesPerRequest: 1, retryStrategy };
	let client: Redis | Cluster;
	if (url !== undefined) client = new Redis(url, options);
	else if (isCluster)
		client = new Cluster([...nodes], { redisOptions: access, clusterRetryStrategy: retryStrategy });
	else client = new Redis({ ...nodes[0], db, ...access, ...options });
	// each command reports its own failure
	client.on('error', () => undefined);
	return client;
}

function inTime<T>(promise: Promise<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => reject(new Error('Redis is too slow')), SLOW_MS);
		promise.then(resolve, reject).finally(() => clearTimeout(timer));
	});
}
