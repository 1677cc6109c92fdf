/**
 * The connections of this process, shared by all runs: kept alive while idle, keyed by what makes connections
 * different. Idle sockets and their timers do not hold up the process, and an entry without connections is dropped.
 */
import Client from 'undici/lib/dispatcher/client';

import type { GuardContext } from './addresses';
import { openSocket, type Opening, type Route, type TlsMemory } from './connector';
import { AnswerStart } from './continue';

/** How long an idle connection is kept where the server gives no hint: below the 5 s that many servers wait. */
const IDLE_MS = 4000;
/** How long before the time that a server's `Keep-Alive` header gives a connection is dropped. */
const BEFORE_HINT_MS = 1000;
/** The longest that a server's hint can keep an idle connection: longer ones only tie up sockets on both sides. */
const LONGEST_IDLE_MS = 600_000;
/** All headers of an answer together; what Node itself allows. */
const MAX_HEADER_BYTES = 16_384;

interface Pool extends TlsMemory {
	key: string;
	idle: Connection[];
	leased: number;
}

const pools = new Map<string, Pool>();

/** How many kinds of connections this process holds. For tests. */
export function poolCount(): number {
	return pools.size;
}

/** One connection to an origin, used by one request at a time. */
export class Connection {
	readonly client: Client;
	private guard: GuardContext;
	private readonly opening: Opening = { cancelled: false };
	private readonly answerStart = new AnswerStart();
	private idle = false;
	private answered = false;

	constructor(
		private readonly pool: Pool,
		readonly route: Route,
		guard: GuardContext,
	) {
		this.guard = guard;
		this.client = new Client(route.origin, {
			connect: (_options, callback) => {
				openSocket(route, this.guard, pool, this.opening).then(
					(socket) => callback(null, this.answerStart.watch(socket)),
					(error: Error) => callback(error, null),
				);
			},
			pipelining: 1,
			headersTimeout: 0,
			bodyTimeout: 0,
			keepAliveTimeout: IDLE_MS,
			keepAliveTimeoutThreshold: BEFORE_HINT_MS,
			keepAliveMaxTimeout: LONGEST_IDLE_MS,
			maxHeaderSize: MAX_HEADER_BYTES,
		});
		this.client.on('disconnect', () => {
			if (this.idle) this.forget();
		});
	}

	/** Whether a connection that breaks now may have been closed for want of a client certificate. */
	get mayWantCertificate(): boolean {
		return this.pool.asksForCertificate === true && !this.answered;
	}

	/** Taken for a request; a new socket, where one is needed, is opened under this run's guard. */
	take(guard: GuardContext): this {
		this.guard = guard;
		this.idle = false;
		this.pool.leased++;
		return this;
	}

	/** The request leaves now. */
	awaitAnswer(): void {
		this.answerStart.await();
	}

	/** The request is done and the connection is good for another. */
	release(): void {
		this.pool.leased--;
		this.idle = true;
		this.answered = true;
		this.pool.idle.push(this);
	}

	/** The connection is of no more use; closes it at once, also while it is being opened. */
	discard(reason: Error): void {
		this.opening.cancelled = true;
		this.pool.leased--;
		dropIfEmpty(this.pool);
		this.client.destroy(reason, () => undefined);
		this.opening.socket?.destroy();
	}

	private forget(): void {
		this.pool.idle = this.pool.idle.filter((other) => other !== this);
		dropIfEmpty(this.pool);
		this.client.destroy(() => undefined);
	}
}

/**
 * A connection for one request: the one used last of those that are idle, else a new one. Give it back with
 * `release`, or throw it away with `discard`.
 *
 * @param fresh takes none that has been idle
 */
export function lease(route: Route, guard: GuardContext, fresh = false): Connection {
	const key = keyOf(route, guard);
	let pool = pools.get(key);
	if (!pool) {
		pool = { key, idle: [], leased: 0 };
		pools.set(key, pool);
	}
	const connection = (fresh ? undefined : pool.idle.pop()) ?? new Connection(pool, route, guard);
	return connection.take(guard);
}

function keyOf(route: Route, { allowPrivateNetwork, tools }: GuardContext): string {
	const { proxy } = route;
	return [
		route.origin,
		route.secure || proxy?.secure ? route.tls.fingerprint : '',
		allowPrivateNetwork ? 'private' : 'public',
		tools.egress ? 'guarded' : '',
		proxy ? `${proxy.secure ? 'https' : 'http'}://${proxy.label}` : '',
		proxy?.authorization ?? '',
	].join('\n');
}

function dropIfEmpty(pool: Pool): void {
	if (pool.leased === 0 && pool.idle.length === 0 && pools.get(pool.key) === pool) pools.delete(pool.key);
}
