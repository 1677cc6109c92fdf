/**
 * The connections of this process, shared by all runs: kept alive while idle, keyed by what makes connections
 * different. Idle sockets and their timers do not hold up the process, and an entry without connections is dropped.
 */
import type { Socket } from 'node:net';

import Client from 'undici/lib/dispatcher/client';

import type { GuardContext } from './addresses';
import { openSocket, type Opening, type Route, type TlsMemory } from './connector';
import { AnswerStart } from './continue';
import { LONGEST_IDLE_MS } from './keep-alive';

/** All headers of an answer together; what Node itself allows. */
const MAX_HEADER_BYTES = 16_384;

interface Pool extends TlsMemory {
	key: string;
	idle: Connection[];
	leased: number;
	/** Whether a socket has served a second request: the service keeps them after an answer. */
	keepsConnections?: boolean;
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
	private idle?: NodeJS.Timeout;
	/** The socket of the last answer; undici opens another one where that is closed. */
	private answeredOn?: Socket;
	private retired = false;

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
			// `release` is told how long: undici reads a server's hint only as it is usually written
			keepAliveTimeout: LONGEST_IDLE_MS,
			keepAliveTimeoutThreshold: 0,
			keepAliveMaxTimeout: LONGEST_IDLE_MS,
			maxHeaderSize: MAX_HEADER_BYTES,
		});
		this.client.on('disconnect', () => {
			if (this.idle) this.forget();
		});
	}

	/** Whether a connection that breaks now may have been closed for want of a client certificate. */
	get mayWantCertificate(): boolean {
		return this.pool.asksForCertificate === true && !this.answeredOn;
	}

	/** Whether the service may have closed it right after its answer, without a word. */
	get mayBeClosed(): boolean {
		return this.answeredOn !== undefined && !this.pool.keepsConnections;
	}

	/** What broke the socket, where it did not just end. */
	get socketError(): Error | undefined {
		return this.opening.socket?.errored ?? undefined;
	}

	/** Taken for a request; a new socket, where one is needed, is opened under this run's guard. */
	take(guard: GuardContext): this {
		this.guard = guard;
		clearTimeout(this.idle);
		this.idle = undefined;
		this.pool.leased++;
		return this;
	}

	/** The request leaves now. */
	awaitAnswer(): void {
		this.answerStart.await();
	}

	/** The request is done, and the connection good for another within so many milliseconds; 0 = for none. */
	release(idleMs: number): void {
		this.pool.leased--;
		const { socket } = this.opening;
		this.pool.keepsConnections ||= socket !== undefined && socket === this.answeredOn;
		this.answeredOn = socket;
		const keptMs = this.retired ? 0 : idleMs;
		if (keptMs > 0) this.pool.idle.push(this);
		this.idle = setTimeout(() => this.forget(), keptMs).unref();
	}

	/** For no other request than the one that has it now, if any. */
	retire(): void {
		this.retired = true;
		if (this.idle) this.forget();
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
		clearTimeout(this.idle);
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
