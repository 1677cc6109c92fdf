/**
 * Learns a service's limit from its refusals. A service that responds with 429 has a limit that it may never name: so
 * many requests in a window, or so many a second. A refusal is called a wall, the time between two walls an opening. It
 * learns
 *
 * - how many requests an opening takes, if refusals last long: then so many are sent at once when it opens again;
 * - how many a second are accepted, if it opens again at once: then they are sent evenly spaced, just under that rate.
 *
 * Beyond the learned number, it probes with one request, then two, then four. If the service does not say when it opens
 * again, it probes with one request at a time. Has no clock: the time is passed in.
 */

/** If a service accepts again within this time, it has no window, or one too short to matter. Milliseconds. */
const SHORT_MS = 2000;
/** Usual lengths of windows: times after the first request at which to probe. Seconds. */
const USUAL_WINDOWS = [1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60];
/** Interval of later probes. Milliseconds. */
const LATER_MS = 30_000;
/** Factor by which probes are later, so that a fast request does not arrive too early. */
const MARGIN = 1.005;
/** Share to use of a rate known from one wall only: a burst led to it, so it is not reliable. */
const FIRST_SHARE = 0.7;
/** The same after a pause that the service named: by then it accepts more than its rate. */
const RESTED_SHARE = 1.15;
/** Share to use of a rate known from wall to wall. */
const SHARE = 0.96;
/** Each accepted request raises a learned rate by so many requests a second: 1% each second, more if it is vague. */
const GROWTH = 0.01;
const VAGUE_GROWTH = 0.08;
/** After growing by this factor, a rate is no limit any more. */
const FORGOTTEN_AT = 4;
/** A window whose length is less exactly known (share of its length) is probed once in between. */
const VAGUE = 0.1;
/** Step between late probes, as a share of the window. */
const STEP = 0.02;
/** After a pause of this length, the next request begins a new opening. Milliseconds. */
const PAUSE_MS = 2000;

/** Kept with a request in flight: the opening that it belongs to. */
export interface WallTicket {
	opening: number;
	sentAt: number;
}

export class Wall {
	private opening = 0;
	private openedAt = -Infinity;
	private lastSentAt = -Infinity;
	private sent = 0;
	/** Requests of this opening in flight. */
	private out = 0;
	private accepted = 0;
	/** Requests of this opening that may be sent without probing. */
	private budget = Infinity;
	private step = 1;

	private closedUntil = -Infinity;
	/** Whether the next request is the first after a wall. */
	private isClosed = false;
	private isHinted = false;
	/** When this opening, or the last one, hit its wall. */
	private wallAt = -Infinity;
	private wallSentAt = -Infinity;
	/** Of the opening before the wall. */
	private before = { opening: -1, openedAt: -Infinity, accepted: 0, walledAt: -Infinity };
	private refusedInARow = 0;
	/** When the last refused request was sent. */
	private refusedAt = -Infinity;
	/** Bounds of a window's length. Milliseconds. */
	private period?: { from: number; to: number };

	/** Requests a second; undefined while none is learned. */
	private rate?: number;
	private learnedRate = Infinity;
	private isRateVague = false;
	private nextSlot = -Infinity;

	/** The earliest time for the next request, in milliseconds since 1970. */
	get freeAt(): number {
		return Math.max(this.closedUntil, this.rate === undefined ? -Infinity : this.nextSlot);
	}

	/** Whether the next request is a probe. */
	get isProbing(): boolean {
		return this.isClosed ? !this.isHinted : this.sent >= this.budget;
	}

	/** Whether requests leave one by one: then none may overtake another. */
	get isPacing(): boolean {
		return this.isProbing || this.isClosed || this.rate !== undefined;
	}

	/** Whether nothing but time holds the next request back. */
	get hasRoom(): boolean {
		return this.isClosed || this.sent < this.budget || this.out === 0;
	}

	/** Whether nothing was learned yet. */
	get isFresh(): boolean {
		return this.opening === 0;
	}

	enter(now: number): WallTicket {
		if (this.isClosed) this.reopen(now);
		else if (this.out === 0 && now - this.lastSentAt > Math.max(PAUSE_MS, this.period?.to ?? 0)) {
			this.begin(now, Math.max(this.budget, this.accepted));
			this.wallSentAt = -Infinity;
		}
		if (this.rate !== undefined) {
			const interval = 1000 / this.rate;
			// makes up for a timer that was late by a moment
			this.nextSlot = Math.max(this.nextSlot, now - interval) + interval;
		}
		this.sent++;
		this.out++;
		this.lastSentAt = now;
		return { opening: this.opening, sentAt: now };
	}

