import type { SaidLimit } from './said';

/**
 * Respects what the service says is left of its limit: no more requests than that are in flight, and none once nothing
 * is left, until the limit is reset. Has no clock: the time is passed in.
 */
export class Remaining {
	private left = Infinity;
	/** The most that was ever left: the limit after a reset. */
	private most = 0;
	private resetAt = -Infinity;
	private heardFrom = -Infinity;

	/** When requests may leave again, in milliseconds since 1970. */
	get freeAt(): number {
		return this.left > 0 ? -Infinity : this.resetAt;
	}

	/** Whether nothing but time holds the next request back. */
	hasRoom(now: number, inFlight: number): boolean {
		if (now >= this.resetAt) return this.most === 0 || inFlight < this.most;
		return this.left === 0 || inFlight < this.left;
	}

	/**
	 * @param sentAt when the request of that response was sent: the latest one knows most
	 */
	hear({ remaining, resetMs }: SaidLimit, sentAt: number, now: number): void {
		const isSameWindow = now < this.resetAt;
		if (isSameWindow && sentAt < this.heardFrom && remaining >= this.left) return;
		this.left = remaining;
		// the request of this response is not counted in `remaining`
		this.most = Math.max(this.most, remaining + 1);
		this.resetAt = now + resetMs;
		this.heardFrom = sentAt;
	}
}
