/**
 * The connections of this process, shared by all runs: kept alive while idle, keyed by what makes connections
 * different. Idle sockets and their timers do not hold up the process, and a pool without connections is dropped.
 */
import * as http from 'node:http';
import type { Socket } from 'node:net';

import Client from 'undici/lib/dispatcher/client';

import type { GuardContext } from './addresses';
import { openSocket } from './connector';
import { ResponseStart } from './continue';
import { LONGEST_IDLE_MS } from './keep-alive';
import { stillOpen } from './quiet';
import type { Opening, Route, TlsMemory } from './route';
import { tlsMemoryOf } from './tls-memories';

/** Idle connections of the whole process: a run that calls a thousand hosts must not hold a thousand sockets. */
export const MOST_IDLE = 256;

interface Pool {
	key: string;
	tls: TlsMemory;
	idle: Connection[];
	leased: number;
}

const pools = new Map<string, Pool>();
/** Of all pools. */
let idleCount = 0;
/** When idle connections are looked through: one timer serves all, as most are used again long before their end. */
let sweep: { at: number; timer: NodeJS.Timeout } | undefined;

/** How many kinds of connections this process holds. For tests. */
export function poolCount(): number {
	return pools.size;
}

/** One connection to an origin, used by one request at a time. */
export class Connection {
	readonly client: Client;
	private guard: GuardContext;
	private readonly opening: Opening = { cancelled: false };
	private readonly responseStart = new ResponseStart();
	/** While it is idle: since when, and when it must not be used any more (epoch ms). */
	idle?: { since: number; until: number };
	/** The socket of the last response; undici opens another one if that is closed. */
	private respondedOn?: Socket;
	private retired = false;

	constructor(
		private readonly pool: Pool,
		readonly route: Route,
		guard: GuardContext,
	) {
		this.guard = guard;
		this.client = new Client(route.origin, {
			connect: (_options, callback) => {
				openSocket(route, this.guard, pool.tls, this.opening)
					.then(stillOpen)
					.then(
						(socket) => callback(null, this.responseStart.watch(socket)),
						(error: Error) => {
							// the resumed session may be the cause, so the next handshake is a full one
							pool.tls.session = undefined;
							callback(error, null);
						},
					);
			},
			pipelining: 1,
			headersTimeout: 0,
			bodyTimeout: 0,
			// `release` limits this: undici reads a server's hint only in its usual spelling
			keepAliveTimeout: LONGEST_IDLE_MS,
			keepAliveTimeoutThreshold: 0,
			keepAliveMaxTimeout: LONGEST_IDLE_MS,
			maxHeaderSize: http.maxHeaderSize,
		});
		this.client.on('disconnect', () => {
			if (this.idle) this.forget();
		});
	}

	/** Whether a connection that breaks now may have been closed because the service wants a client certificate. */
	get mayWantCertificate(): boolean {
		return this.pool.tls.asksForCertificate === true && !this.respondedOn;
	}

	/** Whether its socket has been idle, so that the service may have closed it unnoticed. */
	get isReused(): boolean {
		return this.respondedOn !== undefined && this.respondedOn === this.opening.socket;
	}

	/** What broke the socket; undefined if it just ended. */
	get socketError(): Error | undefined {
		return this.opening.socket?.errored ?? undefined;
	}

	/** By the clock, not by a timer, which is late if the process is busy, and stops while the machine sleeps. */
	get isOverdue(): boolean {
		return this.idle !== undefined && Date.now() >= this.idle.until;
	}

	/** Takes it for a request. If a new socket is needed, it is opened under this run's guard. */
	take(guard: GuardContext): this {
		this.guard = guard;
		this.endIdle();
		this.pool.leased++;
		return this;
	}

	/** The request is sent now. */
	awaitResponse(): void {
		this.responseStart.await();
	}

	/** The head of the response has been read. */
	responseBegan(): void {
		this.responseStart.forget();
	}

	/** The first bytes of a response whose head could not be read; undefined if none came. */
	get unreadHead(): Buffer | undefined {
		const { first } = this.responseStart;
		return first.length > 0 ? first : undefined;
	}

