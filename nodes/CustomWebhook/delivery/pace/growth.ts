/**
 * Automatic concurrency: how many requests one service takes at once. Triples in each round while latency stays
 * near its best, settles near the point at which more requests only wait longer, and halves after trouble.
 *
 * A round is as many responses as there may be requests in flight. The idea is that of Netflix's Gradient2 limit,
 * changed for runs of seconds, in which the limit must grow fast. Has no clock.
 */
export const START = 10;
export const MOST = 250;

/** Up to this factor of the best round, a slower one is no sign of load: latency always varies. */
const TOLERANCE = 1.5;
/** The same once the service has slowed down. Then the limit moves in small steps around the knee. */
const CAREFUL_TOLERANCE = 1.25;
/** Factor of the limit for each round. */
const FAST_GROWTH = 3;
/**
 * Many services allow 50 or 100 requests in a window, so the limit stays low until more than that were accepted: 10, and
 * three rounds of 33.
 */
const FEW = 33;
const MANY_ACCEPTED = 105;
/** In a large run one round of 95 takes the place of the three: if they are refused, that is a tenth of its items at most. */
const LARGE_RUN = 1000;
const FEW_OF_LARGE = 95;
/** Share of the limit that led to trouble that counts as safe; beyond it the limit grows by one a round. */
const SAFE_SHARE = 0.8;
/** The same while it grows fast: most of the last step was never accepted. */
const SAFE_SHARE_OF_LEAP = 0.5;
/** After so many slow rounds at the start value, the service itself counts as slow. */
const ROUNDS_TO_GET_USED = 3;
/** Milliseconds. Smaller differences are noise of the clock. */
const FINEST_MS = 0.5;

export class Growth {
	private size = START;
	private round = 0;
	private isFast = true;
	private acceptedFast = 0;
	private isLarge = false;
	private safe = Infinity;
	/** Of the fastest round, in milliseconds. */
	private best = Infinity;
	private slowRounds = 0;
	/** Responses still to come to requests that left under a higher limit. */
	private stale = 0;
	/** Of the round so far. */
	private responses = 0;
	private sum = 0;
	private squares = 0;
	private wasFull = false;

	/** Requests that may be in flight now. */
	get limit(): number {
		return Math.floor(this.size);
	}

	/** Whether it has learned nothing yet. */
	get isFresh(): boolean {
		return this.round === 0 && this.best === Infinity;
	}

	/** To be kept with a request that leaves now, for `shrink`. */
	get currentRound(): number {
		return this.round;
	}

	/** A run with so many items begins. */
	expect(items: number): void {
		this.isLarge ||= items >= LARGE_RUN;
	}

	/**
	 * The service accepted a request.
	 * @param latencyMs from sending it to the first byte of the response
	 * @param inFlight requests at that moment, this one included
	 */
	accepted(latencyMs: number, inFlight: number): void {
		this.acceptedFast++;
		if (this.stale > 0) {
			this.stale--;
			return;
		}
		this.responses++;
		const logarithm = Math.log(Math.max(latencyMs, FINEST_MS));
		this.sum += logarithm;
		this.squares += logarithm * logarithm;
		this.wasFull ||= inFlight >= this.limit;
		if (this.responses >= this.limit) this.endRound(inFlight);
	}

	/** Trouble: a refusal, a timeout, a lost connection. Requests that were in flight together count once. */
	shrink(round: number): void {
		if (round !== this.round) return;
		this.safe = this.size * (this.isFast ? SAFE_SHARE_OF_LEAP : SAFE_SHARE);
		this.isFast = false;
		this.size = Math.max(1, Math.floor(this.size / 2));
		this.beginRound();
		this.round++;
	}

	private endRound(inFlight: number): void {
		const { responses, sum, squares, wasFull } = this;
		const mean = sum / responses;
		const error = Math.sqrt(Math.max(0, squares / responses - mean * mean) / responses);
		this.beginRound();
		if (this.size < START) {
			if (wasFull) this.size++;
			return;
		}
		// a round of few and very different latencies proves little: the best may have been luck, and so may this one
		this.best = Math.min(this.best, Math.exp(mean + error));
		const before = this.size;
		this.follow(Math.exp(mean - error), wasFull);
		if (this.size < before) this.stale = inFlight - 1;
	}

	private follow(latency: number, wasFull: boolean): void {
		if (this.isFast) {
			if (latency > this.best * TOLERANCE) this.isFast = false;
			else {
				if (wasFull) this.growFast();
				return;
			}
		}
		const gradient = Math.min(1, Math.max(0.5, (CAREFUL_TOLERANCE * this.best) / latency));
		if (gradient === 1 && !wasFull) return;
		const step = this.size < this.safe ? Math.sqrt(this.size) / 2 : 1;
		this.size = Math.min(MOST, Math.max(START, this.size * gradient + step));
		this.getUsedTo(latency);
	}

	private growFast(): void {
		const grown = Math.max(this.size + START, this.size * FAST_GROWTH);
		if (this.acceptedFast >= MANY_ACCEPTED) this.size = Math.min(MOST, grown);
		else this.size = this.isLarge ? FEW_OF_LARGE : Math.min(FEW, grown);
	}

	/** If latency stays high at the lowest limit, the service itself has become slower. */
	private getUsedTo(latency: number): void {
		const isSlow = latency > this.best * TOLERANCE && this.size < START + Math.sqrt(START) + 1;
		this.slowRounds = isSlow ? this.slowRounds + 1 : 0;
		if (this.slowRounds < ROUNDS_TO_GET_USED) return;
		this.best = latency;
		this.slowRounds = 0;
	}

	private beginRound(): void {
		this.responses = 0;
		this.sum = 0;
		this.squares = 0;
		this.wasFull = false;
	}
}
