import type { WebhookFailure } from '../failure';
import type { Attempt } from './types';

/** Failures before anything was sent: these do not count as attempts. */
const BEFORE_SENDING = new Set(['blocked', 'credentials', 'request', 'cancelled']);

/** How an attempt ended, for the record. */
export interface LoggedEnd {
	statusCode?: number | undefined;
	failure?: WebhookFailure | undefined;
	/** Whether anything was handed to a connection. */
	written: boolean;
	/** Whether the service may have acted on the request. */
	mayHaveActed?: boolean;
}

/** The attempts of one item: how long each took, and how long it was held back. Milliseconds. */
export class AttemptLog {
	readonly attempts: Attempt[] = [];
	/** Whether the service may have acted on one of them. */
	mayHaveActed = false;
	private readonly startedAt: number;
	private idleSince: number;

	constructor(private readonly now: () => number) {
		this.startedAt = now();
		this.idleSince = this.startedAt;
	}

	get durationMs(): number {
		return this.now() - this.startedAt;
	}

	/** Counts the wait before the next attempt from here. */
	restartWait(at = this.now()): void {
		this.idleSince = at;
	}

	/** @param sentAt milliseconds since 1970 */
	add(sentAt: number, { statusCode, failure, written, mayHaveActed = false }: LoggedEnd): void {
		this.mayHaveActed ||= mayHaveActed;
		const now = this.now();
		if (written || !failure || !BEFORE_SENDING.has(failure.kind)) {
			const durationMs = now - sentAt;
			const waitedMs = sentAt - this.idleSince;
			this.attempts.push(
				failure || statusCode === undefined
					? {
							...(statusCode === undefined ? {} : { statusCode }),
							...(failure ? { kind: failure.kind } : {}),
							durationMs,
							waitedMs,
						}
					: { statusCode, durationMs, waitedMs },
			);
		}
		this.idleSince = now;
	}
}
