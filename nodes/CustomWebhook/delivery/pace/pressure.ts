/**
 * Holds back runs that name their own concurrency. After a refusal half as many may be in flight as were, at most once
 * for the requests that were in flight together; it grows by one with each round of successes, until it has no effect
 * any more. Has no clock.
 */
export class Pressure {
	private cap = Infinity;
	/** The number in flight at the first refusal: at that limit, nothing is held back any more. */
	private relievedAt = Infinity;
	private round = 0;
	private successes = 0;

	/** Requests that may be in flight. */
	get limit(): number {
		return this.cap;
	}

	/** To be kept with a request that leaves now, for `slowDown`. */
	get currentRound(): number {
		return this.round;
	}

	/** @param inFlight requests at this moment, the refused one included */
	slowDown(round: number, inFlight: number): void {
		if (round !== this.round) return;
		if (this.cap === Infinity) this.relievedAt = inFlight;
		this.cap = Math.max(1, Math.floor(Math.min(this.cap, inFlight) / 2));
		this.round++;
		this.successes = 0;
	}

	succeed(): void {
		if (this.cap === Infinity || ++this.successes < this.cap) return;
		this.cap++;
		this.successes = 0;
		if (this.cap >= this.relievedAt) this.cap = Infinity;
	}
}
