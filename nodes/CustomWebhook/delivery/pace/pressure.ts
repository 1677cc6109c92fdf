/**
 * How many requests to one origin may be in flight, and until when they all wait. Halves when the origin asks to
 * slow down, at most once for the requests that were under way together, and grows by one with each round of
 * successes. Knows no clock: it is told the time.
 */
export class Pressure {
	private limit: number;
	private inFlight = 0;
	private round = 0;
	private successes = 0;
	private waitUntil = -Infinity;

	/** @param most the most in flight, also the limit to begin with */
	constructor(private readonly most: number) {
		this.limit = most;
	}

	/** When the origin may be called again, in milliseconds since 1970. */
	get freeAt(): number {
		return this.waitUntil;
	}

	get hasRoom(): boolean {
		return this.inFlight < this.limit;
	}

	/** Whether nothing distinguishes this origin from one that was never called. */
	isFresh(now: number): boolean {
		return this.inFlight === 0 && this.limit === this.most && this.waitUntil <= now;
	}

	/** A request leaves. Gives the round that it belongs to, for `slowDown`. */
	enter(): number {
		this.inFlight++;
		return this.round;
	}

	leave(): void {
		this.inFlight--;
	}

	/** The origin asked to wait until then. Requests of a round that has already been slowed down halve nothing. */
	slowDown(until: number, round: number): void {
		this.waitUntil = Math.max(this.waitUntil, until);
		if (round !== this.round) return;
		this.limit = Math.max(1, Math.floor(this.limit / 2));
		this.round++;
		this.successes = 0;
	}

	/** The origin answered a request without asking to wait. */
	succeed(): void {
		if (this.limit >= this.most || ++this.successes < this.limit) return;
		this.limit++;
		this.successes = 0;
	}
}
