/**
 * What refusals teach. A service that answers 429 has a limit that it may never name: so many requests in a window, or
 * so many a second. Each refusal is a wall, each stretch between two walls an opening, and from them this class learns
 *
 * - how many requests an opening takes, when it is hard for long: then as many go at once when it opens again;
 * - how many a second are accepted, when it opens again at once: then they go evenly spaced, just under that rate.
 *
 * Beyond what was learned it feels its way: one request, then two, then four. Without a word from the service about when
 * it opens again it asks with one request at a time. Knows no clock: it is told the time.
 */

/** A service that accepts again so soon has no window, or one too short to matter. Milliseconds. */
const SHORT_MS = 2000;
/** Windows have round lengths: after these times, from the first request on, it is worth asking. Seconds. */
const USUAL_WINDOWS = [1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60];
/** And then every so often. Milliseconds. */
const LATER_MS = 30_000;
/** So much later, so that a request that is fast on its way does not come too early. */
const MARGIN = 1.005;
/** Of a rate known from one wall only: a burst led to it, and the first answers after it are no proof. */
const FIRST_SHARE = 0.7;
/** The same after a pause that the service named: by then it has room for more than its rate. */
const RESTED_SHARE = 1.15;
/** Of a rate known from wall to wall. */
const SHARE = 0.96;
/** A learned rate grows by so many requests a second with each that is accepted: 1% each second, faster if it is vague. */
const GROWTH = 0.01;
const VAGUE_GROWTH = 0.08;
/** A rate that has grown so many times over is no limit any more. */
const FORGOTTEN_AT = 4;
/** A window whose length is known so badly is looked into once each time. */
const VAGUE = 0.1;
/** Of a window: the steps in which a service is asked that is late. */
const STEP = 0.02;
/** Nothing sent for so long: what is sent next begins a new opening. Milliseconds. */
const PAUSE_MS = 2000;

/** What a request that has left keeps, to say later which opening it belongs to. */
export interface WallTicket {
	opening: number;
	sentAt: number;
}

export class Wall {
	private opening = 0;
	private openedAt = -Infinity;
	private lastSentAt = -Infinity;
	private sent = 0;
	/** Of this opening, in flight. */
	private out = 0;
	private accepted = 0;
	/** So many requests of this opening need no caution. */
	private budget = Infinity;
	private step = 1;

	private closedUntil = -Infinity;
	/** Whether the next request is the first after a wall. */
	private isClosed = false;
	private isHinted = false;
	/** The wall that this opening ended at, or the last one. */
	private wallAt = -Infinity;
	private wallSentAt = -Infinity;
	/** Of the opening before the wall. */
	private before = { opening: -1, openedAt: -Infinity, accepted: 0, walledAt: -Infinity };
	private refusedInARow = 0;
	/** When the last refused request was sent. */
	private refusedAt = -Infinity;
	/** Length of a window: not shorter than `from`, not longer than `to`. Milliseconds. */
	private period?: { from: number; to: number };

	/** Requests a second; undefined while none is learned. */
	private rate?: number;
	private learnedRate = Infinity;
	private isRateVague = false;
	private nextSlot = -Infinity;

	/** When the next request may leave as far as time goes, in milliseconds since 1970. */
	get freeAt(): number {
		return Math.max(this.closedUntil, this.rate === undefined ? -Infinity : this.nextSlot);
	}

	/** Whether the next request finds out where the wall is. */
	get isProbing(): boolean {
		return this.isClosed ? !this.isHinted : this.sent >= this.budget;
	}

	/** Whether each request waits for the one before: then nobody may overtake. */
	get isPacing(): boolean {
		return this.isProbing || this.isClosed || this.rate !== undefined;
	}

	/** Whether nothing but time holds the next request back. */
	get hasRoom(): boolean {
		return this.isClosed || this.sent < this.budget || this.out === 0;
	}

	/** Whether anything was learned. */
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
			// a timer that was late by a moment is made up for
			this.nextSlot = Math.max(this.nextSlot, now - interval) + interval;
		}
		this.sent++;
		this.out++;
		this.lastSentAt = now;
		return { opening: this.opening, sentAt: now };
	}

	/** The request is done, whatever became of it. */
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
	 * @param waitMs that the service asked for, or else the policy's own
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

	/** When it is time to ask whether the service accepts again. */
	private nextQuestion(now: number, waitMs: number): number {
		const { openedAt } = this.before;
		if (this.period) return openedAt + this.askAfter(this.period, now - openedAt);
		if (this.refusedInARow === 1) return now + waitMs;
		const earliest = now + waitMs - openedAt;
		const window = USUAL_WINDOWS.find((seconds) => seconds * 1000 * MARGIN >= earliest);
		return window === undefined ? now + LATER_MS : openedAt + window * 1000 * MARGIN;
	}

	/** Once half way between what is too early and what was late; then when it was late, and soon after that. */
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

	/** More than was learned is accepted: so many more next time. */
	private feelOn(): void {
		if (this.out > 1) return;
		this.budget = this.sent + this.step;
		this.step *= 2;
	}
}