	/** The request is done. The connection can serve another one within so many milliseconds; 0 = none. */
	release(idleMs: number): void {
		this.pool.leased--;
		this.respondedOn = this.opening.socket;
		const since = Date.now();
		this.idle = { since, until: since + (this.retired ? 0 : idleMs) };
		this.pool.idle.push(this);
		idleCount++;
		if (idleCount > MOST_IDLE) longestIdle().forget();
		sweepAt(this.idle.until);
	}

	/** Allows no further request on it. */
	retire(): void {
		this.retired = true;
		if (this.idle) this.forget();
	}

	/** Closes it at once, also while it is being opened. */
	discard(reason: Error): void {
		this.opening.cancelled = true;
		this.pool.leased--;
		dropIfEmpty(this.pool);
		this.client.destroy(reason, () => undefined);
		this.opening.socket?.destroy();
	}

	/** Closes it while it is idle. */
	forget(): void {
		this.endIdle();
		this.pool.idle = this.pool.idle.filter((other) => other !== this);
		dropIfEmpty(this.pool);
		this.client.destroy(() => undefined);
	}

	private endIdle(): void {
		if (this.idle) idleCount--;
		this.idle = undefined;
	}
}

/**
 * A connection for one request: the idle one that was used last, else a new one. Give it back with `release`, or throw
 * it away with `discard`.
 *
 * @param fresh takes none that has been idle
 */
export function lease(route: Route, guard: GuardContext, fresh = false): Connection {
	const key = keyOf(route, guard);
	const connection = fresh ? undefined : idleIn(pools.get(key));
	if (connection) return connection.take(guard);
	const pool = pools.get(key) ?? { key, tls: route.secure ? tlsMemoryOf(key) : {}, idle: [], leased: 0 };
	pools.set(key, pool);
	return new Connection(pool, route, guard).take(guard);
}

function idleIn(pool: Pool | undefined): Connection | undefined {
	for (;;) {
		const connection = pool?.idle.pop();
		if (!connection?.isOverdue) return connection;
		connection.forget();
	}
}

/** Each pool has its own in the order in which they became idle. */
function longestIdle(): Connection {
	const longest = [...pools.values()].flatMap(({ idle }) => idle.slice(0, 1));
	return longest.reduce((one, other) => ((other.idle?.since ?? 0) < (one.idle?.since ?? 0) ? other : one));
}

/** Closes what is overdue then. A timer that is late starts anew. */
function sweepAt(time: number): void {
	const now = Date.now();
	if (sweep && sweep.at > now && sweep.at <= time) return;
	clearTimeout(sweep?.timer);
	const at = Math.min(time, sweep?.at ?? time);
	sweep = { at, timer: setTimeout(closeOverdue, Math.max(0, at - now)).unref() };
}

function closeOverdue(): void {
	sweep = undefined;
	for (const { idle } of pools.values()) {
		for (const connection of idle) {
			if (connection.isOverdue) connection.forget();
			else if (connection.idle) sweepAt(connection.idle.until);
		}
	}
}

function keyOf(route: Route, { allowPrivateNetwork, tools }: GuardContext): string {
	const { proxy } = route;
	return [
		route.origin,
		route.secure || proxy?.secure ? route.tls.fingerprint : '',
		allowPrivateNetwork ? 'private' : 'public',
		tools.egress ? 'guarded' : '',
		proxy ? `${proxy.scheme}://${proxy.label}` : '',
		// the guard judges the author's proxy, but not the environment's
		proxy ? (proxy.fromOption ? 'option' : 'environment') : '',
		proxy?.authorization ?? '',
		JSON.stringify(proxy?.socks ?? ''),
	].join('\n');
}

function dropIfEmpty(pool: Pool): void {
	if (pool.leased > 0 || pool.idle.length > 0 || pools.get(pool.key) !== pool) return;
	pools.delete(pool.key);
	if (pools.size > 0) return;
	clearTimeout(sweep?.timer);
	sweep = undefined;
}
