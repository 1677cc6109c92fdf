/**
 * The pace of one origin and credential, shared by all runs of the process: how many requests are in flight, and when
 * the next one may leave. Runs take turns, one request each; within a run retries go first.
 */
import { Growth } from './growth';
import type { Line } from './line';
import { Pressure } from './pressure';
import { Remaining } from './remaining';
import type { SaidLimit } from './said';
import { OwnSlots, type Slots } from './slots';
import type { Clock, Ticket } from './types';
import { Wall } from './wall';

/** What a pace knows of the requests of one run. */
export interface Runner {
	readonly line: Line;
	/** Without a concurrency of its own. */
	readonly isAutomatic: boolean;
	/** Requests a second; 0 = no limit. */
	readonly rate: number;
	/** Whether its rate is that of all n8n processes together. */
	readonly isShared: boolean;
	/** Called if only this process's own turns apply. */
	sharedIsDown(): void;
	readonly isIdle: boolean;
	/** Whether the run itself allows one more in flight. */
	readonly hasRoom: boolean;
	/** Whether this run respects a wait that was too long for another run. */
	readonly waitsForShut: boolean;
	/** Refuses requests that wait in vain. */
	dropHopeless(now: number): void;
	/** The next one in line leaves. */
	letIn(now: number, firstsFirst: boolean): void;
}

export class Pace {
	private readonly growth = new Growth();
	private readonly pressure = new Pressure();
	private readonly remaining = new Remaining();
	private readonly wall = new Wall();
	private readonly own = new OwnSlots();
	/** Requests in flight of runs without a concurrency of their own (`automatic`), and with one. */
	private automatic = 0;
	private numbered = 0;
	/** Runs with waiting requests, the next in turn first. */
	private readonly waiting: Runner[] = [];
	/** Runs with a rate that have something waiting or in flight. */
	private readonly rated = new Set<Runner>();
	/** Until when the service wants no requests, if the run that was told would not wait so long (epoch ms). */
	private shutUntil = -Infinity;
	private timer?: { at: number; stop: AbortController };
	private isPumping = false;
	private usedAt: number;

	constructor(
		private readonly clock: Clock,
		/** The turns of all processes; used only if a run wants them. */
		private readonly shared: Slots,
	) {
		this.usedAt = clock.now();
	}

	/** Since when nothing waits or is in flight (epoch ms); undefined while something is. */
	get idleSince(): number | undefined {
		return this.inFlight === 0 && this.waiting.length === 0 ? this.usedAt : undefined;
	}

	/** Whether it has learned nothing, like a new one. */
	get isFresh(): boolean {
		const { growth, pressure, wall } = this;
		return growth.isFresh && pressure.limit === Infinity && wall.isFresh && this.shutUntil === -Infinity;
	}

	/** Requests in flight, of all runs. */
	get inFlight(): number {
		return this.automatic + this.numbered;
	}

	/** How many requests automatic concurrency allows at the moment. */
	get limit(): number {
		return this.growth.limit;
	}

	/** A run with so many items begins. */
	expect(items: number): void {
		this.growth.expect(items);
	}

	/** How long the service still wants no requests at all, in milliseconds. */
	shutFor(now: number): number {
		return Math.max(0, this.shutUntil - now);
	}

	/** Whether a request of the lane may leave now without overtaking one that waits. */
	mayEnter(lane: Runner, now: number): boolean {
		const isFirst =
			lane.rate > 0 || this.wall.isPacing ? this.waiting.length === 0 : !this.waiting.includes(lane);
		return isFirst && this.hasPlace(lane, now) && this.freeAt(lane, now) <= now;
	}

	enter(lane: Runner, now: number): Ticket {
		const { wall, growth, pressure } = this;
		if (lane.isAutomatic) this.automatic++;
		else this.numbered++;
		if (lane.rate > 0) {
			this.rated.add(lane);
			this.own.take(now);
			if (lane.isShared) this.shared.take(now);
		}
		const round = lane.isAutomatic ? growth.currentRound : pressure.currentRound;
		const { opening, sentAt } = wall.enter(now);
		return { opening, sentAt, round };
	}

	leave(lane: Runner, ticket: Ticket): void {
		this.usedAt = this.clock.now();
		this.wall.leave(ticket);
		if (lane.isAutomatic) this.automatic--;
		else this.numbered--;
		if (lane.rate > 0 && lane.isIdle) this.rated.delete(lane);
		this.pump();
	}

