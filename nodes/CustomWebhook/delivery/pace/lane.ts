/** One run's requests to one origin with one credential: they wait here for the pace that all runs share. */
import { WebhookFailure } from '../../failure';
import { onAbort } from '../signals';
import { cancelled } from './cancelled';
import type { Circuit } from './circuit';
import { Line, type Waiter } from './line';
import type { Pace } from './pace';
import type { SaidLimit } from './said';
import type { Clock, EnterOptions, Entry, RunPace, Ticket } from './types';

/** What a lane needs of its run. */
export interface LaneRun {
	readonly clock: Clock;
	readonly policy: RunPace;
	/** Whether the run allows one more in flight. */
	readonly hasRoom: boolean;
	/** Aborted when the run sends nothing more. */
	readonly ended: AbortSignal;
	/** Whether the rate of all processes could not be kept. */
	sharedWasDown: boolean;
	isOver(signal: AbortSignal | undefined): boolean;
	entered(): void;
	left(): void;
}

/** What the head of a response says. */
export interface SaidByHead {
	/** Since the request was sent. */
	latencyMs: number;
	/** False if its status is one that is retried. */
	isAccepted: boolean;
	/** The limit that the service announced. */
	limit?: SaidLimit | undefined;
}

export class Lane {
	readonly line = new Line();
	readonly isAutomatic: boolean;
	/** Requests a second; 0 = no limit. */
	readonly rate: number;
	readonly isShared: boolean;
	private inFlight = 0;

	constructor(
		private readonly run: LaneRun,
		readonly pace: Pace,
		readonly circuit: Circuit,
		private readonly host: string,
	) {
		this.isAutomatic = run.policy.concurrency === 0;
		this.rate = run.policy.requestsPerSecond;
		this.isShared = run.policy.limitScope === 'workers';
	}

	get isIdle(): boolean {
		return this.inFlight === 0 && this.line.length === 0;
	}

	sharedIsDown(): void {
		this.run.sharedWasDown = true;
	}

	/** Whether the run itself allows one more in flight. */
	get hasRoom(): boolean {
		return this.run.hasRoom;
	}

	/** Whether this run respects a wait that was too long for another run. */
	get waitsForShut(): boolean {
		return this.run.policy.circuitBreaker > 0;
	}

	/** Returns the entry at once if nothing holds the request back. Call `leave` once for each entry. */
	enter({ deadline, signal }: EnterOptions): Entry | Promise<Entry> {
		if (this.run.isOver(signal)) return { entered: false, failure: cancelled() };
		const now = this.run.clock.now();
		const failure = this.refusal(now);
		if (failure) return { entered: false, failure };
		if (this.hasRoom && this.pace.mayEnter(this, now)) return this.take(now, false);
		return this.queue(deadline, signal);
	}

	leave(ticket: Ticket): void {
		this.inFlight--;
		this.pace.leave(this, ticket);
		this.run.left();
	}

	/** The head of a response has arrived. */
	responded(ticket: Ticket, { latencyMs, isAccepted, limit }: SaidByHead): void {
		this.circuit.responded();
		if (limit) this.heed(limit, ticket);
		if (isAccepted) this.pace.accepted(this, ticket, latencyMs);
	}

	/**
	 * The service asked to wait.
	 * @param isHinted whether it said for how long
	 */
	refused(ticket: Ticket, waitMs: number, isHinted: boolean): void {
		const isTooLong = waitMs > this.run.policy.maxDelayMs;
		if (isTooLong) this.pace.shut(waitMs);
		this.pace.refused(this, ticket, isTooLong ? 0 : waitMs, isHinted);
	}

	/** There was no connection, or no response. */
	lost(ticket: Ticket): void {
		this.pace.lost(this, ticket);
	}

	/** An item is done; `failure` is how it ended, undefined if it has a response. */
	itemEnded(failure?: WebhookFailure): void {
		const { clock, policy } = this.run;
		this.circuit.itemEnded(clock.now(), failure, policy.circuitBreaker);
		this.pace.pump();
	}

	/** Refuses requests that wait in vain, and those whose deadline has passed. */
	dropHopeless(now: number): void {
		for (const waiter of this.line.takeExpired(Math.min(now, this.run.clock.now())))
			waiter.settle({ entered: false });
		const failure = this.refusal(now);
		if (!failure) return;
		for (let waiter = this.line.next(false); waiter; waiter = this.line.next(false)) {
			this.line.remove(waiter);
			waiter.settle({ entered: false, failure });
		}
	}

	/** The next one in line leaves. */
	letIn(now: number, firstsFirst: boolean): void {
		const waiter = this.line.next(firstsFirst);
		if (!waiter) return;
		this.line.remove(waiter);
		waiter.settle(this.take(now, true));
	}

	private heed(limit: SaidLimit, ticket: Ticket): void {
		if (limit.remaining === 0 && limit.resetMs > this.run.policy.maxDelayMs)
			this.pace.shut(limit.resetMs);
		else this.pace.said(limit, ticket);
	}

	private take(now: number, waited: boolean): Entry {
		this.inFlight++;
		this.run.entered();
		this.circuit.enter(now, this.run.policy.circuitBreaker);
		return { entered: true, ticket: this.pace.enter(this, now), waited };
	}

	private refusal(now: number): WebhookFailure | undefined {
		const { circuitBreaker, maxDelayMs } = this.run.policy;
		if (circuitBreaker === 0) return undefined;
		const shutMs = this.pace.shutFor(now);
		return shutMs > maxDelayMs ? this.toldToWait(shutMs) : this.circuit.refusal(now, circuitBreaker);
	}

	private toldToWait(retryAfterMs: number): WebhookFailure {
		return new WebhookFailure(
			'circuit',
			`Not sent: ${this.host} asked for no more requests for ${Math.ceil(retryAfterMs / 1000)} s`,
			{
				retryAfterMs,
				description:
					'The wait is longer than the option Max Delay (Milliseconds) allows. Send the items later, or allow a longer wait.',
			},
		);
	}

	private queue(deadline: number | undefined, signal?: AbortSignal): Promise<Entry> {
		return new Promise((resolve) => {
			const leaveLine = (entry: Entry) => {
				this.line.remove(waiter);
				if (this.line.length === 0) this.pace.forget(this);
				waiter.settle(entry);
			};
			const cancel = () => leaveLine({ entered: false, failure: cancelled() });
			const forgets = [onAbort(signal, cancel), onAbort(this.run.ended, cancel)];
			// in real time, whatever a test's clock says: room appears when real requests end
			const timer =
				deadline === undefined
					? undefined
					: setTimeout(leaveLine, deadline - this.run.clock.now(), { entered: false });
			const waiter: Waiter = {
				deadline: deadline ?? Infinity,
				settle: (entry) => {
					clearTimeout(timer);
					for (const forget of forgets) forget();
					resolve(entry);
				},
			};
			this.line.join(waiter);
			this.pace.await(this);
		});
	}
}
