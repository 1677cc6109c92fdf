import type { LookAhead } from './pace';
import { AttemptLog } from './attempt-log';

/** State that all requests of one item share. Call `end` once. */
export class Journey {
	readonly log: AttemptLog;
	/** Of `totalTimeoutMs`; counts from the first attempt. Milliseconds since 1970. */
	endsAt?: number | undefined;
	private hasLeft = false;
	private hasWaited = false;

	/** @param bytes of the body, which the item keeps in memory until its end */
	constructor(
		private readonly lookAhead: LookAhead,
		private readonly bytes: number,
		now: () => number,
	) {
		this.log = new AttemptLog(now);
		lookAhead.prepared(bytes);
	}

	/** An attempt begins. @param totalMs from the first one on */
	attempts(at: number, totalMs: number): void {
		this.endsAt ??= at + totalMs;
		if (this.hasLeft) return;
		this.hasLeft = true;
		this.lookAhead.left();
	}

	/** The item waits for a result that comes later. */
	waits(): void {
		this.log.restartWait();
		if (this.hasWaited) return;
		this.hasWaited = true;
		this.lookAhead.waits();
	}

	end(): void {
		this.lookAhead.ended(this.bytes, this.hasLeft, this.hasWaited);
	}
}
