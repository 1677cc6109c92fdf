/**
 * Who may be sent now. Holds back the requests of a run for the rate, for an origin's back-pressure and for its
 * limit in flight, and refuses them where its circuit is open. Requests to one origin leave in the order in which
 * they came, repeats first, since their time is running.
 */
import { WebhookFailure } from '../../failure';
import { Circuit } from './circuit';
import { Pressure } from './pressure';
import { onAbort } from '../signals';
import { Throttle } from './throttle';
import type { DeliveryPolicy, DeliveryTools } from '../types';

export interface Entered {
	entered: true;
	round: number;
	/** Whether it was held back. */
	waited: boolean;
}

/** Entered; not to be sent, for this reason; or not before the deadline. */
export type Entry =
	Entered | { entered: false; failure: WebhookFailure } | { entered: false; failure?: undefined };

export interface EnterOptions {
	/** Of a repeat: until when it makes sense to wait, in milliseconds since 1970. */
	deadline?: number;
	signal?: AbortSignal;
}

interface Waiter {
	deadline: number;
	settle(entry: Entry): void;
}

interface OriginState {
	pressure: Pressure;
	circuit: Circuit;
	repeats: Waiter[];
	firsts: Waiter[];
}

type Policy = Pick<DeliveryPolicy, 'concurrency' | 'requestsPerSecond' | 'circuitBreaker'>;

/** For one run. Call `leave` once for each entry. */
export class Admission {
	private readonly origins = new Map<string, OriginState>();
	private readonly waiting = new Set<OriginState>();
	private readonly throttle: Throttle;
	private readonly ended = new AbortController();
	private timer?: { at: number; stop: AbortController };

	constructor(
		private readonly policy: Policy,
		private readonly tools: Pick<DeliveryTools, 'now' | 'sleep'>,
	) {
		this.throttle = new Throttle(policy.requestsPerSecond);
	}

	/** Gives the entry at once where nothing holds the request back. */
	enter(origin: string, { deadline, signal }: EnterOptions): Entry | Promise<Entry> {
		if (this.isOver(signal)) return { entered: false, failure: cancelled() };
		const state = this.stateOf(origin);
		const mustQueue = this.throttle.isLimited ? this.waiting.size > 0 : this.waiting.has(state);
		const entry = mustQueue ? undefined : this.tryEnter(state, this.tools.now(), false);
		return entry ?? this.queue(state, deadline, signal);
	}

	leave(origin: string): void {
		const state = this.stateOf(origin);
		state.pressure.leave();
		this.pump();
		const now = this.tools.now();
		if (!this.waiting.has(state) && state.pressure.isFresh(now) && state.circuit.isFresh(now)) {
			this.origins.delete(origin);
		}
	}

	/** The origin answered; `success` unless the answer is one that the policy tries again. */
	answered(origin: string, success: boolean): void {
		const { circuit, pressure } = this.stateOf(origin);
		circuit.answered();
		if (success) pressure.succeed();
	}

	/** The origin asked to wait; `round` is that of the request that heard it. */
	slowDown(origin: string, waitMs: number, round: number): void {
		this.stateOf(origin).pressure.slowDown(this.tools.now() + waitMs, round);
	}

	/** The origin asked for a wait that is too long to wait for: nothing more is sent to it before that. */
	shutFor(origin: string, waitMs: number): void {
		this.stateOf(origin).circuit.openUntil(this.tools.now() + waitMs);
	}

	/** An item is done; `failure` is how it ended, undefined where it has an answer. */
	itemEnded(origin: string, failure?: WebhookFailure): void {
		this.stateOf(origin).circuit.itemEnded(this.tools.now(), failure);
		this.pump();
	}

	/** Waits before a repeat. Gives false where nothing is to be sent any more. */
	async pause(ms: number, signal: AbortSignal | undefined): Promise<boolean> {
		const over = new AbortController();
		const forget = this.onOver(signal, () => over.abort());
		if (this.isOver(signal)) over.abort();
		try {
			await this.tools.sleep(ms, over.signal);
			return true;
		} catch (thrown) {
			if (over.signal.aborted) return false;
			throw thrown;
		} finally {
			forget();
		}
	}

	/** Nobody enters any more, and all waits end; what is under way goes on. */
	stop(): void {
		this.ended.abort();
	}

	private isOver(signal: AbortSignal | undefined): boolean {
		return this.ended.signal.aborted || signal?.aborted === true;
	}

