/** Decides which requests of a run may leave. Runs share the pace; concurrency and stopping are the run's own. */
import { onAbort } from '../signals';
import { Lane } from './lane';
import { LookAhead } from './look-ahead';
import type { Circuit } from './circuit';
import type { Pace } from './pace';
import type { Clock, RunPace } from './types';

/** In flight at once over all origins: connections are files, of which a process has a limited number. */
const MOST_IN_FLIGHT = 1000;
/** Most lanes kept for a run whose items have origins of their own. */
const MOST_LANES = 1000;

/** Where a request goes, and with which credential. */
export interface Destination {
	/** As in `URL.origin`. */
	origin: string;
	/** Distinguishes credentials; empty without one. */
	credential?: string | undefined;
}

/** What all runs of the process share. */
export interface ProcessPaces {
	readonly clock: Clock;
	paceOf(key: string): Pace;
	circuitOf(key: string, host: string): Circuit;
}

export class Admission {
	readonly clock: Clock;
	readonly lookAhead: LookAhead;
	private readonly lanes = new Map<string, Lane>();
	private readonly stopping = new AbortController();
	/** Whether the rate of all n8n processes could not be kept, so that only this process kept it. */
	sharedWasDown = false;
	private inFlight = 0;

	constructor(
		private readonly paces: ProcessPaces,
		readonly policy: RunPace,
	) {
		this.clock = paces.clock;
		this.lookAhead = new LookAhead(policy.concurrency === 1, policy.isSpread ?? true);
	}

	/** The lane for requests to this destination. Call it for each item. */
	to({ origin, credential = '' }: Destination): Lane {
		const key = `${origin}\n${credential}`;
		const host = origin.slice(origin.indexOf('//') + 2);
		const pace = this.paces.paceOf(key);
		const circuit = this.paces.circuitOf(`${origin}\n${this.policy.way}`, host);
		const known = this.lanes.get(key);
		if (known?.pace === pace && known.circuit === circuit) return known;
		if (this.lanes.size >= MOST_LANES) this.dropIdle();
		const lane = new Lane(this, pace, circuit, host);
		this.lanes.set(key, lane);
		pace.expect(this.policy.items ?? 0);
		return lane;
	}

	/** Whether the run allows one more in flight. */
	get hasRoom(): boolean {
		return this.inFlight < (this.policy.concurrency || MOST_IN_FLIGHT);
	}

	/** Aborted when the run sends nothing more. */
	get ended(): AbortSignal {
		return this.stopping.signal;
	}

	isOver(signal: AbortSignal | undefined): boolean {
		return this.ended.aborted || signal?.aborted === true;
	}

	entered(): void {
		this.inFlight++;
	}

	left(): void {
		const wasFull = !this.hasRoom;
		this.inFlight--;
		if (!wasFull) return;
		for (const { line, pace } of this.lanes.values()) if (line.length > 0) pace.pump();
	}

	/** Waits before a retry, outside the requests in flight. Resolves with false if nothing more may be sent. */
	async pause(ms: number, signal: AbortSignal | undefined): Promise<boolean> {
		const over = new AbortController();
		const abort = () => over.abort();
		const forgets = [onAbort(signal, abort), onAbort(this.ended, abort)];
		if (this.isOver(signal)) abort();
		try {
			await this.clock.sleep(ms, over.signal);
			return true;
		} catch (thrown) {
			if (over.signal.aborted) return false;
			throw thrown;
		} finally {
			for (const forget of forgets) forget();
		}
	}

	/** No request may enter any more, and all waits end; requests in flight go on. */
	stop(): void {
		this.stopping.abort();
	}

	private dropIdle(): void {
		for (const [key, lane] of this.lanes) if (lane.isIdle) this.lanes.delete(key);
	}
}
