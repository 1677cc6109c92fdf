/** Evenly spaced slots of `requestsPerSecond`. Knows no clock: it is told the time. */
export class Throttle {
	private readonly intervalMs: number;
	private nextSlot = -Infinity;

	/** @param requestsPerSecond 0 = no limit */
	constructor(requestsPerSecond: number) {
		this.intervalMs = requestsPerSecond > 0 ? 1000 / requestsPerSecond : 0;
	}

	get isLimited(): boolean {
		return this.intervalMs > 0;
	}

	/** When the next request may leave, in milliseconds since 1970. */
	get freeAt(): number {
		return this.isLimited ? this.nextSlot : -Infinity;
	}

	/** A request leaves now. Slots that went by unused are not made up for: no bursts. */
	take(now: number): void {
		this.nextSlot = now + this.intervalMs;
	}
}