	private onOver(signal: AbortSignal | undefined, callback: () => void): () => void {
		const forgets = [onAbort(signal, callback), onAbort(this.ended.signal, callback)];
		return () => {
			for (const forget of forgets) forget();
		};
	}

	private stateOf(origin: string): OriginState {
		let state = this.origins.get(origin);
		if (!state) {
			const { concurrency, circuitBreaker } = this.policy;
			const circuit = new Circuit(circuitBreaker, new URL(origin).host);
			state = { pressure: new Pressure(concurrency), circuit, repeats: [], firsts: [] };
			this.origins.set(origin, state);
		}
		return state;
	}

	/** The entry where the request may leave, or must not; undefined where it has to wait. */
	private tryEnter({ circuit, pressure }: OriginState, now: number, waited: boolean): Entry | undefined {
		const failure = circuit.refusal(now);
		if (failure) return { entered: false, failure };
		if (!pressure.hasRoom || now < pressure.freeAt || now < this.throttle.freeAt) return undefined;
		this.throttle.take(now);
		circuit.enter(now);
		return { entered: true, round: pressure.enter(), waited };
	}

	private queue(state: OriginState, deadline: number | undefined, signal?: AbortSignal): Promise<Entry> {
		return new Promise((resolve) => {
			const queue = deadline === undefined ? state.firsts : state.repeats;
			const leaveQueue = (entry: Entry) => {
				queue.splice(queue.indexOf(waiter), 1);
				waiter.settle(entry);
			};
			const forget = this.onOver(signal, () => leaveQueue({ entered: false, failure: cancelled() }));
			// room comes with requests that take real time, whatever the clock of a test says
			const timer =
				deadline === undefined
					? undefined
					: setTimeout(leaveQueue, deadline - this.tools.now(), { entered: false });
			const waiter: Waiter = {
				deadline: deadline ?? Infinity,
				settle: (entry) => {
					clearTimeout(timer);
					forget();
					resolve(entry);
				},
			};
			queue.push(waiter);
			this.waiting.add(state);
			this.pump();
		});
	}

	/** Lets in whoever may enter, then sleeps until the next one may. `reached` is what a sleep has waited for. */
	private pump(reached = -Infinity): void {
		const clock = this.tools.now();
		const now = Math.max(clock, reached);
		for (const state of [...this.waiting]) {
			expire(state.repeats, clock);
			this.letIn(state, now);
			// the origin goes to the end of the row, so that they take turns under a common rate
			this.waiting.delete(state);
			if (state.repeats.length + state.firsts.length > 0) this.waiting.add(state);
		}
		this.sleepUntil(this.nextChange(), now);
	}

	private letIn(state: OriginState, now: number): void {
		for (;;) {
			const queue = state.repeats.length > 0 ? state.repeats : state.firsts;
			const [waiter] = queue;
			const entry = waiter && this.tryEnter(state, now, true);
			if (!entry) return;
			queue.shift();
			waiter.settle(entry);
		}
	}

	/** When something changes by the clock alone; the rest changes by a request that leaves. */
	private nextChange(): number {
		let next = Infinity;
		for (const { pressure, repeats } of this.waiting) {
			if (!pressure.hasRoom) continue;
			next = Math.min(next, Math.max(pressure.freeAt, this.throttle.freeAt));
			for (const { deadline } of repeats) next = Math.min(next, deadline);
		}
		return next;
	}

	private sleepUntil(at: number, now: number): void {
		if (this.timer?.at === at) return;
		this.timer?.stop.abort();
		this.timer = undefined;
		if (at === Infinity) return;
		const stop = new AbortController();
		const timer = { at, stop };
		this.timer = timer;
		const wake = () => {
			if (this.timer !== timer) return;
			this.timer = undefined;
			// a timer may be early by a moment, a clock of a test may stand still: let the work under way go on first
			if (this.tools.now() >= at) this.pump();
			else setImmediate(() => this.pump(at));
		};
		this.tools.sleep(Math.max(0, at - now), stop.signal).then(wake, () => undefined);
	}
}

/** The execution was stopped. */
export function cancelled(): WebhookFailure {
	return new WebhookFailure('cancelled', 'The execution was stopped before this request was done');
}

function expire(waiters: Waiter[], now: number): void {
	for (let i = waiters.length - 1; i >= 0; i--) {
		const waiter = waiters[i];
		if (!waiter || waiter.deadline > now) continue;
		waiters.splice(i, 1);
		waiter.settle({ entered: false });
	}
}