	/** The request is done, with or without a response. */
	leave({ opening }: WallTicket): void {
		if (opening === this.opening) this.out--;
	}

	accept({ opening, sentAt }: WallTicket): void {
		if (opening === this.before.opening) this.before.accepted++;
		if (opening !== this.opening || this.isClosed) return;
		this.accepted++;
		if (this.accepted === 1 && this.refusedInARow > 0) this.learn(sentAt);
		else if (this.sent >= this.budget) this.feelOn();
		this.growRate();
	}

	/**
	 * @param waitMs the wait that the service asked for, else the policy's own
	 * @param hinted whether the service asked for it
	 */
	refuse({ opening, sentAt }: WallTicket, now: number, waitMs: number, hinted: boolean): void {
		if (opening !== this.opening || this.isClosed) {
			if (hinted) this.closedUntil = Math.max(this.closedUntil, now + waitMs);
			return;
		}
		if (this.accepted > 0 || this.refusedInARow === 0) this.hitWall(now, sentAt);
		this.refusedInARow++;
		this.refusedAt = sentAt;
		this.isClosed = true;
		this.isHinted = hinted;
		this.closedUntil = hinted ? now + waitMs : this.nextQuestion(now, waitMs);
	}

	/** When to probe whether the service accepts again. */
	private nextQuestion(now: number, waitMs: number): number {
		const { openedAt } = this.before;
		if (this.period) return openedAt + this.askAfter(this.period, now - openedAt);
		if (this.refusedInARow === 1) return now + waitMs;
		const earliest = now + waitMs - openedAt;
		const window = USUAL_WINDOWS.find((seconds) => seconds * 1000 * MARGIN >= earliest);
		return window === undefined ? now + LATER_MS : openedAt + window * 1000 * MARGIN;
	}

	/** First halfway between too early and late enough; then at the time that was late enough, and in steps. */
	private askAfter({ from, to }: { from: number; to: number }, sinceOpening: number): number {
		const halfWay = (from + to) / 2;
		const isVague = to - from > VAGUE * to && this.refusedInARow === 1;
		if (isVague && halfWay > sinceOpening) return halfWay;
		return Math.max(to, sinceOpening + to * STEP * this.refusedInARow);
	}

	private hitWall(now: number, sentAt: number): void {
		const { opening, openedAt, accepted, wallSentAt } = this;
		this.before = { opening, openedAt, accepted, walledAt: wallSentAt };
		this.refusedInARow = 0;
		this.wallAt = now;
		this.wallSentAt = sentAt;
	}

	private reopen(now: number): void {
		const { isHinted } = this;
		this.isClosed = false;
		this.begin(now, 1);
		if (isHinted) this.learn(now);
	}

	private begin(now: number, budget: number): void {
		this.opening++;
		this.openedAt = now;
		this.sent = 0;
		this.out = 0;
		this.accepted = 0;
		this.budget = budget;
		this.step = 1;
	}

	/** The service accepts again. */
	private learn(sentAt: number): void {
		const { before, wallAt } = this;
		const isVague = this.refusedInARow > 1;
		this.refusedInARow = 0;
		if (sentAt - wallAt < SHORT_MS) {
			this.budget = Infinity;
			this.period = undefined;
			this.learnRate(sentAt);
			return;
		}
		this.rate = undefined;
		this.budget = Math.max(1, before.accepted);
		const from = isVague ? this.refusedAt - before.openedAt : (this.period?.from ?? 0);
		this.period = { from, to: sentAt - before.openedAt };
	}

	private learnRate(sentAt: number): void {
		const { accepted, openedAt, walledAt } = this.before;
		const isFirst = walledAt === -Infinity;
		const ms = isFirst ? sentAt - openedAt : this.wallSentAt - walledAt;
		const firstShare = this.isHinted ? RESTED_SHARE : FIRST_SHARE;
		const share = isFirst ? firstShare : SHARE;
		const rate = (accepted / Math.max(1, ms)) * 1000 * share;
		if (rate <= 0) return;
		this.rate = rate;
		this.isRateVague = isFirst && !this.isHinted;
		this.learnedRate = rate;
		this.nextSlot = sentAt + 1000 / rate;
	}

	private growRate(): void {
		if (this.rate === undefined) return;
		this.rate += this.isRateVague ? VAGUE_GROWTH : GROWTH;
		if (this.rate > this.learnedRate * FORGOTTEN_AT) this.rate = undefined;
	}

	/** More than the learned number was accepted, so the next step is larger. */
	private feelOn(): void {
		if (this.out > 1) return;
		this.budget = this.sent + this.step;
		this.step *= 2;
	}
}
