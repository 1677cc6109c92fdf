import type { SaidLimit } from './said';

/**
 * What the service itself says is left of its limit: no more requests are in flight than that, and none once nothing is
 * left, until the limit is reset. Knows no clock: it is told the time.
 */
export class Remaining {
	private left = Infinity;
	/** The most that was ever left: after a reset it will be no more. */
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
	 * @param sentAt when the request was sent whose response says it: one that overtook others knows more than they do
	 */
	hear({ remaining, resetMs }: SaidLimit, sentAt: number, now: number): void {
		const isSameWindow = now < this.resetAt;
		if (isSameWindow && sentAt < this.heardFrom && remaining >= this.left) return;
		this.left = remaining;
		// the request that brought it is not among those that are left
		this.most = Math.max(this.most, remaining + 1);
		this.resetAt = now + resetMs;
		this.heardFrom = sentAt;
	}
}
