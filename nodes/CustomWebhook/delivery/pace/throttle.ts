/** Evenly spaced slots. Knows no clock: it is told the time. */
export class Throttle {
	private takenAt = -Infinity;

	/** @param intervalMs between two requests */
	freeAt(intervalMs: number): number {
		return this.takenAt + intervalMs;
	}

	/** A request leaves now. Slots that went by unused are not made up for: no bursts. */
	take(now: number): void {
		this.takenAt = now;
	}
}