	/** @param latencyMs from sending it to the head of the response */
	accepted(lane: Runner, ticket: Ticket, latencyMs: number): void {
		this.wall.accept(ticket);
		this.pressure.succeed();
		if (lane.isAutomatic) this.growth.accepted(latencyMs, this.automatic);
	}

	/** @param isHinted whether the service named the wait */
	refused(lane: Runner, ticket: Ticket, waitMs: number, isHinted: boolean): void {
		this.wall.refuse(ticket, this.clock.now(), waitMs, isHinted);
		if (lane.isAutomatic) this.growth.shrink(ticket.round);
		else this.pressure.slowDown(ticket.round, this.numbered);
	}

	/** There was no connection, or no response. */
	lost(lane: Runner, { round }: Ticket): void {
		if (lane.isAutomatic) this.growth.shrink(round);
	}

	said(limit: SaidLimit, { sentAt }: Ticket): void {
		this.remaining.hear(limit, sentAt, this.clock.now());
	}

	/** The service wants no requests for longer than a run waits. */
	shut(waitMs: number): void {
		this.shutUntil = Math.max(this.shutUntil, this.clock.now() + waitMs);
	}

	/** The lane has a request that waits. */
	await(lane: Runner): void {
		if (!this.waiting.includes(lane)) this.waiting.push(lane);
		if (lane.rate > 0) this.rated.add(lane);
		this.pump();
	}

	/** The lane has nothing waiting any more. */
	forget(lane: Runner): void {
		const at = this.waiting.indexOf(lane);
		if (at >= 0) this.waiting.splice(at, 1);
		if (lane.isIdle) this.rated.delete(lane);
		// a timer that is not needed would keep the process from ending
		if (this.waiting.length === 0) this.sleepUntil(Infinity, this.clock.now());
	}

	/** Lets in all that may enter, then sleeps until the next one may. */
	readonly pump = (reached = -Infinity): void => {
		const { waiting } = this;
		if (this.isPumping || waiting.length === 0) return;
		this.isPumping = true;
		const now = Math.max(this.clock.now(), reached);
		let next = Infinity;
		for (let at = 0; at < waiting.length;) {
			const lane = waiting[at] as Runner;
			lane.dropHopeless(now);
			if (lane.line.length > 0) {
				const freeAt = lane.hasRoom && this.hasPlace(lane, now) ? this.freeAt(lane, now) : Infinity;
				if (freeAt > now) {
					if (freeAt < Infinity) next = Math.min(next, freeAt, lane.line.earliestDeadline);
					at++;
					continue;
				}
				lane.letIn(now, this.wall.isProbing);
			}
			// a lane that got in goes to the end of the row, and is checked again after all others had a turn
			waiting.splice(at, 1);
			if (lane.line.length > 0) waiting.push(lane);
		}
		this.isPumping = false;
		this.sleepUntil(next, now);
	};

	private hasPlace(lane: Runner, now: number): boolean {
		const { growth, pressure, wall, remaining } = this;
		const hasShare = lane.isAutomatic ? this.automatic < growth.limit : this.numbered < pressure.limit;
		return hasShare && wall.hasRoom && remaining.hasRoom(now, this.inFlight);
	}

	private freeAt(lane: Runner, now: number): number {
		const free = Math.max(
			this.wall.freeAt,
			this.remaining.freeAt,
			lane.waitsForShut ? this.shutUntil : 0,
		);
		if (lane.rate === 0 || free > now) return free;
		let lowest = lane.rate;
		for (const { rate } of this.rated) lowest = Math.min(lowest, rate);
		const intervalMs = 1000 / lowest;
		const ownAt = this.own.freeAt(intervalMs);
		if (!lane.isShared) return ownAt;
		const sharedAt = this.shared.freeAt(intervalMs, now, this.pump);
		if (this.shared.isDown) lane.sharedIsDown();
		return Math.max(ownAt, sharedAt);
	}

	private sleepUntil(at: number, now: number): void {
		if (this.timer?.at === at) return;
		this.timer?.stop.abort();
		this.timer = undefined;
		if (at === Infinity) return;
		const timer = { at, stop: new AbortController() };
		this.timer = timer;
		const wake = () => {
			if (this.timer !== timer) return;
			this.timer = undefined;
			// a timer may be early by a moment, or a test's clock may not move: let other work go on first
			if (this.clock.now() >= at) this.pump();
			else setImmediate(() => this.pump(at));
		};
		this.clock.sleep(Math.max(0, at - now), timer.stop.signal).then(wake, () => undefined);
	}
}
