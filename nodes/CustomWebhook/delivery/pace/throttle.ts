/** Evenly spaced slots. Has no clock: the time is passed in. */
export class Throttle {
	private takenAt = -Infinity;

	/** @param intervalMs between two requests */
	freeAt(intervalMs: number): number {
		return this.takenAt + intervalMs;
	}

	/** A request leaves now. Unused slots are lost, so there are no bursts. */
	take(now: number): void {
		this.takenAt = now;
	}
}
